import { noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { drain } from '@/lib/sync/drain';

export const maxDuration = 300;

// Vercel's clock calls with GET; its Schedules and pg_net with POST.
const answer = machineDoor(noInput, async ({ world }) =>
  ok(await drain(world, { budgetMs: 50_000, patienceMs: 50_000 })),
);
export const GET = answer;
export const POST = answer;
