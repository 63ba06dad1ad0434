import { leverShape, type LeverSet, type Matcher } from './lever-shapes';

type Target = { account: string; method: string; path: string };
type Chance = Matcher & { next?: number; probability?: number };

/** What makes the emulator misbehave, deterministically for a seed. Stays out of the journal: a restart is healthy. */
export class Levers {
  #set: LeverSet = leverShape.parse({});
  #random = seeded(1);
  #recent = new Map<string, number[]>();
  #changed: (() => void)[] = [];
  #held: (() => void)[] = [];

  get set() {
    return this.#set;
  }

  get delivery() {
    return this.#set.delivery;
  }

  /** Replaces all levers; what is left out is off. */
  put(input: unknown) {
    this.#set = leverShape.parse(input);
    this.#random = seeded(this.#set.seed);
    this.#recent.clear();
    this.#changed.forEach((tell) => tell());
    this.#held.splice(0).forEach((look) => look());
  }

  /** Calls back whenever the levers are set anew. */
  onChange(tell: () => void) {
    this.#changed.push(tell);
  }

  random() {
    return this.#random();
  }

  /** How long this call takes in all. */
  latency(target: Target) {
    const lever = this.#set.latency_ms.find((one) => matches(one, target));
    return lever ? this.between(lever) : 0;
  }

  between({ min, max }: { min: number; max: number }) {
    return min + (max - min) * this.#random();
  }

  isDown(target: Target) {
    return this.#set.down.some((one) => one.is_on && matches(one, target));
  }

  /** Waits for as long as the answer to this call is kept back. */
  async released(target: Target) {
    const isHeld = () => this.#set.hold.some((one) => one.is_on && matches(one, target));
    while (isHeld()) await new Promise<void>((resolve) => this.#held.push(resolve));
  }

  /** Whether this call happens to fail in this way. */
  strikes(lever: 'fail_before' | 'fail_after' | 'reset_before' | 'reset_after', target: Target) {
    return this.#set[lever].some((one) => matches(one, target) && this.#hits(one));
  }

  /** Whether this call is one of the next n. */
  isNext(lever: 'rate_limit_next' | 'lock_timeout_next', target: Target) {
    return this.#set[lever].some((one) => matches(one, target) && this.#hits(one));
  }

  refusal(target: Target) {
    return this.#set.refuse_paths.find(
      (one) => matches(one, target) && (one.next === undefined || this.#hits(one)),
    );
  }

  /** Counts this call against the rate of its account; false when it is one too many. */
  isWithinRate(target: Target) {
    const lever = this.#set.rate_per_second.find((one) => matches(one, target));
    if (!lever) return true;
    const now = performance.now();
    const calls = (this.#recent.get(target.account) ?? []).filter((at) => now - at < 1000);
    this.#recent.set(target.account, calls);
    if (calls.length >= lever.rate) return false;
    calls.push(now);
    return true;
  }

  #hits(chance: Chance) {
    if (chance.next === undefined) return this.#random() < (chance.probability ?? 0);
    if (chance.next <= 0) return false;
    chance.next -= 1;
    return true;
  }
}

function matches({ account, method, path }: Matcher, target: Target) {
  if (account !== undefined && account !== target.account) return false;
  if (method !== undefined && method !== target.method) return false;
  return path === undefined || pattern(path).test(target.path);
}

function pattern(path: string) {
  const parts = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}`);
}

// Mulberry32: small, and the same on every machine.
function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
