type Task = { at: number; run: () => void };

/** The emulator's own time. It can be moved forward, so that expiry and retries need no waiting. */
export class Clock {
  #offset = 0;
  #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** Starts at the time of day, or later where something has been remembered from later. */
  constructor(earliest = 0) {
    this.#offset = Math.max(0, earliest - Date.now());
  }

  /** Milliseconds. */
  now() {
    return Date.now() + this.#offset;
  }

  /** Whole seconds, as Stripe's `created` is. */
  seconds() {
    return Math.floor(this.now() / 1000);
  }

  get offset() {
    return this.#offset;
  }

  /** Moves time forward and runs everything that has become due. */
  advance(milliseconds: number) {
    this.#offset += Math.max(0, milliseconds);
    this.#fire();
  }

  /** Runs a task at a time of this clock; returns how to call it off. */
  at(time: number, run: () => void) {
    const task = { at: time, run };
    let low = 0;
    let high = this.#tasks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#tasks[middle]?.at ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    this.#tasks.splice(low, 0, task);
    this.#arm();
    return () => {
      const index = this.#tasks.indexOf(task);
      if (index >= 0) this.#tasks.splice(index, 1);
    };
  }

  /** Forgets all tasks and goes back to the time of day. */
  reset() {
    this.#tasks = [];
    this.#offset = 0;
    this.#arm();
  }

  /** Nothing runs any more. */
  stop() {
    this.#isStopped = true;
    this.#tasks = [];
    clearTimeout(this.#timer);
  }

  #arm() {
    clearTimeout(this.#timer);
    const first = this.#tasks[0];
    if (!first || this.#isStopped) return;
    // A timer of Node holds at most 2^31 ms; a task further away is looked at again then.
    this.#timer = setTimeout(() => this.#fire(), Math.min(Math.max(0, first.at - this.now()), 2 ** 31 - 1));
    this.#timer.unref();
  }

  #fire() {
    while (!this.#isStopped) {
      const first = this.#tasks[0];
      if (!first || first.at > this.now()) break;
      this.#tasks.shift();
      first.run();
    }
    this.#arm();
  }
}
