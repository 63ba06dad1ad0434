import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { apiVersion } from './announce';
import type { Call, Core, Endpoint } from './endpoint';
import { Refusal, broken, errorAnswer, locked, refuse, tooMany } from './errors';
import { expanded } from './expand';
import { newId } from './ids';
import { authenticate } from './keys';
import { decodeForm, type Params } from './params';
import type { LoggedRequest } from './request-log';
import type { Sleep } from './sleep';
import { platform } from './store';
import { isSlow, slowMs } from './well-known';

type Env = { Bindings: HttpBindings };
type Answer = { status: number; body: unknown; headers: Record<string, string> };
type Received = { call: Call; endpoint: Endpoint; params: Params; key: string | null; entry: LoggedRequest };
type Parts = { core: Core; sleep: Sleep };

/** The API: every endpoint behind the same door, in the order in which Stripe looks at a call. */
export function api(parts: Parts, endpoints: readonly Endpoint[]) {
  const app = new Hono<Env>();
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, (context) => answer(parts, context, endpoint));
  }
  const unknown = (context: Context<Env>) => answer(parts, context, undefined);
  app.all('/v1/*', unknown);
  app.all('/oauth/*', unknown);
  return app;
}

async function answer(parts: Parts, context: Context<Env>, endpoint: Endpoint | undefined) {
  const { core } = parts;
  const { method, path } = context.req;
  const query = new URL(context.req.url).search.slice(1);
  const text = method === 'GET' ? '' : await context.req.text();
  const params = decodeForm(text === '' ? query : text);
  const id = newId('request');
  const started = performance.now();
  const entry = core.requests.open({
    id, method, path, query, account: '', livemode: false, params,
    idempotency_key: context.req.header('idempotency-key') ?? null,
    started_at: new Date(core.clock.now()).toISOString(),
  }); // prettier-ignore
  const outcome = await serve(parts, context, endpoint, entry).catch((error: unknown) => {
    if (error instanceof Refusal) return refusalAnswer(error, id, core.url());
    throw error;
  });
  entry.duration_ms = Math.round(performance.now() - started);
  if (outcome === 'broken off') {
    entry.status = 0;
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  entry.status = outcome.status;
  entry.error = outcome.status >= 400 ? JSON.stringify(outcome.body) : null;
  return send(outcome, id, entry);
}

function send(
  { status, body, headers }: Answer,
  id: string,
  { idempotency_key: key, account }: LoggedRequest,
) {
  const own = {
    'content-type': 'application/json',
    'request-id': id,
    'stripe-version': apiVersion,
    ...(key === null ? {} : { 'idempotency-key': key }),
    ...(account !== '' && account !== platform ? { 'stripe-account': account } : {}),
  };
  return new Response(JSON.stringify(body, null, 2), { status, headers: { ...own, ...headers } });
}

async function serve(
  { core, sleep }: Parts,
  context: Context<Env>,
  endpoint: Endpoint | undefined,
  entry: LoggedRequest,
) {
  const space = authenticate(core, context.req.raw.headers, (found) => {
    entry.account = found.account;
    entry.livemode = found.livemode;
  });
  const { levers } = core;
  if (levers.isDown(entry)) return 'broken off';
  if (levers.isNext('rate_limit_next', entry) || !levers.isWithinRate(entry)) throw tooMany();
  if (levers.isNext('lock_timeout_next', entry)) throw locked();
  refuseAsTold(core, entry);
  if (!endpoint) throw unrecognised(entry);
  if (levers.strikes('reset_before', entry)) return 'broken off';
  const key = entry.method === 'POST' ? entry.idempotency_key : null;
  const ids = Object.values(context.req.param());
  const request = { id: entry.id, idempotency_key: key };
  const call: Call = { core, space, request, ids, url: entry.path };
  return keyed({ call, endpoint, params: entry.params, key, entry }, sleep);
}

/** Runs the call under its idempotency key, or replays what that key has brought before. */
async function keyed(received: Received, sleep: Sleep) {
  const { call, key, params, entry } = received;
  const { idempotency, levers } = call.core;
  const claim = key === null ? null : { space: call.space, key, endpoint: entry.path, params };
  const kept = claim && idempotency.claim(claim);
  if (kept) {
    entry.is_replayed = true;
    const headers = { 'idempotent-replayed': 'true', 'original-request': kept.request_id };
    return { status: kept.status, body: kept.body, headers };
  }
  try {
    const half = levers.latency(entry) / 2;
    await sleep(half);
    const outcome = act(received);
    if (claim && outcome.isKept) idempotency.keep(claim, outcome.status, outcome.body, entry.id);
    await sleep(half + (isSlow(params.name) ? slowMs : 0));
    await levers.released(entry);
    return levers.strikes('reset_after', entry) ? 'broken off' : outcome;
  } finally {
    if (claim) idempotency.release(claim);
  }
}

function act({ call, endpoint, params, entry }: Received): Answer & { isKept: boolean } {
  const { core } = call;
  try {
    if (core.levers.strikes('fail_before', entry)) throw broken();
    const { run, expand } = endpoint.begin(call, params);
    const body = expanded(call.space, run(), expand);
    if (core.levers.strikes('fail_after', entry)) throw broken();
    return { status: 200, body, headers: {}, isKept: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...refusalAnswer(error, entry.id, core.url()), isKept: error.isKept };
  }
}

function refuseAsTold({ levers }: Core, entry: LoggedRequest) {
  const told = levers.refusal(entry);
  if (!told) return;
  const { message = 'Refused, because a lever says so.', param, code, status = 400 } = told;
  throw refuse(message, param, code, { status, isKept: false });
}

function refusalAnswer(refusal: Refusal, id: string, url: string): Answer {
  return { status: refusal.status, body: errorAnswer(refusal, id, url), headers: refusal.headers };
}

function unrecognised({ method, path }: LoggedRequest) {
  const message =
    `Unrecognized request URL (${method}: ${path}). If you are trying to list objects, remove the trailing slash. If you are ` +
    'trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.';
  return refuse(message, undefined, undefined, { status: 404 });
}
