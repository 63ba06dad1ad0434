import { issueOf, type CartLine, type Issue } from './cart';
import { standingOf, type Known } from './standing';

/** Why the shop has refused a line of a checkout, in the visitor's language, and how its thing stands by now. */
export type Refusal = { detail: string; left?: number; price?: string; currency?: string };

export type LineState = {
  issue?: Issue | { code: 'refused'; detail: string } | undefined;
  /** How many units there may be; nothing while that is not known. */
  most?: number | null;
};

/** What a line of the cart says: what was refused a moment ago counts more than what was read before that. */
export function lineState(line: CartLine, known: Known, refusal?: Refusal): LineState {
  const read = standingOf(line, known);
  const most = refusal?.left ?? read?.available ?? null;
  const issue = issueOf(line, read);
  if (refusal === undefined || (issue !== undefined && issue.code !== 'few')) return { issue, most };
  const { detail, left, price, currency } = refusal;
  if (left === 0) return { issue: { code: 'sold' }, most };
  if (left !== undefined && left < line.quantity) return { issue: { code: 'few', left }, most };
  if (price !== undefined && currency !== undefined)
    return { issue: { code: 'price', price, currency }, most };
  return { issue: { code: 'refused', detail }, most };
}
