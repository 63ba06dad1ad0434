import clsx from 'clsx';
import { getTranslations } from 'next-intl/server';
import { eventTimes, placeOf } from './event-times';
import { QrCode } from './qr-code';
import type { Locale } from '@/lib/money';
import type { BuyerOrder } from '@/lib/schemas/bought';

/** Each ticket of an order with the code that lets one person in. */
export async function OrderTickets({ order, locale }: { order: BuyerOrder; locale: Locale }) {
  const t = await getTranslations('shop');
  const tickets = order.items.flatMap((item) => item.codes.map((code) => ({ ...code, item })));
  if (tickets.length === 0) return null;
  return (
    <section aria-labelledby="tickets" className="flex flex-col gap-3">
      <h2 id="tickets" className="text-title font-semibold tracking-tight">
        {t('tickets', { count: tickets.length })}
      </h2>
      <p className="max-w-2xl text-pretty text-ink-soft print:hidden">{t('ticketsHint')}</p>
      <ul className="grid gap-4 md:grid-cols-2 print:grid-cols-1">
        {tickets.map(({ id, code, isVoid, checkedInAt, item }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-5 rounded border bg-surface p-4 break-inside-avoid sm:flex-nowrap"
          >
            <div className={clsx(isVoid && 'opacity-25')}>
              <QrCode text={code} label={t('codeOf', { code })} />
            </div>
            <div className="flex min-w-0 flex-col gap-1">
              <p className="text-lead font-semibold break-words">{item.name}</p>
              <p className="break-words text-ink-soft">{item.title ?? item.event?.title}</p>
              {item.event?.start ? (
                <p className="text-ink-soft">
                  {eventTimes(item.event, locale, 'medium')},{' '}
                  {t('timeOf', { place: placeOf(item.event.timeZone) })}
                </p>
              ) : null}
              <p className={clsx('mt-1 font-mono text-lead tracking-wide', isVoid && 'line-through')}>
                {code}
              </p>
              {isVoid ? <p className="font-medium text-failed">{t('codeVoid')}</p> : null}
              {checkedInAt === null ? null : <p className="font-medium text-waiting">{t('codeUsed')}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
