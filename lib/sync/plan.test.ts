import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Wanted } from '../kinds/kind';
import { plan, type Step } from './plan';
import { simulate } from './plan-simulation';
import { nothingSeen, type Seen } from './seen';

const ROW = 'space_1';

function atelier(
  hour: string | null,
  more: Partial<Wanted['product']> = {},
  day: string | null = null,
): Wanted {
  const price = (tariff: string, amount: string | null) =>
    amount === null
      ? []
      : [
          {
            tariff,
            unit_amount: Math.round(Number(amount) * 100),
            currency: 'eur',
            nickname: null,
            metadata: { space_id: '1', tariff },
          },
        ];
  return {
    product: {
      name: 'Atelier',
      description: null,
      active: true,
      images: [],
      metadata: { space_id: '1' },
      ...more,
    },
    prices: [...price('hour', hour), ...price('day', day)],
  };
}

/** What Stripe shows once a space has been synced at these amounts, one after the other. */
function shows(...states: (Wanted | null)[]): Seen {
  return states.reduce<Seen>((seen, want) => simulate(plan(want, seen, ROW), seen, ROW), nothingSeen);
}

const done = (steps: Step[]) => steps.map((step) => step.does);

test('C3: a price change makes the new price the default before it archives the old one', () => {
  const steps = plan(atelier('30.00'), shows(atelier('25.00')), ROW);
  expect(done(steps)).toEqual(['create a price', 'make it the default', 'archive the old price']);
});

test('a new space with one tariff takes two writes', () => {
  const steps = plan(atelier('25.00'), nothingSeen, ROW);
  expect(done(steps)).toEqual(['create the product with its price', 'label the price']);
});

test('a rename takes one write', () => {
  const steps = plan(atelier('25.00', { name: 'Studio' }), shows(atelier('25.00')), ROW);
  expect(steps).toEqual([{ does: 'update the product', change: { name: 'Studio' } }]);
});

test('C2: nothing is written when nothing differs', () => {
  expect(plan(atelier('25.00', {}, '140.00'), shows(atelier('25.00', {}, '140.00')), ROW)).toEqual([]);
});

test('C4: an amount that comes back brings its archived price back', () => {
  const steps = plan(atelier('25.00'), shows(atelier('25.00'), atelier('30.00')), ROW);
  expect(done(steps)).toEqual(['revive the price', 'make it the default', 'archive the old price']);
});

test('C13: a row that is gone archives its product, then its prices; coming back revives them', () => {
  const before = shows(atelier('25.00', {}, '140.00'));
  const away = plan(null, before, ROW);
  expect(done(away)).toEqual(['archive the product', 'archive the price', 'archive the price']);
  const back = plan(atelier('25.00', {}, '140.00'), simulate(away, before, ROW), ROW);
  expect(done(back)).toEqual(['revive the price', 'revive the price', 'revive the product']);
});

test('a row that was never on sale asks nothing of Stripe', () => {
  expect(plan(atelier('25.00', { active: false }), nothingSeen, ROW)).toEqual([]);
  expect(plan(null, nothingSeen, ROW)).toEqual([]);
});

test('a product that somebody else made with the same amount keeps its price and gets our names', () => {
  const made = shows(atelier('25.00'));
  const unnamed = made.prices.map((price) => ({ ...price, tariff: null, lookup_key: null, metadata: {} }));
  const steps = plan(atelier('25.00'), { ...made, prices: unnamed }, ROW);
  expect(done(steps)).toEqual(['label the price']);
});

test('metadata that others have added stays', () => {
  const seen = shows(atelier('25.00'));
  const product = seen.product && { ...seen.product, metadata: { ...seen.product.metadata, theirs: 'x' } };
  expect(plan(atelier('25.00'), { ...seen, product }, ROW)).toEqual([]);
});

const anyPrices = fc.record({
  hour: fc.option(fc.constantFrom('5.00', '25.00', '30.00')),
  day: fc.option(fc.constantFrom('25.00', '140.00')),
});
const anyWanted = fc.option(
  fc.record({
    prices: anyPrices,
    product: fc.record({
      name: fc.constantFrom('Atelier', 'Studio', ' '),
      description: fc.option(fc.constantFrom('', 'A table')),
      active: fc.boolean(),
      images: fc.constantFrom<string[][]>([], ['https://example.com/a.jpg']),
    }),
  }),
);
const toWanted = (
  drawn: (typeof anyWanted extends fc.Arbitrary<infer T> ? T : never) | null,
): Wanted | null => (drawn === null ? null : atelier(drawn.prices.hour, drawn.product, drawn.prices.day));

test('applying a plan to what was seen gives what was wanted, and the plan of that is empty', () => {
  fc.assert(
    fc.property(fc.array(anyWanted, { minLength: 1, maxLength: 8 }), (history) => {
      const wanted = history.map(toWanted);
      let seen = nothingSeen;
      for (const want of wanted) {
        seen = simulate(plan(want, seen, ROW), seen, ROW);
        expect(plan(want, seen, ROW)).toEqual([]);
        const active = seen.prices
          .filter((price) => price.active)
          .map(({ tariff, unit_amount }) => ({ tariff, unit_amount }));
        const asked = want?.product.active
          ? want.prices.map(({ tariff, unit_amount }) => ({ tariff, unit_amount }))
          : [];
        expect(new Set(active.map((price) => JSON.stringify(price)))).toEqual(
          new Set(asked.map((price) => JSON.stringify(price))),
        );
        expect(active).toHaveLength(asked.length);
      }
      // C4: five amounts exist, so a row never has more prices than that, whatever its history.
      expect(seen.prices.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 1000 },
  );
});

test('C3: at no moment of any plan is a product on sale without an active price that it had or wants', () => {
  fc.assert(
    fc.property(anyWanted, anyWanted, (first, second) => {
      const [before, after] = [toWanted(first), toWanted(second)];
      if (
        !before?.product.active ||
        !after?.product.active ||
        before.prices.length === 0 ||
        after.prices.length === 0
      )
        return;
      let seen = shows(before);
      for (const step of plan(after, seen, ROW)) {
        seen = simulate([step], seen, ROW);
        expect(seen.prices.some((price) => price.active)).toBe(true);
        const shown = seen.prices.find(({ id }) => id === seen.product?.default_price);
        expect(shown?.active).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
