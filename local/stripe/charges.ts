import type { z } from 'zod';
import { announce } from './announce';
import { endpoint, type Act } from './endpoint';
import { missing } from './errors';
import * as field from './fields';
import { page } from './lists';
import { withMetadata } from './metadata';
import { platform } from './store';

const change = field.record({
  ...field.expand,
  description: field.unsettable(1000).optional(),
  metadata: field.clearableMetadata.optional(),
});
const filters = field.record({
  ...field.paging,
  created: field.range.optional(),
  customer: field.text(255).optional(),
  payment_intent: field.text(255).optional(),
});
const feeFilters = field.record({
  ...field.paging,
  charge: field.text(255).optional(),
  created: field.range.optional(),
});
const nothing = field.record(field.expand);

function find({ space }: Act, id: string) {
  const charge = space.tables.charge.get(id);
  if (!charge) throw missing('charge', id);
  return charge;
}

function update(act: Act, id: string, { description, metadata }: z.output<typeof change>) {
  const before = find(act, id);
  const after = act.space.tables.charge.put({
    ...before,
    description: description === undefined ? before.description : description || null,
    metadata: withMetadata(before.metadata, metadata),
  });
  announce(act, 'charge.updated', after, before);
  return after;
}

// The fees an app has taken are the platform's, whatever account the charge is in.
function fees({ core, space }: Act) {
  return core.store.space(space.livemode, platform).tables.application_fee;
}

export const charges = [
  endpoint({
    method: 'GET',
    path: '/v1/charges',
    params: filters,
    run: ({ space, url }, asked) => {
      const within =
        asked.payment_intent === undefined
          ? undefined
          : { index: 'payment_intent', value: asked.payment_intent };
      return page({ table: space.tables.charge, noun: 'charge', url, paging: asked, within });
    },
  }),
  endpoint({ method: 'GET', path: '/v1/charges/:id', params: nothing, run: (call, _, id) => find(call, id) }),
  endpoint({
    method: 'POST',
    path: '/v1/charges/:id',
    params: change,
    run: (call, params, id) => update(call, id, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/application_fees',
    params: feeFilters,
    run: (call, asked) => {
      const within = asked.charge === undefined ? undefined : { index: 'charge', value: asked.charge };
      return page({ table: fees(call), noun: 'application fee', url: call.url, paging: asked, within });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/application_fees/:id',
    params: nothing,
    run: (call, _, id) => {
      const fee = fees(call).get(id);
      if (!fee) throw missing('application fee', id);
      return fee;
    },
  }),
];
