import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Core } from '../endpoint';
import { readJson } from '../json';
import { alert, answerPage, button } from './layout';
import { bases, formOf, placeOf } from './place';

const ready: [string, unknown][] = [
  ['All well', {}],
  ['150 ms per call', { latency_ms: 150 }],
  ['Slow: 20 s per call', { latency_ms: 20_000 }],
  ['Down', { down: true }],
  ['Limits: 5 calls per second', { rate_per_second: 5 }],
  ['Every third call fails', { fail_before: 0.33 }],
  ['Acts, then fails: the next call', { fail_after: { next: 1, method: 'POST' } }],
  ['Refunds stay pending', { refund_status: 'pending' }],
  ['Webhooks held back', { delivery: { hold: true } }],
  ['Webhooks twice and shuffled', { delivery: { duplicate: 1, shuffle: true } }],
];

/** Making the emulator misbehave by hand. */
export function leverPages(core: Core) {
  const app = new Hono();
  for (const base of bases) {
    app.get(`${base}/levers`, (context) => show(core, context, undefined));
    app.post(`${base}/levers`, async (context) => {
      const { levers = '' } = await formOf(context);
      try {
        core.levers.put(readJson(levers));
        return context.redirect(`${placeOf(core, context).base}/levers`, 303);
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        return show(core, context, levers, z.prettifyError(error));
      }
    });
  }
  return app;
}

function show(core: Core, context: Context, given: string | undefined, refused?: string) {
  const { base } = placeOf(core, context);
  const here = `${base}/levers`;
  const body = html`<h1>Levers</h1>
    <p class="soft">
      Each set replaces the one before. <code>PUT /_tandem/levers</code> takes the same JSON.
    </p>
    ${ready.map(([label, levers]) => button(here, label, { levers: JSON.stringify(levers) }))}
    ${alert(refused)}
    <form method="post" action="${here}" class="card">
      <label for="levers">As they stand</label>
      <textarea id="levers" name="levers" rows="24" spellcheck="false">
${given ?? JSON.stringify(core.levers.set, null, 2)}</textarea>
      <button class="main">Set</button>
    </form>`;
  return answerPage({ title: 'Levers', body, base, status: refused === undefined ? 200 : 400 });
}
