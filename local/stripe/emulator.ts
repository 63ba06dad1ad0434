import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { api } from './api';
import { Clock } from './clock';
import { controls } from './controls';
import { Deliveries } from './deliveries';
import type { Core } from './endpoint';
import { endpoints } from './endpoint-registry';
import { resumeExpiry } from './expiry';
import { Idempotency } from './idempotency';
import { Levers } from './levers';
import { pages } from './pages/start';
import { RequestLog } from './request-log';
import { refuseOtherSites } from './same-origin';
import { sleeper } from './sleep';
import { Store, platform } from './store';
import { ensureEndpoint, type GivenEndpoint } from './webhook-endpoints';

export type EmulatorOptions = {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** A file through which the state survives a restart. Without it, everything is in memory. */
  journal?: string;
  /** Endpoints that exist from the start; given again after a restart they stay the same ones. */
  webhooks?: GivenEndpoint[];
};

export type Emulator = { url: string; port: number; stop(): Promise<void> };

/** Starts a Stripe of one's own. A port that is taken rejects with EADDRINUSE. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const server = createServer();
  // The port comes first: whoever has it may be writing the same journal.
  const { port, url } = await listen(server, options.port, options.host ?? '127.0.0.1');
  try {
    const { sleep, halt } = sleeper();
    const { core, reset, start } = assemble(options, url);
    const app = new Hono();
    app.use(refuseOtherSites);
    app.route('/', api({ core, sleep }, endpoints));
    app.route('/', controls(core, reset));
    app.route('/', pages(core));
    const listener = getRequestListener(app.fetch);
    server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
    start();
    const stop = async () => {
      core.clock.stop();
      core.deliveries.stop();
      halt();
      await close(server);
      core.store.close();
    };
    return { url, port, stop };
  } catch (error) {
    await close(server);
    throw error;
  }
}

function assemble({ journal, webhooks = [] }: EmulatorOptions, url: string) {
  const store = new Store(journal);
  const clock = new Clock(store.latest() * 1000);
  const levers = new Levers();
  const deliveries = new Deliveries({ clock, store, levers, endpoints: () => store.space(false, platform) });
  const core: Core = {
    clock,
    store,
    levers,
    deliveries,
    requests: new RequestLog(),
    idempotency: new Idempotency(clock),
    url: () => url,
  };
  const start = () => {
    for (const webhook of webhooks) ensureEndpoint(core, webhook);
    deliveries.resume();
    resumeExpiry(core);
  };
  const reset = () => {
    clock.reset();
    store.reset();
    levers.put({});
    core.requests.reset();
    deliveries.reset();
    start();
  };
  return { core, reset, start };
}

function listen(server: Server, wanted: number, host: string) {
  return new Promise<{ port: number; url: string }>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, () => {
      server.off('error', reject);
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : wanted;
      // Listening everywhere is no address to go to.
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve({ port, url: `http://${name.includes(':') ? `[${name}]` : name}:${port}` });
    });
  });
}

function close(server: Server) {
  return new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
