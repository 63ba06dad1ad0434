import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { readEvent } from '@/lib/queries/event';
import { eventCopy, toWall } from '@/lib/schemas/event';

export const POST = adminDoor(
  eventCopy,
  async ({ db, id, body }) => {
    const { time_zone } = await readEvent(db, id);
    const { data } = await db
      .rpc('event_copy', {
        id,
        title: body.title,
        ...(body.event_start ? { starts_at: toWall(body.event_start, time_zone) } : {}),
      })
      .throwOnError();
    return created(await readEvent(db, String(data)));
  },
  { organisers: true },
);
