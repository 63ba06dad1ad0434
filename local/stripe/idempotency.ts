import type { Clock } from './clock';
import { Refusal } from './errors';
import type { KeptAnswer } from './objects';
import { canonical, type Params } from './params';
import type { Space } from './store';

const day = 24 * 60 * 60;

type Claim = { space: Space; key: string; endpoint: string; params: Params };

/**
 * Idempotency keys as Stripe keeps them: https://docs.stripe.com/api/idempotent_requests. An answer is kept once
 * execution has begun, a 500 included; refusals of parameters and conflicts are not.
 */
export class Idempotency {
  #busy = new Set<string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer kept for this key, or nothing: then the key is the caller's until it is released. */
  claim({ space, key, endpoint, params }: Claim): KeptAnswer | undefined {
    if (key.length > 255) {
      throw refused('Idempotency keys can be at most 255 characters long.', 'idempotency_key_too_long', 400);
    }
    const kept = space.tables.kept.get(key);
    if (kept && kept.created + day > this.#clock.seconds()) {
      if (kept.endpoint !== endpoint) throw otherEndpoint(kept);
      if (kept.params !== canonical(params)) throw otherParams(key);
      return kept;
    }
    if (kept) space.tables.kept.remove(key);
    if (this.#busy.has(name(space, key))) throw inUse(key);
    this.#busy.add(name(space, key));
    return undefined;
  }

  keep({ space, key, endpoint, params }: Claim, status: number, body: unknown, requestId: string) {
    this.#forget(space);
    const created = this.#clock.seconds();
    space.tables.kept.put({
      id: key,
      created,
      endpoint,
      params: canonical(params),
      status,
      body,
      request_id: requestId,
    });
  }

  release({ space, key }: Claim) {
    this.#busy.delete(name(space, key));
  }

  #forget(space: Space) {
    const until = this.#clock.seconds() - day;
    for (const kept of space.tables.kept.walk({ direction: 'oldest', created: { lt: until } })) {
      space.tables.kept.remove(kept.id);
    }
  }
}

function name(space: Space, key: string) {
  return `${String(space.livemode)} ${space.account} ${key}`;
}

function refused(message: string, code: string | undefined, status: number) {
  const body = code === undefined ? { message } : { message, code };
  return new Refusal({ type: 'idempotency_error', ...body }, { status, isKept: false });
}

function otherParams(key: string) {
  return refused(
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
    undefined,
    400,
  );
}

function otherEndpoint({ id, endpoint }: KeptAnswer) {
  return refused(
    `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${endpoint}'). ` +
      `Try using a key other than '${id}' if you meant to execute a different request.`,
    undefined,
    400,
  );
}

function inUse(key: string) {
  return refused(
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, ' +
      `and the other request is still going through): ${key}. Please try again later.`,
    'idempotency_key_in_use',
    409,
  );
}
