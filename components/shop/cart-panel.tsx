'use client';

import { lazy, Suspense, useEffect, useRef, type MouseEvent } from 'react';
import { CartWaiting } from './cart-waiting';
import { Icon } from './icon';
import { iconPressClass } from './press-class';
import { useWords } from './words';

const load = () => import('./cart-view');

// Most pages are looked at without it, so it is loaded when somebody is about to open it.
const CartView = lazy(async () => ({ default: (await load()).CartView }));

/** Begins to load the cart, at the first sign that it will be wanted. */
export function expectCart() {
  void load();
}

/** The cart beside the page: a dialog of the browser's own, which keeps the focus and gives it back. */
export function CartPanel({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (isOpen && current?.open === false) current.showModal();
    else if (!isOpen && current?.open) current.close();
  }, [isOpen]);
  // The dialog itself is pressed only beside its content, that is on the veil.
  const pressed = (event: MouseEvent) => {
    if (event.target === dialog.current || (event.target instanceof Element && event.target.closest('a')))
      onClose();
  };
  return (
    // Esc closes it too, which the browser does; what it is pressed with a mouse for, the button in it does by key.
    <dialog
      ref={dialog}
      aria-labelledby="cart-title"
      className="side-panel"
      onClose={onClose}
      onClick={pressed}
    >
      {isOpen ? (
        <div className="flex min-h-full flex-col">
          <div className="sticky top-0 z-10 flex items-center justify-between border-b bg-surface py-2 pr-2 pl-5">
            <h2 id="cart-title" className="text-title font-semibold tracking-tight">
              {t('cart')}
            </h2>
            <button type="button" className={iconPressClass} aria-label={t('close')} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <Suspense fallback={<CartWaiting />}>
            <CartView place="panel" />
          </Suspense>
        </div>
      ) : null}
    </dialog>
  );
}
