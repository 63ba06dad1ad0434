import { backfill } from '@/lib/backfill/daily';
import { noInput } from '@/lib/doors/admin';
import { sendAlerts } from '@/lib/doors/alerts';
import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { Problem } from '@/lib/errors';

export const maxDuration = 300;

// Vercel's clock calls with GET; its Schedules and pg_net with POST. What is not done in time, the next call goes on with.
const answer = machineDoor(noInput, async ({ world }) => {
  const done = await backfill(world, { budgetMs: 50_000 });
  await sendAlerts(world);
  // The clocks tell by the status whether a call went well.
  if (!done.success) throw new Problem('backfill_failed', { more: done });
  return ok(done);
});
export const GET = answer;
export const POST = answer;
