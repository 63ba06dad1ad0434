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

/** A port that is free at this moment, for tests and for parts that nobody addresses by number. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
