import type { z } from 'zod';
import { endpoint, type Act } from './endpoint';
import { missing } from './errors';
import * as field from './fields';
import { page } from './lists';
import type { EventObject } from './objects';

const filters = field.record({
  ...field.paging,
  created: field.range.optional(),
  delivery_success: field.flag.optional(),
  type: field.text(100).optional(),
  types: field.list(field.text(100), 20).optional(),
});

function list({ space }: Act, asked: z.output<typeof filters>) {
  const { type, delivery_success: isDelivered } = asked;
  const types = asked.types && new Set(asked.types);
  // One type is looked up; a `*` in it stands for anything, and several are walked through.
  const [only] = types?.size === 1 ? types : [type];
  const within = only === undefined || only.includes('*') ? undefined : { index: 'type', value: only };
  return page({
    table: space.tables.event,
    noun: 'event',
    url: '/v1/events',
    paging: asked,
    within,
    keep: (row) =>
      (type === undefined || fits(row, type)) &&
      (!types || types.has(row.type)) &&
      (isDelivered === undefined || isDelivered === (row.pending_webhooks === 0)),
  });
}

function fits({ type }: EventObject, wanted: string) {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

function find({ space }: Act, id: string) {
  const event = space.tables.event.get(id);
  if (!event) throw missing('event', id);
  return event;
}

export const events = [
  endpoint({ method: 'GET', path: '/v1/events', params: filters, run: list }),
  endpoint({
    method: 'GET',
    path: '/v1/events/:id',
    params: field.record(field.expand),
    run: (call, _, id) => find(call, id),
  }),
];
