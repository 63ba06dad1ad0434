import { z } from 'zod';
import { onAccount } from '../sync/mark';
import { time } from '../time';
import type { World } from '../world';
import { notices } from './registry.gen';

const claimed = z.array(z.object({ account: z.string(), from_at: time, to_at: time }));

/** Stripe filters by at most so many types in one call (https://docs.stripe.com/api/events/list). */
const TYPES_PER_CALL = 20;
/** What is younger may still be on its way. */
const YOUNGEST_SECONDS = 60;
const types = Object.keys(notices);

/**
 * Finds the notices that never arrived in Stripe's own list of events, and keeps them to be acted on (W6). Each account is
 * asked every ten minutes; one that cannot be asked now is asked next time from where it stood.
 */
export async function recoverNotices(world: World, youngestSeconds = YOUNGEST_SECONDS): Promise<void> {
  const { data } = await world.db
    .rpc('notice_watch_claim', { is_live: world.mode === 'live', youngest_seconds: youngestSeconds })
    .throwOnError();
  await Promise.all(claimed.parse(data).map((watch) => recoverOrLeave(world, watch)));
}

async function recoverOrLeave(world: World, { account, from_at, to_at }: z.infer<typeof claimed>[number]) {
  try {
    const created = { gte: secondsOf(from_at), lte: secondsOf(to_at) };
    const events: { id: string; type: string; object_id: string | null; created: number }[] = [];
    for (let at = 0; at < types.length; at += TYPES_PER_CALL) {
      const asked = { types: types.slice(at, at + TYPES_PER_CALL), created, limit: 100 };
      for await (const { id, type, data, created: when } of world.stripe.events.list(
        asked,
        onAccount(account),
      )) {
        const object_id = 'id' in data.object && typeof data.object.id === 'string' ? data.object.id : null;
        events.push({ id, type, object_id, created: when });
      }
    }
    const { data: found } = await world.db
      .rpc('notice_recover', {
        account,
        is_live: world.mode === 'live',
        to_at,
        missed: JSON.stringify(events),
      })
      .throwOnError();
    if (Number(found) > 0)
      world.log.warn({ account, found: Number(found) }, 'notices had not arrived; they were fetched');
  } catch (error) {
    world.log.warn({ account, error }, 'the events of an account could not be read; they are read next time');
  }
}

function secondsOf(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}
