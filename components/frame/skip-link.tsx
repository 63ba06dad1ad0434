import { useTranslations } from 'next-intl';

/** The first stop of Tab: past the rail and the bar, to what the page is about. */
export function SkipLink() {
  const t = useTranslations('frame');
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
    >
      {t('skip')}
    </a>
  );
}
