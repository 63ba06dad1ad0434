/** Waits; ends at once when the emulator stops. */
export type Sleep = (milliseconds: number) => Promise<void>;

/** A way to wait, and a way to end all waiting. */
export function sleeper(): { sleep: Sleep; wake: () => void } {
  const sleeping = new Set<() => void>();
  const sleep: Sleep = async (milliseconds) => {
    if (milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        sleeping.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      sleeping.add(done);
    });
  };
  return { sleep, wake: () => [...sleeping].forEach((done) => done()) };
}
