import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Core } from '../endpoint';
import { wellKnownNames } from '../well-known';
import { accountPages } from './accounts';
import { cataloguePages } from './catalogue';
import { checkoutPages } from './checkout';
import { answerPage, table } from './layout';
import { leverPages } from './levers';
import { moneyPages } from './money';
import { onboardingPages } from './onboarding';
import { trafficPages } from './traffic';

const controls: [string, string][] = [
  ['GET, PUT, DELETE /_tandem/levers', 'what goes wrong; the page Levers takes the same JSON'],
  ['POST /_tandem/reset', 'forgets everything, levers included'],
  ['POST /_tandem/clock {"advance_seconds": 3600}', 'moves the time of the emulator forward'],
  [
    'POST /_tandem/accounts/acct_name {"state": "ready"}',
    'makes or changes a connected account; also incomplete, new, is_deauthorised',
  ],
  [
    'POST /_tandem/fill {"products": 1000}',
    'makes many products with prices; also account, prefix, metadata',
  ],
  ['POST /_tandem/sessions/:id/pay {"method": "card"}', 'pays; also declined, delayed'],
  ['POST /_tandem/sessions/:id/async {"outcome": "succeed"}', 'the bank answers a debit; also fail'],
  ['POST /_tandem/refunds/:id {"status": "failed"}', 'what becomes of a refund'],
  ['POST /_tandem/charges/:id/dispute {"status": "open"}', 'opens a dispute; also won, lost'],
  ['GET /_tandem/deliveries?event=', 'what was sent to webhook endpoints'],
  ['POST /_tandem/deliveries/settle', 'answers when nothing is on its way'],
  ['POST /_tandem/deliveries/:id/resend', 'sends it again'],
  ['GET /_tandem/requests?since=0', 'the calls to the API, oldest first'],
  ['GET /_tandem/state?account=acct_platform', 'every object of an account'],
];

/** Everything the emulator shows in a browser. */
export function pages(core: Core) {
  const app = new Hono();
  app.get('/', () => answerPage({ title: 'Stripe emulator', body: start(core), base: '/dashboard' }));
  app.get('/dashboard', (context) => context.redirect('/dashboard/products'));
  const all = [
    cataloguePages,
    moneyPages,
    accountPages,
    trafficPages,
    leverPages,
    checkoutPages,
    onboardingPages,
  ];
  for (const some of all) app.route('/', some(core));
  return app;
}

function start(core: Core) {
  const names = wellKnownNames.map(
    ({ name, does }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td>${does}</td>
      </tr>`,
  );
  const doors = controls.map(
    ([door, does]) =>
      html`<tr>
        <td><code>${door}</code></td>
        <td>${does}</td>
      </tr>`,
  );
  return html`<h1>A Stripe of one's own</h1>
    <p>
      The API answers at <code>${core.url()}/v1</code> to any key of the form <code>sk_test_…</code> or
      <code>sk_live_…</code>. No money moves, and nothing leaves this machine.
    </p>
    <h2>Cards</h2>
    <p>
      <code>4242 4242 4242 4242</code> is paid, <code>4000 0000 0000 0002</code> is declined; a bank debit is
      answered later.
    </p>
    <h2>Names that provoke a failure</h2>
    <p class="soft">A product that is created with such a name, or renamed to it, meets this.</p>
    ${table('Names that provoke a failure', ['A name with', 'does this'], names)}
    <h2>Controls for tests</h2>
    ${table('Controls', ['Call', 'does this'], doors)}`;
}
