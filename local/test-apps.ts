import { z } from 'zod';
import { buildApp } from './build';
import { freePort } from './ports';
import { startApp } from './stack';
import { tokenOf } from './test-api';
import type { TestStack } from './test-stack';

const drained = z.object({ processed: z.number(), behind: z.number() });

/** One process of the app. */
export type TestApp = {
  /** Changes a space as the admin does, and expects to be obeyed. */
  change: (id: string, values: Record<string, string | boolean | null>) => Promise<void>;
  /** Lets it sync until nothing is due, as the clock does. */
  drain: () => Promise<z.infer<typeof drained>>;
};

/**
 * Several processes of the app over one stack, as a host runs them, and no clock: they sync when they are asked to, and
 * behind the changes that they take.
 */
export async function startApps(stack: TestStack, count: number) {
  await buildApp(() => undefined);
  const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
  const children = ports.map((port) => startApp('production', port, stack.environment));
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()));
  };
  try {
    await Promise.all(children.map((child) => child.says(/Ready in/)));
    const admin = await tokenOf(stack, 'admin@tandem.test', 'tandem-demo');
    const apps = ports.map((port) =>
      appAt(`http://127.0.0.1:${port}`, { admin, machine: stack.environment.CRON_SECRET ?? '' }),
    );
    return { apps, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function appAt(url: string, tokens: { admin: string; machine: string }): TestApp {
  const ask = async (method: string, path: string, token: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    change: async (id, values) => {
      await ask('PATCH', `/api/spaces/${id}`, tokens.admin, values);
    },
    drain: async () => drained.parse(await ask('POST', '/api/sync', tokens.machine)),
  };
}
