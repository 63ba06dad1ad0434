import type { z } from 'zod';
import { apiVersion } from './announce';
import { endpoint, type Act, type Core } from './endpoint';
import { missing } from './errors';
import * as field from './fields';
import { letters, newId } from './ids';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { EndpointObject } from './objects';
import { platform } from './store';

const creation = field.record({
  ...field.expand,
  api_version: field.text(100).optional(),
  connect: field.flag.optional(),
  description: field.unsettable(5000).optional(),
  enabled_events: field.list(field.text(100), 500),
  metadata: field.clearableMetadata.optional(),
  url: field.webAddress,
});

const change = field.record({
  ...field.expand,
  description: field.unsettable(5000).optional(),
  disabled: field.flag.optional(),
  enabled_events: field.list(field.text(100), 500).optional(),
  metadata: field.clearableMetadata.optional(),
  url: field.webAddress.optional(),
});

/** An endpoint that is there from the start; it hears of everything unless it names the events it wants. */
export type GivenEndpoint = { url: string; secret: string; connect?: boolean; events?: string[] };

type New = {
  url: string;
  secret: string;
  connect: boolean;
  enabled_events: string[];
  description?: string;
  metadata?: Record<string, string>;
  id?: string;
};

// Endpoints of both modes stand in one table, because deliveries look for them together.
function tables(core: Core) {
  return core.store.space(false, platform).tables;
}

function add(core: Core, livemode: boolean, given: New): EndpointObject {
  const id = given.id ?? newId('endpoint');
  const created = core.clock.seconds();
  tables(core).secret.put({ id, created, secret: given.secret, connect: given.connect });
  return tables(core).webhook_endpoint.put({
    id,
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    created,
    description: given.description ?? null,
    enabled_events: given.enabled_events,
    livemode,
    metadata: given.metadata ?? {},
    status: 'enabled',
    url: given.url,
  });
}

/** Makes sure that an endpoint given at the start exists, in both modes, with the secret given now. */
export function ensureEndpoint(core: Core, { url, secret, connect = false, events = ['*'] }: GivenEndpoint) {
  for (const livemode of [false, true]) {
    const there = [...tables(core).webhook_endpoint.walk()].find(
      (one) =>
        one.url === url && one.livemode === livemode && tables(core).secret.get(one.id)?.connect === connect,
    );
    if (there) tables(core).secret.put({ id: there.id, created: there.created, secret, connect });
    else
      add(core, livemode, {
        url,
        secret,
        connect,
        enabled_events: events,
        description: 'Given at the start',
      });
  }
}

function create(
  { core, space }: Act,
  { connect = false, enabled_events, url, description, metadata }: z.output<typeof creation>,
) {
  const secret = `whsec_${letters(32)}`;
  const given = { url, secret, connect, enabled_events, metadata: withMetadata({}, metadata) };
  // The secret is in this answer and in no later one.
  return { ...add(core, space.livemode, description ? { ...given, description } : given), secret };
}

function find({ core, space }: Act, id: string) {
  const found = tables(core).webhook_endpoint.get(id);
  if (!found || found.livemode !== space.livemode) throw missing('webhook endpoint', id);
  return found;
}

function update(act: Act, id: string, { disabled, ...given }: z.output<typeof change>) {
  const before = find(act, id);
  const status = disabled === undefined ? before.status : disabled ? 'disabled' : 'enabled';
  return tables(act.core).webhook_endpoint.put({
    ...before,
    description: given.description === undefined ? before.description : given.description || null,
    enabled_events: given.enabled_events ?? before.enabled_events,
    metadata: withMetadata(before.metadata, given.metadata),
    status,
    url: given.url ?? before.url,
  });
}

function remove(act: Act, id: string) {
  find(act, id);
  tables(act.core).webhook_endpoint.remove(id);
  tables(act.core).secret.remove(id);
  return { id, object: 'webhook_endpoint', deleted: true };
}

function list({ core, space }: Act, asked: z.output<typeof filters>) {
  const keep = (row: EndpointObject) => row.livemode === space.livemode;
  return page({
    table: tables(core).webhook_endpoint,
    noun: 'webhook endpoint',
    url: '/v1/webhook_endpoints',
    paging: asked,
    keep,
  });
}

const filters = field.record(field.paging);
const nothing = field.record(field.expand);
const path = '/v1/webhook_endpoints';

export const webhookEndpoints = [
  endpoint({ method: 'POST', path, params: creation, run: create }),
  endpoint({ method: 'GET', path, params: filters, run: list }),
  endpoint({ method: 'GET', path: `${path}/:id`, params: nothing, run: (call, _, id) => find(call, id) }),
  endpoint({
    method: 'POST',
    path: `${path}/:id`,
    params: change,
    run: (call, params, id) => update(call, id, params),
  }),
  endpoint({
    method: 'DELETE',
    path: `${path}/:id`,
    params: nothing,
    run: (call, _, id) => remove(call, id),
  }),
];
