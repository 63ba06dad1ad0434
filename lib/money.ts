// The only bridge between what an admin types (an exact decimal in its currency, as text) and what Stripe takes (whole
// minor units). Nothing here is ever a float.

// https://docs.stripe.com/currencies#zero-decimal
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
// No minor unit in use, but sent to Stripe as two decimals that must be 00 (https://docs.stripe.com/currencies#special-cases).
const WHOLE_BUT_TWO = new Set(['isk', 'ugx']);
// Three decimals whose last digit must be 0 (https://docs.stripe.com/currencies#three-decimal).
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));

/** The currencies that a thing may be sold in: those that Stripe charges in. */
export const currencies = [
  ...'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp'.split(
    ' ',
  ),
  ...'cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr'.split(
    ' ',
  ),
  ...'isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn'.split(
    ' ',
  ),
  ...'myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle'.split(
    ' ',
  ),
  ...'sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'.split(
    ' ',
  ),
];
const known = new Set(currencies);

/** Whether Stripe charges in a currency, given as its lower-case code. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** How many decimals a person may type in a currency. */
export function decimalsOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency) || WHOLE_BUT_TWO.has(currency)) return 0;
  return 2;
}

/** How many decimals Stripe counts a currency in: the power of ten between an amount and its minor units. */
function minorDecimalsOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

const DECIMAL = /^(?<whole>\d+)(?:\.(?<fraction>\d+))?$/;

/**
 * An exact decimal as whole minor units: `("25.00", "eur")` is 2500, `("5", "isk")` is 500.
 * @throws RangeError for what is no decimal, has too many decimals for its currency, or is past what Stripe takes.
 */
export function toMinor(amount: string, currency: string): number {
  const { whole, fraction = '' } = DECIMAL.exec(amount)?.groups ?? {};
  if (whole === undefined) throw new RangeError(`"${amount}" is not an amount.`);
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > decimalsOf(currency)) {
    throw new RangeError(`"${amount}" has too many decimals for ${currency}.`);
  }
  const minor = BigInt(whole + significant.padEnd(minorDecimalsOf(currency), '0'));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`"${amount}" is too large.`);
  return Number(minor);
}

/** Whole minor units as the shortest exact decimal with the currency's usual decimals: `(2500, "eur")` is "25.00". */
export function fromMinor(amountMinor: number, currency: string): string {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0)
    throw new RangeError(`${amountMinor} is not an amount.`);
  const places = minorDecimalsOf(currency);
  const digits = String(amountMinor).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places);
  const shown = decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(shown)))
    throw new RangeError(`${amountMinor} cannot be shown in ${currency}.`);
  return shown === 0 ? whole : `${whole}.${fraction.slice(0, shown)}`;
}

/**
 * A sum of minor units, which may be below nought and need not be an amount that can be charged: `(-2550, "eur")` is "-25.50",
 * and a share of 62 hundredths of a forint is "0.62".
 */
export function balanceFromMinor(sumMinor: number, currency: string): string {
  if (!Number.isSafeInteger(sumMinor)) throw new RangeError(`${sumMinor} is not a sum.`);
  const places = minorDecimalsOf(currency);
  const digits = String(Math.abs(sumMinor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const amount = normalAmount(places === 0 ? whole : `${whole}.${digits.slice(-places)}`, currency);
  return sumMinor < 0 ? `-${amount}` : amount;
}

/**
 * A part of an amount, in percent with up to two decimals, rounded down to what can be charged: `(2500, "2.5", "eur")` is 62.
 */
export function shareOf(amountMinor: number, percent: string, currency: string): number {
  const { whole = '0', fraction = '' } = DECIMAL.exec(percent)?.groups ?? {};
  const hundredths = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'));
  const step = 10n ** BigInt(minorDecimalsOf(currency) - decimalsOf(currency));
  const part = (BigInt(amountMinor) * hundredths) / 10_000n;
  return Number(part - (part % step));
}

/** The same amount with the currency's usual decimals: `("25.5", "eur")` is "25.50". What does not fit stays as it is. */
export function normalAmount(amount: string, currency: string): string {
  const { whole, fraction = '' } = DECIMAL.exec(amount)?.groups ?? {};
  if (whole === undefined) return amount;
  const significant = fraction.replace(/0+$/, '');
  const places = Math.max(decimalsOf(currency), significant.length);
  const digits = whole.replace(/^0+(?=\d)/, '');
  return places === 0 ? digits : `${digits}.${significant.padEnd(places, '0')}`;
}

export type Locale = 'fr' | 'en';

/**
 * What a person typed in their own notation as a plain decimal: "1 234,5" or "1,234.5" is "1234.5". What cannot be read
 * comes back as it was typed, for the schema to refuse.
 */
export function readAmount(typed: string, locale: Locale): string {
  const text = typed.trim();
  // Spaces of any width, and the apostrophe, only ever group digits.
  const packed = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  const single = /^\d+[.,]\d*$|^[.,]\d+$/.test(packed);
  let plain = packed;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(packed) && locale === 'en') plain = packed.replaceAll(',', '');
  else if (/^\d{1,3}(?:\.\d{3})+,\d*$/.test(packed)) plain = packed.replaceAll('.', '').replace(',', '.');
  else if (single) plain = packed.replace(',', '.');
  if (plain.startsWith('.')) plain = `0${plain}`;
  if (plain.endsWith('.')) plain = plain.slice(0, -1);
  return DECIMAL.test(plain) ? plain : text;
}

/** A plain decimal as a person would type it: "1234.50" is "1234,50" in French. */
export function showAmount(amount: string, locale: Locale): string {
  return locale === 'fr' && DECIMAL.test(amount) ? amount.replace('.', ',') : amount;
}

/** An amount with its currency in a person's notation: "25.00", "eur" is "25,00 €" in French. */
export function formatMoney(amount: string, currency: string, locale: Locale): string {
  const places = Math.max(decimalsOf(currency), /\.(\d*[1-9])/.exec(amount)?.[1]?.length ?? 0);
  const format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  // Given as text, a decimal keeps every digit on its way through the formatter.
  return isDecimal(amount) ? format.format(amount) : amount;
}

function isDecimal(text: string): text is `${number}` {
  return DECIMAL.test(text.replace(/^-/, ''));
}

// The least that Stripe charges, in minor units of the currency (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
const MINIMUM_MINOR: Record<string, number> = {
  ...{
    eur: 50,
    usd: 50,
    gbp: 30,
    chf: 50,
    aud: 50,
    cad: 50,
    dkk: 250,
    sek: 300,
    nok: 300,
    pln: 200,
    czk: 1500,
  },
  ...{ huf: 17500, ron: 200, jpy: 50, mxn: 1000, hkd: 400, sgd: 50, aed: 200, nzd: 50, thb: 1000 },
};

/** The least that can be charged in a currency, in minor units; 1 where Stripe names no minimum. */
export function minimumMinor(currency: string): number {
  return MINIMUM_MINOR[currency] ?? 1;
}
