'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type SubmitEvent } from 'react';
import { fromField, toField } from './local-time';
import { useLogSearch } from './use-log-search';
import { describedBy, FieldShell } from '@/components/form/field';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';

/** Asks for the two moments that the log is to be shown between. */
export function LogDates({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      placement="middle"
      title={t('syncLog.datesTitle')}
      description={t('syncLog.datesHint')}
      closeLabel={t('form.close')}
      footer={
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('syncLog.cancel')}</Button>
          <Button type="submit" form={id} variant="primary">
            {t('syncLog.apply')}
          </Button>
        </div>
      }
    >
      <DatesForm id={id} onDone={onClose} />
    </Dialog>
  );
}

function DatesForm({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useTranslations('syncLog');
  const { search, change } = useLogSearch();
  const [from, setFrom] = useState(toField(search.from));
  const [to, setTo] = useState(toField(search.to));
  const [isTried, setTried] = useState(false);
  const start = fromField(from);
  const end = fromField(to);
  const isWrong = start !== null && end !== null && end <= start;
  const error = isTried && isWrong ? t('wrongOrder') : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong) return;
    change({ span: null, from: start, to: end });
    onDone();
  };
  return (
    <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-5">
      <FieldShell id={`${id}-from`} label={t('from')} optional error={undefined}>
        <Input
          id={`${id}-from`}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </FieldShell>
      <FieldShell id={`${id}-to`} label={t('to')} optional error={error}>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          invalid={error !== undefined}
          aria-describedby={describedBy(`${id}-to`, undefined, error)}
        />
      </FieldShell>
    </form>
  );
}
