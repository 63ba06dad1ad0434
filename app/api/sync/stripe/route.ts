import { ok } from '@/lib/doors/answers';
import { machineDoor } from '@/lib/doors/machine';
import { syncRequest } from '@/lib/schemas/sync';
import { syncNow } from '@/lib/sync/now';

export const maxDuration = 60;

export const POST = machineDoor(syncRequest, async ({ world, body }) => ok(await syncNow(world, body)), {
  admins: true,
});
