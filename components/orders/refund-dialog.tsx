'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { RefundEffects } from './refund-effects';
import { allUnits, effectOf, leftOf, linesOf, type Units } from './refund-lines';
import { UnitStepper } from './unit-stepper';
import { useOrderCache } from './use-order-cache';
import { useOrderMoney } from './use-order-money';
import { FormFooter } from '@/components/form/form-footer';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import { refundOrder } from '@/lib/queries/order';
import type { SellerOrder } from '@/lib/schemas/order';

type RefundDialogProps = { order: SellerOrder; onClose: () => void };

/** Gives back all or some units of an order, and says before what that does. */
export function RefundDialog({ order, onClose }: RefundDialogProps) {
  const t = useTranslations('orders.refund');
  const say = useIssueWords();
  const cache = useOrderCache();
  const money = useOrderMoney(order.currency);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const [units, setUnits] = useState<Units>(() => allUnits(order));
  const [putsBack, setPutsBack] = useState(true);
  const [isTried, setTried] = useState(false);
  const effect = effectOf(order, units);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => refundOrder(order.id, { lines: linesOf(order, units), puts_back: putsBack }),
    onSuccess: (saved) => {
      cache.put(saved);
      toast.fine(effect.amountMinor === 0 ? t('doneFree') : t('done', { amount: money(effect.amountMinor) }));
      onClose();
    },
    onError: () => cache.refresh(),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (effect.units > 0 && !isPending) mutate();
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  const isEmpty = isTried && effect.units === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      onKeyDown={press}
      title={t('title', { number: String(order.number) })}
      closeLabel={t('close')}
      initialFocus={() => form.current?.querySelector('input') ?? null}
      footer={
        <FormFooter
          form={formId}
          problem={isEmpty ? t('nothingChosen') : error === null ? null : sayProblem(error, say)}
          pending={isPending}
          submitLabel={
            effect.amountMinor === 0 ? t('submitFree') : t('submit', { amount: money(effect.amountMinor) })
          }
          onCancel={onClose}
        />
      }
    >
      <form ref={form} id={formId} noValidate onSubmit={submit} className="flex flex-col gap-6">
        <Choice order={order} units={units} onChange={setUnits} />
        {effect.returnable === 0 ? null : <PutBack value={putsBack} onChange={setPutsBack} />}
        <RefundEffects order={order} effect={effect} putsBack={putsBack} />
      </form>
    </Dialog>
  );
}

type ChoiceProps = { order: SellerOrder; units: Units; onChange: (units: Units) => void };

/** Each item with how many of its units go back. */
function Choice({ order, units, onChange }: ChoiceProps) {
  const t = useTranslations('orders.refund');
  const money = useOrderMoney(order.currency);
  const items = order.items.filter((item) => leftOf(item) > 0);
  const none = Object.fromEntries(order.items.map(({ id }) => [id, 0]));
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="sr-only">{t('which')}</legend>
      <div className="-mt-1 mb-1 flex flex-wrap items-center justify-between gap-2">
        <span aria-hidden className="font-medium">
          {t('which')}
        </span>
        <span className="-mr-3 flex">
          <Button variant="ghost" onClick={() => onChange(allUnits(order))}>
            {t('all')}
          </Button>
          <Button variant="ghost" onClick={() => onChange(none)}>
            {t('none')}
          </Button>
        </span>
      </div>
      <ul className="divide-y border-y">
        {items.map((item) => (
          <li key={item.id} className="flex items-center gap-4 py-3">
            <span className="min-w-0 flex-1">
              <span className="block font-medium wrap-anywhere">{item.name}</span>
              {item.title === null ? null : (
                <span className="block text-small wrap-anywhere text-ink-soft">{item.title}</span>
              )}
              <span className="block text-small text-ink-faint">
                {t('left', { count: leftOf(item), price: money(item.unitAmountMinor) })}
              </span>
            </span>
            <UnitStepper
              label={t('unitsOf', { name: item.name })}
              fewerLabel={t('fewerOf', { name: item.name })}
              moreLabel={t('moreOf', { name: item.name })}
              value={units[item.id] ?? 0}
              max={leftOf(item)}
              onChange={(count) => onChange({ ...units, [item.id]: count })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function PutBack({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const t = useTranslations('orders.refund');
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Switch
        id={id}
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={`${id}-hint`}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block font-medium">
          {t('putBack')}
        </label>
        <p id={`${id}-hint`} className="text-small text-ink-faint">
          {t('putBackHint')}
        </p>
      </div>
    </div>
  );
}
