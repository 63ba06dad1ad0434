import { z } from 'zod';
import { time } from '../time';

/** What checking a ticket in takes. */
export const checkInInput = z.strictObject({
  code: z.string({ error: 'required' }).trim().min(1, 'required').max(100),
});

/** What came of a code that was shown at the door. */
export const checkInAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('unknown') }),
  z.object({
    outcome: z.enum(['checked_in', 'used_before', 'void']),
    code: z.string(),
    orderId: z.string(),
    number: z.number(),
    name: z.string(),
    title: z.string().nullable(),
    eventId: z.string(),
    place: z.number(),
    quantity: z.number(),
    checkedInAt: time.nullable(),
  }),
]);
export type CheckInAnswer = z.infer<typeof checkInAnswer>;
