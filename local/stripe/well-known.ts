import { broken, refuse, tooMany } from './errors';

/** Names that provoke a failure in a demo, where nobody sets levers. The start page lists them. */
export const wellKnownNames = [
  { name: '[stripe-refuses]', does: 'is refused with a 400 at its name' },
  { name: '[stripe-slow]', does: 'is answered after 20 seconds' },
  { name: '[stripe-down]', does: 'is answered with a 500' },
  { name: '[stripe-limits]', does: 'is answered with a 429' },
];

/** How long a call with the slow name takes. */
export const slowMs = 20_000;

/** True when any name in the call asks for a slow answer. */
export function isSlow(name: unknown) {
  return typeof name === 'string' && name.includes('[stripe-slow]');
}

/** Fails as the name of a product asks for. */
export function meetWellKnownNames(name: string) {
  if (name.includes('[stripe-refuses]')) {
    throw refuse('This name is refused, because it contains [stripe-refuses].', 'name');
  }
  if (name.includes('[stripe-down]')) throw broken();
  if (name.includes('[stripe-limits]')) throw tooMany();
}
