const supported = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp ' +
    'cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr ' +
    'isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr ' +
    'mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd ' +
    'std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
  ).split(' '),
);
const threeDecimals = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);
const zeroDecimals = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
// Sent with two decimals although they have none: https://docs.stripe.com/currencies#special-cases
const wholeOnly = new Set(['isk', 'ugx']);
// https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
const minimums: Record<string, number> = Object.fromEntries(
  'usd=50 eur=50 gbp=30 chf=50 aud=50 cad=50 dkk=250 sek=300 nok=300 pln=200 czk=1500 huf=17500 ron=200 jpy=50 mxn=1000 hkd=400 sgd=50 aed=200 nzd=50 thb=1000 brl=50 inr=50 bgn=100 myr=200'
    .split(' ')
    .map((pair) => pair.split('='))
    .map(([currency = '', least]) => [currency, Number(least)]),
);

export function isCurrency(code: string) {
  return supported.has(code);
}

/** How many digits stand behind the point when Stripe is sent an amount. */
export function decimals(currency: string) {
  if (zeroDecimals.has(currency)) return 0;
  return threeDecimals.has(currency) ? 3 : 2;
}

/** Three-decimal amounts must end in 0: https://docs.stripe.com/currencies#three-decimal */
export function isRepresentable(amount: number, currency: string) {
  return !threeDecimals.has(currency) || amount % 10 === 0;
}

/** What can be charged is coarser than what can be priced: ISK and UGX only in whole units. */
export function isChargeable(amount: number, currency: string) {
  return isRepresentable(amount, currency) && (!wholeOnly.has(currency) || amount % 100 === 0);
}

/** The least that can be charged; currencies Stripe names no minimum for have the least amount there is. */
export function minimumCharge(currency: string) {
  return minimums[currency] ?? 1;
}

/** An amount as people read it. */
export function readable(amount: number, currency: string) {
  const digits = decimals(currency);
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`;
}
