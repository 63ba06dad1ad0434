import 'server-only';
import { env } from '../env';
import { log } from '../log';

/** Ends the program with one line when the environment is not complete. */
export function checkEnvironment() {
  try {
    env();
  } catch (error) {
    log.fatal(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
