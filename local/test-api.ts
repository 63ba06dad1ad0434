import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { NoSocket } from '../lib/db/no-socket';
import { ensurePerson } from './people';
import { startTestStack, type TestStack } from './test-stack';

const answer = z.looseObject({
  id: z.string().optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).default([]),
  revision: z.number().optional(),
  sync: z.looseObject({ status: z.string() }).nullish(),
});

type Ask = { token?: string; body?: unknown; text?: string; headers?: Record<string, string> };

/** What people and machines do over HTTP with the app of a stack. */
export class TestApi {
  private constructor(
    readonly stack: TestStack,
    readonly admin: string,
    readonly stranger: string,
  ) {}

  /** Starts a stack with its app, an admin and somebody who has no rights. */
  static async open(): Promise<TestApi> {
    const stack = await startTestStack({ app: 'production' });
    await ensurePerson(stack.sql, {
      email: 'stranger@tandem.test',
      password: 'stranger-demo',
      isAdmin: false,
    });
    const admin = await tokenOf(stack, 'admin@tandem.test', 'tandem-demo');
    return new TestApi(stack, admin, await tokenOf(stack, 'stranger@tandem.test', 'stranger-demo'));
  }

  /** Asks a route, as the admin unless another token is given; an empty token is a visitor's. */
  ask = async (method: string, path: string, { token = this.admin, body, text, headers = {} }: Ask = {}) => {
    const response = await fetch(`${this.stack.appUrl}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined && text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(text === undefined ? {} : { body: text }),
    });
    const said = await response.text();
    const read = answer.parse(said ? JSON.parse(said) : {});
    return { ...read, status: response.status, type: response.headers.get('content-type'), body: read };
  };
}

/** Signs in as somebody would, and answers their access token. */
export async function tokenOf(stack: TestStack, email: string, password: string): Promise<string> {
  const db = createClient(stack.supabaseUrl, stack.keys.publishable, { realtime: { transport: NoSocket } });
  const { data, error } = await db.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return data.session.access_token;
}

/** The fields that an answer finds at fault, each with its code. */
export function faultsOf(said: { errors: { field: string; code: string }[] }): string[][] {
  return said.errors.map(({ field, code }) => [field, code]);
}
