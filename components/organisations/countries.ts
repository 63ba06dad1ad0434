import type { Locale } from '@/lib/money';
import { accountCountries } from '@/lib/schemas/organisation';

/** A country by its name in the person's language; by its code where it has none. */
export function countryName(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

/** The countries where Stripe opens accounts, in the order of the person's alphabet. */
export function countryOptions(locale: Locale): { value: string; label: string }[] {
  const { compare } = new Intl.Collator(locale);
  return accountCountries
    .map((code) => ({ value: code, label: countryName(code, locale) }))
    .sort((one, other) => compare(one.label, other.label));
}
