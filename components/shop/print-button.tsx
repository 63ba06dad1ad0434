'use client';

import { Icon } from './icon';
import { pressClass } from './press-class';
import { useWords } from './words';

export function PrintButton() {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={pressClass('secondary', 'needs-script print:hidden')}
      onClick={() => window.print()}
    >
      <Icon name="printer" />
      {t('print')}
    </button>
  );
}
