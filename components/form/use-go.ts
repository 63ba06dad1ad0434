'use client';

import { useRouter } from 'next/navigation';

/** Asked of the window before a page is left by something that is not a link; refused by a form that would lose something. */
export const LEAVE_EVENT = 'tandem-leave';

/** Goes to another page of the admin, unless a form asks first. */
export function useGo() {
  const router = useRouter();
  return (href: string) => {
    const question = new CustomEvent<string>(LEAVE_EVENT, { cancelable: true, detail: href });
    if (window.dispatchEvent(question)) router.push(href);
  };
}
