import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NoSocket } from '../../lib/db/no-socket';
import { ensurePerson } from '../../local/people';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { openEngineColumns, openRelations } from './finders';

let stack: TestStack;
let visitor: SupabaseClient;
let person: SupabaseClient;
let admin: SupabaseClient;
let machine: SupabaseClient;
const password = 'correct-horse';

function client(key: string) {
  return createClient(stack.supabaseUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: NoSocket },
  });
}

async function signedIn(email: string, isAdmin: boolean) {
  await ensurePerson(stack.sql, { email, password, isAdmin });
  const someone = client(stack.keys.publishable);
  const { error } = await someone.auth.signInWithPassword({ email, password });
  expect(error).toBeNull();
  return someone;
}

beforeAll(async () => {
  stack = await startTestStack();
  visitor = client(stack.keys.publishable);
  machine = client(stack.keys.secret);
  person = await signedIn('bob@tandem.test', false);
  admin = await signedIn('ada@tandem.test', true);
});
afterAll(() => stack.stop());

const setAdmin = (email: string, is_admin: boolean) => machine.rpc('set_admin', { email, is_admin });
const add = (as: SupabaseClient, name: string) => as.from('spaces').insert({ name });

describe('signing in', () => {
  test('a wrong password is refused, and nobody can sign up by themselves', async () => {
    const stranger = client(stack.keys.publishable);
    const wrong = await stranger.auth.signInWithPassword({
      email: 'bob@tandem.test',
      password: 'wrong-horse',
    });
    expect(wrong.error?.status).toBe(400);
    const signUp = await stranger.auth.signUp({ email: 'eve@tandem.test', password });
    expect(signUp.error).not.toBeNull();
    expect(await stack.sql`select from auth.users where email = 'eve@tandem.test'`).toHaveLength(0);
  });

  test('P1: what people write into their own profile makes them no admin', async () => {
    await person.auth.updateUser({ data: { role: 'admin' } });
    const { data } = await person.auth.getSession();
    await fetch(`${stack.supabaseUrl}/auth/v1/user`, {
      method: 'PUT',
      headers: {
        apikey: stack.keys.publishable,
        authorization: `Bearer ${data.session?.access_token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        app_metadata: { role: 'admin' },
        raw_app_meta_data: { role: 'admin' },
        role: 'admin',
      }),
    });
    expect((await add(person, 'Mine')).error?.code).toBe('42501');
    const { data: user } = await person.auth.getUser();
    expect(user.user?.app_metadata.role).toBeUndefined();
  });
});

describe('the admin right', () => {
  test('P1: it holds and ends at once, with the token that somebody already has', async () => {
    const carol = await signedIn('carol@tandem.test', false);
    expect((await add(carol, 'Too early')).error?.code).toBe('42501');
    expect((await setAdmin(' Carol@Tandem.Test ', true)).data).toBe(true);
    expect((await add(carol, 'In time')).error).toBeNull();
    expect((await setAdmin('carol@tandem.test', false)).data).toBe(true);
    expect((await add(carol, 'Too late')).error?.code).toBe('42501');
  });

  test('giving it twice, taking it twice, and giving it to nobody is no error and says whether there was somebody', async () => {
    for (const is_admin of [true, true, false, false])
      expect((await setAdmin('carol@tandem.test', is_admin)).data).toBe(true);
    expect((await setAdmin('nobody@tandem.test', true)).data).toBe(false);
    const [row] = await stack.sql`select raw_app_meta_data from auth.users where email = 'carol@tandem.test'`;
    expect(row).toEqual({ raw_app_meta_data: { provider: 'email', providers: ['email'] } });
  });

  test('P1: only the secret key gives it and reads who has it', async () => {
    for (const someone of [visitor, person, admin]) {
      const given = await someone.rpc('set_admin', { email: 'bob@tandem.test', is_admin: true });
      expect(given.error?.code).toBe('42501');
      expect((await someone.rpc('list_admins')).error?.code).toBe('42501');
      expect((await someone.rpc('schema_version')).error?.code).toBe('42501');
    }
    expect((await machine.rpc('list_admins')).data).toEqual(['ada@tandem.test', 'admin@tandem.test']);
  });
});

describe('P1: rights hold through the API', () => {
  beforeAll(async () => {
    await stack.sql`delete from spaces`;
    await stack.sql`insert into spaces (name, is_active) values ('Open', true), ('Closed', false)`;
  });

  test('P1: visitors and people read what is let, an admin and the secret key read everything', async () => {
    const names = async (as: SupabaseClient) =>
      (await as.from('spaces').select('name').order('name').throwOnError()).data.map(({ name }) =>
        String(name),
      );
    expect(await names(visitor)).toEqual(['Open']);
    expect(await names(person)).toEqual(['Open']);
    expect(await names(admin)).toEqual(['Closed', 'Open']);
    expect(await names(machine)).toEqual(['Closed', 'Open']);
  });

  test('P1: visitors and people change and delete nothing, and the count that is told betrays nothing', async () => {
    for (const someone of [visitor, person]) {
      await someone.from('spaces').update({ price_per_hour: 0.01 }).neq('name', '');
      await someone.from('spaces').delete().neq('name', '');
      const { count } = await someone.from('spaces').select('*', { count: 'exact', head: true });
      expect(count).toBe(1);
    }
    const rows = await stack.sql`select name, price_per_hour from spaces order by name`;
    expect(rows).toEqual([
      { name: 'Closed', price_per_hour: null },
      { name: 'Open', price_per_hour: null },
    ]);
  });

  // Supabase Lite grants everything on every table to everybody with its first request (`ensureRlsContext`), so rights by
  // column hold on a hosted project and not here. Both tests lose their `fails` once local/supabase.ts keeps it from that.
  test('P1: not even an admin writes an id of Stripe', async () => {
    const written = await admin.from('spaces').update({ stripe_product_id: 'prod_mine' }).eq('name', 'Open');
    expect(written.error?.code).toBe('42501');
    const inserted = await admin.from('spaces').insert({ name: 'New', stripe_price_id: 'price_mine' });
    expect(inserted.error?.code).toBe('42501');
  });

  test('P1: the API in front of the database leaves the rights as the migrations made them', async () => {
    await stack.sql.begin(async (sql) => {
      expect(await openEngineColumns(sql)).toEqual([]);
      expect(await openRelations(sql)).not.toContain('anon truncate public.spaces');
    });
  });

  test('P1: no schema of ours but `public` is shown, not to the secret key either', async () => {
    for (const someone of [visitor, person, admin, machine]) {
      for (const [schema, table] of [
        ['private', 'sync_marks'],
        ['auth', 'users'],
        ['supabase_migrations', 'schema_migrations'],
      ] as const) {
        expect(
          (await someone.schema(schema).from(table).select('*')).error,
          `${schema}.${table}`,
        ).not.toBeNull();
        expect((await someone.from(table).select('*')).error, table).not.toBeNull();
      }
    }
  });

  test('P1: the engine’s own functions answer the secret key alone', async () => {
    const worker = '00000000-0000-4000-8000-000000000000';
    for (const someone of [visitor, person, admin]) {
      const claimed = await someone.rpc('sync_claim', { worker, mode: 'test', lease_seconds: 1 });
      expect(claimed.error?.code).toBe('42501');
      expect((await someone.rpc('sync_behind')).error?.code).toBe('42501');
      for (const name of ['mark', 'write_back', 'poke', 'lock_rows'])
        expect((await someone.rpc(name)).error, name).not.toBeNull();
    }
    expect((await machine.rpc('sync_behind')).error).toBeNull();
  });

  test('a refusal of our own comes with the code that the app has words for', async () => {
    const [space] = await stack.sql<{ id: string }[]>`select id from spaces limit 1`;
    const asked = await person.rpc('sync_space_with_stripe', { space_id: space?.id });
    expect(asked.error?.hint).toBe('forbidden');
    const missing = await admin.rpc('sync_mark', {
      kind: 'space',
      row_id: stack.keys.secret.length.toString(),
    });
    expect(missing.error).not.toBeNull();
    const gone = await admin.rpc('sync_mark', {
      kind: 'space',
      row_id: '00000000-0000-4000-8000-000000000000',
    });
    expect(gone.error?.hint).toBe('not_found');
  });
});
