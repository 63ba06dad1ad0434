/** Waits; for ever, once the emulator has stopped: what it was about to do is not done any more. */
export type Sleep = (milliseconds: number) => Promise<void>;

/** A way to wait, and a way to end all waiting. */
export function sleeper(): { sleep: Sleep; halt: () => void } {
  const timers = new Set<NodeJS.Timeout>();
  const sleep: Sleep = async (milliseconds) => {
    if (milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, milliseconds);
      timers.add(timer);
    });
  };
  return { sleep, halt: () => timers.forEach((timer) => clearTimeout(timer)) };
}
