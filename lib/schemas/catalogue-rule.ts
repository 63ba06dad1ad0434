import { z } from 'zod';
import { emptyToNull, text, whole } from './fields';

/** What a rule leaves out: products of a type, those made longer ago than so many days, those that are archived. */
export const leftOutKinds = ['type', 'age', 'archived'] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

/** What the form of a rule sends; what does not belong to its kind is dropped. */
export const catalogueRuleInput = z
  .strictObject({
    leaves_out: z.enum(leftOutKinds, { error: 'not_an_option' }),
    type: z.preprocess(emptyToNull, text(120).nullable()).default(null),
    days: whole(1, 36_500).nullable().default(null),
  })
  .superRefine(({ leaves_out, type, days }, context) => {
    if (leaves_out === 'type' && type === null)
      context.addIssue({ code: 'custom', path: ['type'], message: 'required' });
    if (leaves_out === 'age' && days === null)
      context.addIssue({ code: 'custom', path: ['days'], message: 'required' });
  })
  .transform(({ leaves_out, type, days }) => ({
    leaves_out,
    type: leaves_out === 'type' ? type : null,
    days: leaves_out === 'age' ? days : null,
  }));
export type CatalogueRuleInput = z.output<typeof catalogueRuleInput>;

export const catalogueRule = z.object({
  id: z.guid(),
  leaves_out: z.enum(leftOutKinds),
  type: z.string().nullable(),
  days: z.number().nullable(),
});
export type CatalogueRule = z.infer<typeof catalogueRule>;
