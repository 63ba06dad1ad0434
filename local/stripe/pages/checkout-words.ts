import type { Context } from 'hono';

const en = {
  lang: 'en',
  title: 'Payment',
  summary: 'Your order',
  total: 'Total',
  email: 'Email',
  method: 'Payment method',
  card: 'Card',
  debit: 'Bank debit (the bank answers later)',
  cardNumber: 'Card number',
  hint: '4242 4242 4242 4242 is paid, 4000 0000 0000 0002 is declined.',
  name: 'Cardholder name',
  pay: 'Pay',
  cancel: 'Cancel and go back',
  testOnly: 'This is the local Stripe emulator. No money moves.',
  invalidCard: 'Your card number is invalid.',
  declined: 'Your card was declined. Try another one.',
  expired: 'This page has expired',
  expiredText: 'The order was not paid in time. Nothing has been charged.',
  alreadyDone: 'You are all done here',
  alreadyText: 'This order has been completed already.',
  back: 'Back to the shop',
  thanks: 'Thank you',
  doneText: 'Your payment has been received.',
};

const fr: typeof en = {
  lang: 'fr',
  title: 'Paiement',
  summary: 'Votre commande',
  total: 'Total',
  email: 'E-mail',
  method: 'Moyen de paiement',
  card: 'Carte',
  debit: 'Prélèvement (la banque répond plus tard)',
  cardNumber: 'Numéro de carte',
  hint: '4242 4242 4242 4242 est payée, 4000 0000 0000 0002 est refusée.',
  name: 'Nom du titulaire de la carte',
  pay: 'Payer',
  cancel: 'Annuler et revenir',
  testOnly: 'Ceci est l’émulateur Stripe local. Aucun argent ne circule.',
  invalidCard: 'Votre numéro de carte est invalide.',
  declined: 'Votre carte a été refusée. Essayez-en une autre.',
  expired: 'Cette page a expiré',
  expiredText: 'La commande n’a pas été payée à temps. Rien n’a été débité.',
  alreadyDone: 'Tout est terminé ici',
  alreadyText: 'Cette commande est déjà réglée.',
  back: 'Retour à la boutique',
  thanks: 'Merci',
  doneText: 'Votre paiement a été reçu.',
};

/** The words of the payment page: the session's language, else the browser's. */
export function words(context: Context, locale: string | null) {
  const wanted =
    locale === null || locale === 'auto' ? (context.req.header('accept-language') ?? '') : locale;
  return /^fr\b/i.test(wanted) ? fr : en;
}
