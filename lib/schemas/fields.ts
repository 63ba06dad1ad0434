import { z } from 'zod';
import { decimalsOf, fromMinor, isCurrency, minimumMinor, toMinor } from '../money';

// What several forms have in common. Messages are keys of messages/*.json under `errors`; their figures stand in `params`.

const AMOUNT_LIMIT = 999_999;

/** What a form, a database or a script may write for "nothing", besides null. */
export const emptyToNull = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? null : value;

/** An exact decimal of a currency, as text; null where there is none. */
export const amount = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_a_number' })
    .trim()
    .superRefine((text, context) => {
      const refuse = (message: string, params: Record<string, string | number> = {}) =>
        context.addIssue({ code: 'custom', message, params });
      if (/^-\s*\d/.test(text)) refuse('negative');
      else if (!/^\d+(\.\d+)?$/.test(text)) refuse('not_a_number');
      else if (text.replace(/\..*/, '').replace(/^0+/, '').length > String(AMOUNT_LIMIT).length) {
        refuse('too_large', { max: AMOUNT_LIMIT });
      }
    })
    .nullable(),
);

/** Text that can be printed, trimmed, up to a length. */
export const text = (max: number) =>
  z
    .string({ error: 'required' })
    .trim()
    .refine((value) => !/(?![\t\n\r])\p{Cc}/u.test(value), 'not_printable')
    .refine((value) => value.length <= max, { message: 'too_long', params: { max } });

/** Text that may not be left out. */
export const requiredText = (max: number) => text(max).refine((value) => value.length > 0, 'required');

/** A row's part of its address in the shop; null lets the database make one of its name. */
export const slug = z.preprocess(
  emptyToNull,
  text(120)
    .refine((value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value), 'not_a_slug')
    .nullable(),
);

/** The address of a picture or a page; null where there is none. */
export const address = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_an_address' })
    .trim()
    .refine((value) => value.length <= 2000, { message: 'too_long', params: { max: 2000 } })
    .refine((value) => /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value), 'not_an_address')
    .nullable(),
);

/** A whole number within bounds. */
export const whole = (min: number, max: number) =>
  z
    .int({ error: 'not_a_whole_number' })
    .refine((value) => value >= min, { message: 'too_small', params: { min } })
    .refine((value) => value <= max, { message: 'too_large', params: { max } });

/** A currency that Stripe charges in, as its lower-case code. */
export const currency = z
  .string({ error: 'required' })
  .trim()
  .toLowerCase()
  .refine(isCurrency, 'not_a_currency');

export const flag = z.boolean({ error: 'required' });

/** An id of another row. */
export const id = z.guid({ error: 'bad_id' });

type AmountFault = { message: string; params: Record<string, string | number> };

/** Why an amount cannot be charged in its currency; nothing when it can, or when it is no amount at all. */
export function amountFault(
  typed: string | null | undefined,
  code: string | undefined,
): AmountFault | undefined {
  // What is no currency or no amount has been refused by its own field.
  if (code === undefined || !isCurrency(code)) return undefined;
  if (typed === undefined || typed === null || !/^\d{1,6}(\.\d+)?$/.test(typed)) return undefined;
  const shown = code.toUpperCase();
  const decimals = typed.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length;
  if (decimals > decimalsOf(code))
    return { message: 'too_many_decimals', params: { max: decimalsOf(code), currency: shown } };
  if (Number(typed) > 0 && toMinor(typed, code) < minimumMinor(code))
    return {
      message: 'under_minimum',
      params: { min: fromMinor(minimumMinor(code), code), currency: shown },
    };
  return undefined;
}
