import { createHmac } from 'node:crypto';
import type { Clock } from './clock';
import { newId } from './ids';
import type { Levers } from './levers';
import type { DeliveryAttempt, DeliveryRecord, EndpointObject, EventObject, SecretRecord } from './objects';
import { platform, type Space, type Store } from './store';

/** Seconds until the next try. Stripe's own last three days: https://docs.stripe.com/webhooks#retries */
const waits = [1, 5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 57600, 86400];
const atOnce = 16;
const patience = 20_000;

export type Target = { endpoint: EndpointObject; secret: SecretRecord };
type Parts = { clock: Clock; store: Store; levers: Levers; endpoints: () => Space };

/** Sends events to webhook endpoints: signed, repeated until a 2xx answers, and written down. */
export class Deliveries {
  readonly #parts: Parts;
  #waiting: string[] = [];
  #flying = new Set<AbortController>();
  #idle: (() => void)[] = [];
  #isStopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.levers.onChange(() => this.#fly());
  }

  /** The endpoints that an event is for: https://docs.stripe.com/connect/webhooks */
  targets(event: EventObject): Target[] {
    const found: Target[] = [];
    for (const endpoint of this.#table.webhook_endpoint.walk({ direction: 'oldest' })) {
      const secret = this.#table.secret.get(endpoint.id);
      if (!secret || endpoint.status !== 'enabled') continue;
      if (secret.connect !== (event.account !== undefined)) continue;
      const wants = endpoint.enabled_events.some((type) => type === '*' || type === event.type);
      // A live Connect endpoint also receives test events, unless the same address has an endpoint for these.
      const isOwnMode = endpoint.livemode === event.livemode || (secret.connect && endpoint.livemode);
      if (wants && isOwnMode && !found.some((one) => one.endpoint.url === endpoint.url))
        found.push({ endpoint, secret });
    }
    return found;
  }

  /** Sends an event on its way. */
  send(event: EventObject, targets: Target[]) {
    const { clock, levers } = this.#parts;
    const { duplicate, delay_ms: delay, drop } = levers.delivery;
    for (const { endpoint } of targets) {
      for (let copy = 0; copy <= duplicate; copy += 1) {
        const delivery = this.#table.delivery.put({
          id: newId('delivery'),
          created: clock.seconds(),
          event: event.id,
          event_type: event.type,
          account: event.account ?? null,
          endpoint: endpoint.id,
          url: endpoint.url,
          status: drop ? 'dropped' : 'pending',
          attempts: [],
          next_at: null,
        });
        if (!drop) this.#plan(delivery, delay ? levers.between(delay) : 0);
      }
    }
  }

  /** Sends a delivery once more, whatever became of it. */
  resend(id: string) {
    const delivery = this.#table.delivery.get(id);
    if (delivery) this.#plan(this.#table.delivery.put({ ...delivery, status: 'pending' }), 0);
    return delivery !== undefined;
  }

  /** Takes up what was pending before a restart. */
  resume() {
    for (const delivery of this.#table.delivery.walk({ direction: 'oldest' })) {
      if (delivery.status === 'pending')
        this.#plan(delivery, Math.max(0, (delivery.next_at ?? 0) - this.#parts.clock.now()));
    }
  }

  /** Resolves once nothing is on its way; what waits for a retry or is held does not count. */
  async idle() {
    if (this.#flying.size === 0 && (this.#waiting.length === 0 || this.#parts.levers.delivery.hold)) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Forgets what was on its way. */
  reset() {
    this.#waiting = [];
    for (const flight of this.#flying) flight.abort();
  }

  stop() {
    this.#isStopped = true;
    this.#waiting = [];
    for (const flight of this.#flying) flight.abort();
  }

  get #table() {
    return this.#parts.endpoints().tables;
  }

  #plan(delivery: DeliveryRecord, wait: number) {
    const queue = () => {
      this.#waiting.push(delivery.id);
      // Events announced by one call wait for each other, so that they can leave in any order.
      setImmediate(() => this.#fly());
    };
    if (wait > 0) this.#parts.clock.at(this.#parts.clock.now() + wait, queue);
    else queue();
  }

  #fly() {
    const { levers } = this.#parts;
    const isHeld = this.#isStopped || levers.delivery.hold;
    while (!isHeld && this.#waiting.length > 0 && this.#flying.size < atOnce) {
      const place = levers.delivery.shuffle ? Math.floor(levers.random() * this.#waiting.length) : 0;
      const [id] = this.#waiting.splice(place, 1);
      const delivery = id === undefined ? undefined : this.#table.delivery.get(id);
      if (delivery?.status === 'pending') void this.#carry(delivery);
    }
    this.#rest();
  }

  #rest() {
    if (this.#flying.size > 0 || (this.#waiting.length > 0 && !this.#parts.levers.delivery.hold)) return;
    this.#idle.splice(0).forEach((tell) => tell());
  }

  async #carry(delivery: DeliveryRecord) {
    const flight = new AbortController();
    this.#flying.add(flight);
    const attempt = await this.#post(delivery, flight);
    this.#flying.delete(flight);
    if (this.#isStopped) return;
    const attempts = [...delivery.attempts, attempt];
    const isDone = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const wait = waits[attempts.length - 1];
    const next = isDone || wait === undefined ? null : this.#parts.clock.now() + wait * 1000;
    const status = isDone ? 'delivered' : next === null ? 'failed' : 'pending';
    const row = this.#table.delivery.put({ ...delivery, attempts, status, next_at: next });
    if (isDone) this.#countDown(delivery);
    if (next !== null) this.#plan(row, next - this.#parts.clock.now());
    this.#fly();
  }

  async #post(
    { event: id, endpoint, url, account }: DeliveryRecord,
    flight: AbortController,
  ): Promise<DeliveryAttempt> {
    const { clock } = this.#parts;
    const at = clock.seconds();
    const started = performance.now();
    const took = () => Math.round(performance.now() - started);
    const event = this.#event(id, account);
    const secret = this.#table.secret.get(endpoint)?.secret;
    if (!event || secret === undefined)
      return { at, status: null, error: 'The event or its endpoint is gone.', duration_ms: 0 };
    const body = JSON.stringify(event, null, 2);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signature(body, secret),
        },
        signal: AbortSignal.any([flight.signal, AbortSignal.timeout(patience)]),
      });
      await answer.body?.cancel();
      return { at, status: answer.status, error: null, duration_ms: took() };
    } catch (error) {
      return { at, status: null, error: reasonOf(error), duration_ms: took() };
    }
  }

  #countDown({ event: id, endpoint, account }: DeliveryRecord) {
    const others = [...this.#table.delivery.walk({ within: { index: 'event', value: id } })];
    if (others.filter((one) => one.endpoint === endpoint && one.status === 'delivered').length !== 1) return;
    const event = this.#event(id, account);
    if (!event) return;
    const space = this.#parts.store.space(event.livemode, event.account ?? platform);
    space.tables.event.put({ ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
  }

  #event(id: string, account: string | null) {
    const { store } = this.#parts;
    const places = [false, true].map((livemode) => store.space(livemode, account ?? platform));
    return places.map((space) => space.tables.event.get(id)).find((event) => event !== undefined);
  }
}

// The time of day, not the emulator's own: the receiver compares it with its own clock.
function signature(body: string, secret: string) {
  const at = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${digest}`;
}

function reasonOf(error: unknown) {
  if (!(error instanceof Error)) return 'The connection failed.';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
