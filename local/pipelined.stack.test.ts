import { Socket } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pipelined } from './pipelined';
import { startTestStack, type TestStack } from './test-stack';

let stack: TestStack;
const connections: { driver: Sql; release: () => void }[] = [];
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(async () => {
  for (const { driver, release } of connections) {
    release();
    await driver.end();
  }
  await stack.stop();
});

async function connect({ isPipelined }: { isPipelined: boolean }) {
  const driver = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
  if (isPipelined) pipelined(driver);
  const connection = await driver.reserve();
  connections.push({ driver, release: () => connection.release() });
  return connection;
}
type Connection = Awaited<ReturnType<typeof connect>>;

/** A request as Supabase Lite makes it. */
async function request(connection: Connection, role = 'service_role') {
  await connection.unsafe('begin', []);
  await connection.unsafe(`SELECT set_config('role', $1, true)`, [role]);
  await connection.unsafe(`SELECT set_config('request.method', $1, true)`, ['POST']);
  try {
    const rows = await connection.unsafe(`select * from pg_catalog.current_setting($1) as "method"`, [
      'request.method',
    ]);
    await connection.unsafe('commit', []);
    return rows;
  } catch (error) {
    await connection.unsafe('rollback', []);
    throw error;
  }
}

/** How often a request that is known by now writes to its socket. */
async function writesOf(connection: Connection): Promise<number> {
  await request(connection);
  const write = vi.spyOn(Socket.prototype, 'write');
  try {
    expect(await request(connection)).toMatchObject([{ method: 'POST' }]);
    return write.mock.calls.length;
  } finally {
    write.mockRestore();
  }
}

test('what comes before a query is sent together with it', async () => {
  expect(await writesOf(await connect({ isPipelined: true }))).toBe(2);
});

test('twin: without it, every statement is waited for', async () => {
  expect(await writesOf(await connect({ isPipelined: false }))).toBeGreaterThan(4);
});

test('the first reason is told when something before the query is refused, and the connection goes on', async () => {
  const connection = await connect({ isPipelined: true });
  await expect(request(connection, 'nobody')).rejects.toThrow(/"role".*"nobody"|"nobody" does not exist/);
  expect(await request(connection)).toMatchObject([{ method: 'POST' }]);
});

test('a query that is refused itself says its own reason', async () => {
  const connection = await connect({ isPipelined: true });
  await connection.unsafe('begin', []);
  await connection.unsafe(`SELECT set_config('role', $1, true)`, ['anon']);
  await expect(connection.unsafe('select * from private.sync_marks', [])).rejects.toThrow(
    'permission denied',
  );
  await connection.unsafe('rollback', []);
});
