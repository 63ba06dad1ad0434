/**
 * postgres.js sends small messages a moment later, and when the connection is lost in that moment it writes to nothing; the
 * error reaches no caller and ends the process (https://github.com/porsager/postgres/issues/1154, /1208). The query itself
 * has been refused by then, so nothing is missed when the error is. All other uncaught errors end the process as ever.
 * @returns what takes the protection away again.
 */
export function surviveLostSockets(): () => void {
  const onUncaught = (error: unknown) => {
    if (isLostSocket(error) || process.listenerCount('uncaughtException') > 1) return;
    process.off('uncaughtException', onUncaught);
    // Without a listener, Node prints the error and ends.
    process.nextTick(() => {
      throw error;
    });
  };
  process.on('uncaughtException', onUncaught);
  return () => process.off('uncaughtException', onUncaught);
}

function isLostSocket(error: unknown): boolean {
  return error instanceof TypeError && /nextWrite \(.*postgres\/src\/connection\.js/u.test(error.stack ?? '');
}
