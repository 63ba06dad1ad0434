'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type FormFooterProps = {
  form: string;
  problem: string | null;
  pending: boolean;
  submitLabel: string;
  onCancel: () => void;
};

export function FormFooter({ form, problem, pending, submitLabel, onCancel }: FormFooterProps) {
  const t = useTranslations('form');
  return (
    <>
      <p role="alert" className={problem === null ? 'sr-only' : 'mb-3 text-body text-failed'}>
        {problem}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" form={form} variant="primary" pending={pending}>
          {submitLabel}
        </Button>
      </div>
    </>
  );
}
