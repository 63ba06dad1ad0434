import { watchBackfill } from '@/lib/backfill/daily';
import { findWaitingDrift } from '@/lib/backfill/drift';
import { walk } from '@/lib/backfill/walk';
import { sweep } from '@/lib/checkout/sweep';
import { noInput } from '@/lib/doors/admin';
import { sendAlerts } from '@/lib/doors/alerts';
import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { recoverNotices } from '@/lib/notices/recover';
import { settleNotices } from '@/lib/notices/settle';
import { planCatalog } from '@/lib/sync/catalog';
import { drain } from '@/lib/sync/drain';

export const maxDuration = 300;

// Vercel's clock calls with GET; its Schedules and pg_net with POST.
const answer = machineDoor(noInput, async ({ world }) => {
  // A run that another process has begun, and has not lived to finish, goes on here.
  const [drained] = await Promise.all([
    drain(world, { budgetMs: 50_000, patienceMs: 50_000 }),
    planCatalog(world, { budgetMs: 50_000 }),
    recoverNotices(world).then(() => settleNotices(world)),
    sweep(world),
    walk(world, { budgetMs: 50_000 }),
    watchBackfill(world),
  ]);
  await findWaitingDrift(world);
  await sendAlerts(world);
  return ok(drained);
});
export const GET = answer;
export const POST = answer;
