import { z } from 'zod';

/** What an engine process is told to do, in one line of JSON. */
export const engineOrder = z.discriminatedUnion('does', [
  /** Drains what is due, and dies at one boundary on the way: before a call is sent, or before its answer is read. */
  z.object({ does: z.literal('drain once'), dies_at: z.number().int().min(0) }),
  z.object({ does: z.literal('drain for ever') }),
]);

export type EngineOrder = z.infer<typeof engineOrder>;
