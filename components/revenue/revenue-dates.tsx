'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type SubmitEvent } from 'react';
import { useRevenueSearch } from './use-revenue';
import { describedBy, FieldShell } from '@/components/form/field';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { revenueQuery } from '@/lib/schemas/revenue';

type RevenueDatesProps = { open: boolean; span: { from: string; to: string }; onClose: () => void };

/** Asks for two days, both included. */
export function RevenueDates({ open, span, onClose }: RevenueDatesProps) {
  const t = useTranslations();
  const id = useId();
  const { change } = useRevenueSearch();
  const [from, setFrom] = useState(span.from);
  const [to, setTo] = useState(span.to);
  const [isTried, setTried] = useState(false);
  const isSound = revenueQuery.safeParse({ from, to }).success;
  const error = isTried && !isSound ? t('revenue.wrongSpan') : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isSound) return;
    change({ from, to });
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      placement="middle"
      title={t('revenue.datesTitle')}
      description={t('revenue.datesHint')}
      closeLabel={t('form.close')}
      footer={
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="submit" form={id} variant="primary">
            {t('time.apply')}
          </Button>
        </div>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <FieldShell id={`${id}-from`} label={t('time.from')} error={undefined}>
          <Input
            id={`${id}-from`}
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </FieldShell>
        <FieldShell id={`${id}-to`} label={t('time.to')} error={error}>
          <Input
            id={`${id}-to`}
            type="date"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            invalid={error !== undefined}
            aria-describedby={describedBy(`${id}-to`, undefined, error)}
          />
        </FieldShell>
      </form>
    </Dialog>
  );
}
