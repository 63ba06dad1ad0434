'use client';

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { EligibilityField } from './eligibility-field';
import { TicketSync } from './ticket-sync';
import { currencyOptions } from '@/components/form/currency-options';
import { MoneyField } from '@/components/form/money-field';
import { NumberField } from '@/components/form/number-field';
import { SelectField } from '@/components/form/select-field';
import { SwitchField } from '@/components/form/switch-field';
import { TextAreaField } from '@/components/form/text-area-field';
import { TextField } from '@/components/form/text-field';
import { asText } from '@/components/form/use-field';
import { IconButton } from '@/components/ui/icon-button';
import type { EventRow } from '@/lib/schemas/event';

type TicketCardProps = {
  place: number;
  count: number;
  /** The event as it is saved; nothing for a new one. */
  event: EventRow | null;
  onMove: (to: number) => void;
  onRemove: () => void;
};

/** One ticket type: its fields, its place among the others, and where it stands in Stripe. */
export function TicketCard({ place, count, event, onMove, onRemove }: TicketCardProps) {
  const t = useTranslations('ticket');
  const locale = useLocale();
  const heading = useId();
  const at = `tickets.${place}`;
  const typed: unknown[] = useWatch({ name: [`${at}.name`, `${at}.id`, `${at}.currency`] });
  const [typedName, id, currency] = typed;
  const name = asText(typedName).trim() || t('unnamed', { place: place + 1 });
  const saved = event?.tickets.find((ticket) => ticket.id === id);
  return (
    <li aria-labelledby={heading} className="flex flex-col gap-4 rounded border p-4">
      <div className="flex items-start gap-1">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5 pt-1">
          <h3 id={heading} className="font-semibold wrap-anywhere">
            {name}
          </h3>
          {event === null ? null : <TicketSync event={event} ticket={saved} />}
        </div>
        <IconButton
          label={t('up', { name })}
          icon={<ArrowUp size={16} aria-hidden />}
          disabled={place === 0}
          onClick={() => onMove(place - 1)}
        />
        <IconButton
          label={t('down', { name })}
          icon={<ArrowDown size={16} aria-hidden />}
          disabled={place === count - 1}
          onClick={() => onMove(place + 1)}
        />
        <IconButton
          label={t('remove', { name })}
          icon={<Trash2 size={16} aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-6">
        <div className="col-span-2 sm:col-span-6">
          <TextField name={`${at}.name`} label={t('field.name')} />
        </div>
        <div className="sm:col-span-2">
          <MoneyField
            name={`${at}.price`}
            currencyField={`${at}.currency`}
            label={t('field.price')}
            placeholder={t('free')}
          />
        </div>
        <div className="sm:col-span-2">
          <SelectField
            name={`${at}.currency`}
            label={t('field.currency')}
            options={currencyOptions(locale, asText(currency))}
          />
        </div>
        <div className="col-span-2">
          <NumberField
            name={`${at}.total_capacity`}
            label={t('field.total_capacity')}
            placeholder={t('noLimit')}
          />
        </div>
        <div className="col-span-2 sm:col-span-3">
          <TextAreaField
            name={`${at}.description`}
            label={t('field.description')}
            rows={2}
            nullable
            optional
          />
        </div>
        <div className="col-span-2 sm:col-span-3">
          <EligibilityField
            name={`${at}.eligibility_criteria`}
            label={t('field.eligibility_criteria')}
            hint={t('eligibilityHint')}
            optional
          />
        </div>
      </div>
      <SwitchField name={`${at}.is_active`} label={t('field.is_active')} />
    </li>
  );
}
