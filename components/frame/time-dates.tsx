'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type SubmitEvent } from 'react';
import { describedBy, FieldShell } from '../form/field';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Input } from '../ui/input';
import { fromField, toField } from './local-time';
import type { TimeSearch } from './time-search';

type TimeDatesProps = {
  search: TimeSearch;
  onChange: (next: TimeSearch) => void;
  open: boolean;
  onClose: () => void;
};

/** Asks for the two moments that a list is to be shown between. */
export function TimeDates({ search, onChange, open, onClose }: TimeDatesProps) {
  const t = useTranslations();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      placement="middle"
      title={t('time.datesTitle')}
      description={t('time.datesHint')}
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
      <DatesForm
        id={id}
        search={search}
        onDone={(next) => {
          onChange(next);
          onClose();
        }}
      />
    </Dialog>
  );
}

type DatesFormProps = { id: string; search: TimeSearch; onDone: (next: TimeSearch) => void };

function DatesForm({ id, search, onDone }: DatesFormProps) {
  const t = useTranslations('time');
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
    if (!isWrong) onDone({ span: null, from: start, to: end });
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
