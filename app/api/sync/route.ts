import { sweep } from '@/lib/checkout/sweep';
import { noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { drain } from '@/lib/sync/drain';

export const maxDuration = 300;

export const POST = machineDoor(
  noInput,
  async ({ world }) => {
    // The database wakes us for refunds as well.
    const [drained] = await Promise.all([
      drain(world, { budgetMs: 240_000, patienceMs: 5_000 }),
      sweep(world),
    ]);
    return ok(drained);
  },
  {
    admins: true,
  },
);
