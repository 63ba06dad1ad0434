import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { buttonClass, type ButtonVariant } from './button-class';

type ButtonLinkProps = ComponentProps<typeof Link> & {
  children: ReactNode;
  variant?: ButtonVariant;
  icon?: ReactNode;
};

/** A link that looks like a button: for going somewhere, where a button is for doing something. */
export function ButtonLink({ children, variant = 'secondary', icon, className, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, className)}>
      {icon}
      {children}
    </Link>
  );
}
