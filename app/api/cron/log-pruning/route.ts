import { noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { pruneLogs } from '@/lib/sync/prune';

export const maxDuration = 60;

// Vercel's clock calls with GET; its Schedules and pg_net with POST.
const answer = machineDoor(noInput, async ({ world }) =>
  ok({ pruned: await pruneLogs(world, { budgetMs: 50_000 }) }),
);
export const GET = answer;
export const POST = answer;
