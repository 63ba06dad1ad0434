import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Refusal } from './settings';

/** Makes sure that nobody listens on a port. @throws Refusal that names the port, its use and its variable. */
export function claimPort(port: number, use: string, variable: string, host?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Refusal(
              `Port ${port} (${use}) is taken. Stop what uses it, or choose another one with ${variable}.`,
            )
          : new Refusal(
              `Port ${port} (${use}) cannot be used: ${error.message}. Choose another one with ${variable}.`,
            ),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

// Below the range from which systems give ports to outgoing connections, so that none of those takes it meanwhile.
const FIRST_PORT = 20_000;
const PORTS = 12_000;

/** A port that is free at this moment, for tests and for parts that nobody addresses by number. */
export async function freePort(): Promise<number> {
  const port = FIRST_PORT + randomInt(PORTS);
  try {
    await claimPort(port, 'a test', 'another', '127.0.0.1');
    return port;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return freePort();
  }
}
