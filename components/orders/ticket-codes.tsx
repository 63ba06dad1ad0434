'use client';

import clsx from 'clsx';
import { CircleCheck, CircleSlash, Ticket } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Ago } from '@/components/frame/ago';
import type { SellerOrder } from '@/lib/schemas/order';

type Item = SellerOrder['items'][number];
type Code = Item['codes'][number];

/** So many codes are shown at once; more are folded away. */
const SHOWN = 6;

/** The tickets of an item, each with its code and whether somebody was let in by it. */
export function TicketCodes({ item }: { item: Item }) {
  const t = useTranslations('orders.codes');
  const used = item.codes.filter(({ checkedInAt }) => checkedInAt !== null).length;
  const list = <CodeList codes={item.codes} />;
  if (item.codes.length <= SHOWN) return list;
  return (
    <details className="group">
      <summary className="w-fit rounded text-ink-soft hover:text-ink">
        {t('all', { count: item.codes.length, used })}
      </summary>
      <div className="mt-3">{list}</div>
    </details>
  );
}

function CodeList({ codes }: { codes: readonly Code[] }) {
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {codes.map((code) => (
        <li key={code.id} className="flex min-h-7 min-w-0 items-center gap-2 text-small">
          <CodeState code={code} />
        </li>
      ))}
    </ul>
  );
}

function CodeState({ code }: { code: Code }) {
  const t = useTranslations('orders.codes');
  const { isVoid, checkedInAt } = code;
  const look = { size: 14, 'aria-hidden': true } as const;
  return (
    <>
      <span className={clsx('shrink-0', checkedInAt === null ? 'text-ink-faint' : 'text-fine')}>
        {isVoid ? (
          <CircleSlash {...look} />
        ) : checkedInAt === null ? (
          <Ticket {...look} />
        ) : (
          <CircleCheck {...look} />
        )}
      </span>
      <span className={clsx('font-mono', isVoid && 'text-ink-faint line-through')}>{code.code}</span>
      <span className={clsx('truncate', checkedInAt === null ? 'text-ink-faint' : 'text-fine')}>
        {isVoid ? t('void') : null}
        {isVoid && checkedInAt !== null ? ' · ' : null}
        {checkedInAt === null ? (
          isVoid ? null : (
            t('unused')
          )
        ) : (
          <>
            {t('used')} <Ago at={checkedInAt} />
          </>
        )}
      </span>
    </>
  );
}
