'use client';

import { changeLine, keyOf, mostOf, removeLine, totalOf, type CartLine } from './cart';
import { changeCart } from './cart-store';
import { Icon } from './icon';
import type { LineState } from './line-state';
import { iconPressClass, pressClass } from './press-class';
import { ShopLink } from './shop-link';
import { Stepper } from './stepper';
import { useWords } from './words';

type CartLineRowProps = {
  line: CartLine;
  state: LineState;
  /** The buyer has changed something, so what was refused before is not the last word any more. */
  onChanged: () => void;
};

/** A line of the cart, with what stands against it and a press that mends it. */
export function CartLineRow({ line, state, onChanged }: CartLineRowProps) {
  const { t, money } = useWords();
  const key = keyOf(line);
  const change = (what: Partial<CartLine>) => {
    changeCart((cart) => changeLine(cart, key, what));
    onChanged();
  };
  const remove = () => {
    changeCart((cart) => removeLine(cart, key));
    onChanged();
  };
  const { issue } = state;
  const isGone = issue && ['sold', 'gone', 'over', 'soon'].includes(issue.code);
  const kept = mostOf(state.most ?? null);
  return (
    <li className="flex flex-col gap-3 py-4" data-issue={issue ? '' : undefined}>
      <div className="flex gap-4">
        <span className="relative grid h-16 w-24 shrink-0 place-items-center overflow-hidden rounded bg-sunken text-ink-faint">
          <Icon name="picture" />
          {line.imageUrl === null ? null : (
            <picture>
              <img
                src={line.imageUrl}
                alt=""
                loading="lazy"
                referrerPolicy="no-referrer"
                className="absolute inset-0 size-full object-cover"
              />
            </picture>
          )}
        </span>
        <div className="min-w-0 flex-1">
          <ShopLink href={line.path} className="font-medium break-words hover:underline">
            {line.name}
          </ShopLink>
          {line.title === null ? null : <p className="break-words text-ink-soft">{line.title}</p>}
          <p className="text-ink-soft">
            {line.tariff ? `${t(`by_${line.tariff}`)} · ` : ''}
            {money(line.price, line.currency)}
          </p>
          {line.kind === 'space' ? (
            <p className="mt-1 text-pretty text-ink-faint">{t('spaceAgreed')}</p>
          ) : null}
        </div>
        <button
          type="button"
          aria-label={t('removeName', { name: line.name })}
          className={`${iconPressClass} -mt-2 -mr-2`}
          onClick={remove}
        >
          <Icon name="bin" />
        </button>
      </div>
      {isGone ? null : (
        <div className="flex min-h-11.5 items-center justify-between gap-4 pl-28">
          {kept > 1 || line.quantity > 1 ? (
            <Stepper
              label={t('quantityOf', { name: line.name })}
              value={line.quantity}
              most={Math.max(kept, 1)}
              onChange={(quantity) => change({ quantity })}
            />
          ) : (
            <span className="text-ink-soft">× 1</span>
          )}
          <span className="text-lead font-medium">{money(totalOf([line]), line.currency)}</span>
        </div>
      )}
      {issue ? <LineIssue line={line} issue={issue} onChange={change} onRemove={remove} /> : null}
    </li>
  );
}

type LineIssueProps = {
  line: CartLine;
  issue: NonNullable<LineState['issue']>;
  onChange: (what: Partial<CartLine>) => void;
  onRemove: () => void;
};

function LineIssue({ line, issue, onChange, onRemove }: LineIssueProps) {
  const { t, money } = useWords();
  const words = () => {
    if (issue.code === 'refused') return issue.detail;
    if (issue.code === 'few') return t('onlyLeft', { count: issue.left });
    if (issue.code === 'price')
      return t('priceChanged', {
        before: money(line.price, line.currency),
        now: money(issue.price, issue.currency),
      });
    return t(`line_${issue.code}`);
  };
  const mend = () => {
    if (issue.code === 'few') return { label: t('takeLeft', { count: issue.left }), quantity: issue.left };
    if (issue.code === 'price')
      return { label: t('acceptPrice'), price: issue.price, currency: issue.currency };
    return undefined;
  };
  const { label, ...what } = mend() ?? {};
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded bg-attention-soft px-4 py-3 text-attention"
    >
      <Icon name="alert" />
      <p className="min-w-0 flex-1 basis-40">{words()}</p>
      {label === undefined ? (
        <button type="button" className={pressClass('secondary', 'max-sm:w-full')} onClick={onRemove}>
          {t('remove')}
        </button>
      ) : (
        <button
          type="button"
          className={pressClass('secondary', 'max-sm:w-full')}
          onClick={() => onChange(what)}
        >
          {label}
        </button>
      )}
    </div>
  );
}
