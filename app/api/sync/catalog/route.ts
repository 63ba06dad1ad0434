import { adminDoor } from '@/lib/doors/admin';
import { accepted } from '@/lib/doors/answers';
import { runRequest } from '@/lib/schemas/sync-run';

export const maxDuration = 300;

export const POST = adminDoor(
  runRequest.prefault({}),
  async ({ db, body }) => {
    const { data } = await db.rpc('sync_run_open', { starts: body.starts }).throwOnError();
    return accepted(data);
  },
  { starts: 'plan' },
);
