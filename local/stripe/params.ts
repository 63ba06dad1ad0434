import { isRecord } from './json';

/** A decoded form: text at the leaves, objects where brackets stood. Lists stay objects until a field asks for one. */
export type Params = { [key: string]: string | Params };

/**
 * Decodes `a=1&b[c]=2&d[]=3&e[0][f]=4`, the only encoding Stripe's v1 takes: https://docs.stripe.com/api
 * Objects have no prototype, so that a key named `__proto__` is a key like any other.
 */
export function decodeForm(text: string): Params {
  const root = empty();
  for (const [name, value] of new URLSearchParams(text)) place(root, pathOf(name), value);
  return root;
}

/** A list that came as `a[]` or `a[0]`: its values in their order. Anything else is given back as it is. */
export function listed(value: unknown) {
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (!keys.every((key) => /^\d+$/.test(key))) return value;
  return keys.sort((one, other) => Number(one) - Number(other)).map((key) => value[key]);
}

/** The same parameters always give the same text, whatever order they came in. */
export function canonical(params: Params): string {
  const keys = Object.keys(params).sort();
  const pairs = keys.map((key) => {
    const value = params[key] ?? '';
    return `${JSON.stringify(key)}:${typeof value === 'string' ? JSON.stringify(value) : canonical(value)}`;
  });
  return `{${pairs.join(',')}}`;
}

/** The name of a parameter as Stripe writes it: `default_price_data[currency]`. */
export function nameOf(path: readonly PropertyKey[]) {
  return path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('');
}

function empty(): Params {
  const none: Params = {};
  Object.setPrototypeOf(none, null);
  return none;
}

function pathOf(name: string) {
  const [head = ''] = name.split('[', 1);
  const rest = [...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return [head, ...rest];
}

function place(root: Params, path: string[], value: string) {
  let here = root;
  path.forEach((part, index) => {
    const key = part === '' && index > 0 ? String(Object.keys(here).length) : part;
    if (index === path.length - 1) {
      here[key] = value;
      return;
    }
    const next = here[key];
    const deeper = next === undefined || typeof next === 'string' ? empty() : next;
    here[key] = deeper;
    here = deeper;
  });
}
