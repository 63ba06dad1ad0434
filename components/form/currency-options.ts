import { currencies, type Locale } from '@/lib/money';

const common = ['eur', 'usd', 'gbp', 'chf', 'aud', 'cad'];

/** Every currency that Stripe charges in, by its name in the person's language: the common ones first, then by code. */
export function currencyOptions(locale: Locale, own: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
  const nameOf = (code: string) => {
    // A row made elsewhere may hold what is no currency at all, which Intl answers with an exception.
    const name = /^[a-z]{3}$/u.test(code) ? names.of(code.toUpperCase()) : undefined;
    return name === undefined ? code.toUpperCase() : `${code.toUpperCase()} · ${name}`;
  };
  const others = currencies.filter((code) => !common.includes(code));
  const codes = [...new Set([...common, ...others, own])];
  return codes.map((code) => ({ value: code, label: nameOf(code) }));
}
