import { z } from 'zod';

const state = z.object({
  product: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      active: z.boolean(),
      metadata: z.record(z.string(), z.string()),
    }),
  ),
  price: z.array(
    z.looseObject({ id: z.string(), product: z.string(), active: z.boolean(), unit_amount: z.number() }),
  ),
});

/** What Stripe shows under a name on the platform's account, or on a connected one: its products, and the amounts of their active prices in minor units, ascending. */
export async function stripeProducts(stripeUrl: string, name: string, account = '') {
  const query = account === '' ? '' : `?account=${account}`;
  const { product, price } = state.parse(await (await fetch(`${stripeUrl}/_tandem/state${query}`)).json());
  return product
    .filter((each) => each.name === name)
    .map((each) => ({
      ...each,
      active_amounts: price
        .filter((its) => its.product === each.id && its.active)
        .map((its) => its.unit_amount)
        .sort((a, b) => a - b),
      active_prices: price.filter((its) => its.product === each.id && its.active).map((its) => its.id),
    }));
}

type AccountLevers = {
  state?: 'ready' | 'incomplete' | 'new';
  is_deauthorised?: boolean;
  requirements_due?: string[];
  country?: string;
};

/** Makes or changes a connected account, as its owner would at Stripe. */
export async function setAccount(stripeUrl: string, account: string, levers: AccountLevers) {
  const answer = await fetch(`${stripeUrl}/_tandem/accounts/${account}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(levers),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
