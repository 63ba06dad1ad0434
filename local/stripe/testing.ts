import { createServer } from 'node:http';
import Stripe from 'stripe';
import { startEmulator, type Emulator, type EmulatorOptions } from './emulator';
import { isRecord, readJson, type JsonRecord } from './json';
import type { LeverInput } from './lever-shapes';

/** A fresh emulator with a client and its controls, for the tests of this folder. */
export async function freshEmulator(options: Partial<EmulatorOptions> = {}) {
  const emulator = await startEmulator({ port: 0, ...options });
  return { emulator, stripe: clientOf(emulator), ...controlsOf(emulator) };
}

/** stripe-node against an emulator. Without retries, so that each test sees what it asked for. */
export function clientOf({ port }: Emulator, key = 'sk_test_tandem', maxNetworkRetries = 0) {
  return new Stripe(key, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries,
    timeout: 10_000,
    telemetry: false,
  });
}

/** The emulator's own controls. */
export function controlsOf({ url }: Emulator) {
  const ask = async (method: string, path: string, body?: object): Promise<JsonRecord> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${url}/_tandem${path}`, { method, ...sent });
    const read = readJson(await answer.text());
    return isRecord(read) ? read : {};
  };
  return {
    pull: (levers: LeverInput) => ask('PUT', '/levers', levers),
    post: (path: string, body?: object) => ask('POST', path, body),
    look: (path: string) => ask('GET', path),
  };
}

export type Received = { body: string; signature: string };

/** A server that notes what is delivered to it, and answers as told. */
export async function listener() {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({
        body: Buffer.concat(parts).toString(),
        signature: String(request.headers['stripe-signature']),
      });
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    received,
    url: `http://127.0.0.1:${port}/hook`,
    answer: (code: number) => (status = code),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
