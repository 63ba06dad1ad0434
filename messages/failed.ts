/** What is said when not even the page's own words can be loaded: those of `messages/*.json`, which a test compares. */
export const failed = {
  en: {
    title: 'This page could not be shown',
    hint: 'Something failed on our side; nothing you saved is lost. Try again, and if it stays, pass on the reference.',
    reference: 'Reference:',
    retry: 'Try again',
  },
  fr: {
    title: 'Cette page n’a pas pu être affichée',
    hint: 'Un problème est survenu de notre côté\u202f; rien de ce que vous avez enregistré n’est perdu. Réessayez et, si cela persiste, transmettez la référence.',
    reference: 'Référence\u202f:',
    retry: 'Réessayer',
  },
};
