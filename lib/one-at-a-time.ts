/**
 * Lets one run of some work go on at a time; however often it is asked for meanwhile, it goes round once more.
 * @returns what asks for it: resolves when nothing is asked for any more, rejects with what the work throws.
 */
export function oneAtATime(work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  const whileAsked = async () => {
    while (isAskedAgain) {
      isAskedAgain = false;
      await work();
    }
  };
  return () => {
    isAskedAgain = true;
    running ??= whileAsked().finally(() => {
      running = undefined;
    });
    return running;
  };
}
