import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChild } from '../local/child';
import { freePort } from '../local/ports';
import { startEmulator } from '../local/stripe/emulator';

// The emulator in a process of its own and without a journal: Stripe's work is not what is measured.

/** Starts it; the address is where it answers. */
export async function startStripe(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const program = ['--conditions=react-server', '--import', 'tsx', import.meta.filename, String(port)];
  const child = startChild(process.execPath, program, { cwd: path.resolve(import.meta.dirname, '..') });
  await child.says(/^Stripe answers/);
  return { url: `http://127.0.0.1:${port}`, stop: () => child.stop() };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Stack traces are written by whoever is measured; looking up where they come from is not part of it.
  process.setSourceMapsEnabled(false);
  const { url } = await startEmulator({ port: Number(process.argv[2]) });
  console.log(`Stripe answers at ${url}`);
}
