import 'server-only';
import type { NextResponse } from 'next/server';
import type { z } from 'zod';
import { checkAccount } from '../accounts/connect';
import { onboard } from '../accounts/onboard';
import { readAccount } from '../accounts/read';
import type { Db } from '../db/db';
import { env } from '../env';
import { paths } from '../paths';
import type { AccountState } from '../schemas/organisation';
import { adminDoor } from './admin';
import { openWorld } from './world';

/** What an admin may do with the Stripe accounts of organisations. Behind it is Stripe; the route never gets that. */
type Accounts = {
  /** @throws Problem at `stripe_onbehalfof` for an account that is not connected to this platform. */
  check(account: string): Promise<void>;
  /** Where the organisation tells Stripe about itself; its account is made first when it has none. */
  onboard(organisation: string, country: string | undefined): Promise<string>;
  /** Reads an account now. */
  read(account: string): Promise<AccountState>;
};

type Call<Body> = { db: Db; body: Body; id: string; request: Request; accounts: Accounts };

/** The door for admins who connect an organisation: what is asked there, Stripe answers at once. */
export function accountDoor<Body>(
  schema: z.ZodType<Body>,
  route: (call: Call<Body>) => Promise<NextResponse>,
) {
  return adminDoor(schema, (call) => route({ ...call, accounts: openAccounts() }));
}

function openAccounts(): Accounts {
  const world = openWorld();
  return {
    check: (account) => checkAccount(world, account),
    onboard: (organisation, country) => {
      const { appUrl } = env();
      const back = (way: string) => `${appUrl}${paths.organisation(organisation)}?stripe=${way}`;
      return onboard(world, organisation, {
        returnUrl: back('returned'),
        refreshUrl: back('expired'),
        country,
      });
    },
    read: (account) => readAccount(world, account),
  };
}
