import { z } from 'zod';
import { time } from '../time';

export const noticeStates = ['failed', 'retrying', 'waiting', 'done'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** A line of the admin's table of notices. */
export const noticeRow = z.object({
  id: z.string(),
  type: z.string(),
  /** The connected account it is about; nothing for the platform's own. */
  account: z.string().nullable(),
  object_id: z.string().nullable(),
  is_live: z.boolean(),
  created_at: time,
  received_at: time,
  attempts: z.number(),
  error: z.object({ code: z.string(), detail: z.string().default('') }).nullable(),
  done_at: time.nullable(),
  /** It never arrived, and was found in Stripe's own list. */
  is_recovered: z.boolean(),
  state: z.enum(noticeStates),
  next_attempt_at: time.nullable(),
});
export type NoticeRow = z.infer<typeof noticeRow>;

/** A time in which notices did not arrive. */
export const noticeGap = z.object({
  id: z.number(),
  account: z.string().nullable(),
  from_at: time,
  to_at: time,
  missed: z.number(),
  found_at: time,
});
export type NoticeGap = z.infer<typeof noticeGap>;

/** What `POST /api/notices/replays` takes: one notice, or all that have failed. */
export const replayInput = z.strictObject({ id: z.string().min(1, 'required').max(255).optional() });

export const replayAnswer = z.object({ replayed: z.number() });
