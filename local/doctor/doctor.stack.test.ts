import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from '../doctor';
import { freePort } from '../ports';
import { startTestStack, type TestStack } from '../test-stack';
import { checkNode } from './environment';
import { lineOf, type Finding } from './report';
import type { Variables } from './target';

let stack: TestStack;
let good: Variables;
let app: { url: string; stop: () => void };

/** Answers as the app's door for machines does; the app itself would have to be built first. */
async function startDoor(secret: string): Promise<{ url: string; stop: () => void }> {
  const port = await freePort();
  const answer = (request: Request) => {
    if (!new URL(request.url).pathname.startsWith('/api/cron/')) return new Response('', { status: 404 });
    const isMachine = request.headers.get('authorization') === `Bearer ${secret}`;
    return new Response('{}', { status: isMachine ? 200 : 401 });
  };
  const server = serve({ port, hostname: '127.0.0.1', fetch: answer });
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}

beforeAll(async () => {
  stack = await startTestStack();
  app = await startDoor(stack.keys.cron);
  await stack.world.stripe.webhookEndpoints.create({
    url: `${app.url}/api/webhooks/stripe`,
    enabled_events: ['*'],
    connect: true,
  });
  good = { ...stack.environment, NEXT_PUBLIC_APP_URL: app.url, CRON_SECRET: stack.keys.cron };
});
afterAll(async () => {
  app.stop();
  await stack.stop();
});

const wrongOnes = (findings: Finding[]) => findings.filter(({ is }) => is === 'wrong');

test('a stack that is well has nothing to mend, and every check says so', async () => {
  const findings = await examine(good);
  expect(findings.filter(({ is }) => is !== 'ok')).toEqual([]);
  expect(findings.map(({ about }) => about)).toEqual([
    'Node',
    'NEXT_PUBLIC_APP_URL',
    'NEXT_PUBLIC_SUPABASE_URL',
    'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY',
    'SUPABASE_SECRET_KEY',
    'STRIPE_SECRET_KEY',
    'STRIPE_API_BASE',
    'STRIPE_WEBHOOK_SECRET',
    'STRIPE_CONNECT_WEBHOOK_SECRET',
    'CRON_SECRET',
    'ALERT_WEBHOOK_URL',
    'Supabase',
    'Migrations',
    'Admins',
    'Stripe',
    'Stripe mode',
    'Stripe webhooks',
    'Cron /api/cron/sync',
    'Cron /api/cron/log-pruning',
    'Cron /api/cron/stripe-sync-products',
  ]);
});

test('P2: no line shows more than the first letters of a secret', async () => {
  const lines = (await examine(good)).map(lineOf).join('\n');
  for (const secret of [stack.keys.secret, stack.keys.cron, good.STRIPE_SECRET_KEY ?? '', 'whsec_tandem'])
    expect(lines).not.toContain(secret);
});

test('without a Supabase in the environment, the local stack is meant, found by the keys beside its data', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-doctor-'));
  writeFileSync(path.join(folder, 'keys.json'), JSON.stringify(stack.keys));
  const findings = await examine({
    TANDEM_DATA: folder,
    PORT: new URL(app.url).port,
    SUPABASE_API_PORT: new URL(stack.supabaseUrl).port,
    STRIPE_EMULATOR_PORT: new URL(stack.stripeUrl).port,
  });
  rmSync(folder, { recursive: true });
  expect(wrongOnes(findings)).toEqual([]);
  expect(findings.find(({ about }) => about === 'Supabase')?.says).toContain(stack.supabaseUrl);
});

describe('what is wrong is named, alone, with how to mend it', () => {
  const broken: { title: string; change: (port: number) => Variables; about: string[]; says: RegExp }[] = [
    {
      title: 'a variable that is missing',
      change: () => ({ NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: '' }),
      about: ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY'],
      says: /missing; set it to the publishable key/,
    },
    {
      title: 'a webhook secret that is none',
      change: () => ({ STRIPE_WEBHOOK_SECRET: 'whsec_good, nonsense' }),
      about: ['STRIPE_WEBHOOK_SECRET'],
      says: /begins with whsec_/,
    },
    {
      title: 'the publishable key in the place of the secret one',
      change: () => ({ SUPABASE_SECRET_KEY: stack.keys.publishable }),
      about: ['SUPABASE_SECRET_KEY', 'Supabase'],
      says: /the publishable key is not enough/,
    },
    {
      title: 'a secret key of another project',
      change: () => ({ SUPABASE_SECRET_KEY: 'sb_secret_of_somebody_else' }),
      about: ['Supabase'],
      says: /refuses the secret key/,
    },
    {
      title: 'a Supabase that does not answer',
      change: (port) => ({ NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${port}` }),
      about: ['Supabase'],
      says: /nobody answers at .* \(ECONNREFUSED\)/,
    },
    {
      title: 'a key that Stripe does not know',
      change: () => ({ STRIPE_SECRET_KEY: 'sk_wrong' }),
      about: ['Stripe'],
      says: /refuses the key/,
    },
    {
      title: 'a Stripe that does not answer',
      change: (port) => ({ STRIPE_API_BASE: `http://127.0.0.1:${port}` }),
      about: ['Stripe'],
      says: /nobody answers/,
    },
    {
      title: 'a live key for an emulator',
      change: () => ({ STRIPE_SECRET_KEY: 'sk_live_tandem' }),
      about: ['Stripe mode'],
      says: /live key goes to an emulator/,
    },
    {
      title: 'an app that Stripe does not call',
      change: () => ({ NEXT_PUBLIC_APP_URL: 'https://shop.example' }),
      about: ['Stripe webhooks'],
      says: /add two endpoints with the address https:\/\/shop\.example\/api\/webhooks\/stripe/,
    },
    {
      title: 'another secret than the app has',
      change: () => ({ CRON_SECRET: 'some-other-secret-text' }),
      about: ['Cron /api/cron/sync'],
      says: /same CRON_SECRET/,
    },
  ];
  for (const { title, change, about, says } of broken) {
    test(title, async () => {
      const found = wrongOnes(await examine({ ...good, ...change(await freePort()) }));
      expect(found.map((finding) => finding.about)).toEqual(about);
      expect(found[0]?.says).toMatch(says);
    });
  }

  test('an app that is not running is not held against anybody', async () => {
    const findings = await examine({ ...good, NEXT_PUBLIC_APP_URL: `http://127.0.0.1:${await freePort()}` });
    expect(wrongOnes(findings)).toEqual([]);
    expect(findings.at(-1)).toMatchObject({ about: 'Crons', is: 'unknown' });
  });

  test('a migration that is missing, and nobody who is an admin', async () => {
    await stack.sql`update supabase_migrations.schema_migrations set version = '20200101000000'
      where version = '20261120080300'`;
    await stack.sql`update auth.users set raw_app_meta_data = '{}'`;
    const found = wrongOnes(await examine(good));
    expect(found.map(({ about }) => about)).toEqual(['Migrations', 'Admins']);
    expect(found[0]?.says).toMatch(/lacks 20261120080300_spaces; apply/);
  });

  test('a Node that is too old', () => {
    for (const version of ['v18.20.0', 'v20.18.3']) expect(checkNode(version).is).toBe('wrong');
    for (const version of ['v20.19.0', 'v22.0.0']) expect(checkNode(version).is).toBe('ok');
  });
});
