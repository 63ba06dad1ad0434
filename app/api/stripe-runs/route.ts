import { z } from 'zod';
import { adminDoor, noInput } from '@/lib/doors/admin';
import { accepted } from '@/lib/doors/answers';
import { env } from '@/lib/env';
import { readStripeRun } from '@/lib/queries/stripe-run';

export const maxDuration = 300;

export const POST = adminDoor(
  noInput,
  async ({ db }) => {
    const { data } = await db.rpc('backfill_open', { is_live: env().stripe.mode === 'live' }).throwOnError();
    return accepted(await readStripeRun(db, z.guid().parse(data)));
  },
  { starts: 'walk' },
);
