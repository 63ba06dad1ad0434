'use client';

import { Menu as Base } from '@base-ui/react/menu';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';

type MenuProps = { trigger: ReactElement; children: ReactNode; align?: 'start' | 'center' | 'end' };

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className="floating max-h-(--available-height) min-w-48 overflow-y-auto p-1">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { children: ReactNode; icon?: ReactNode; tone?: 'plain' | 'danger'; disabled?: boolean };

const itemClass = (tone: 'plain' | 'danger') => clsx('floating-item', tone === 'danger' && 'text-failed');

export function MenuItem({
  children,
  icon,
  tone = 'plain',
  disabled = false,
  onSelect,
}: ItemProps & { onSelect: () => void }) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={itemClass(tone)}>
      {icon}
      {children}
    </Base.Item>
  );
}

export function MenuLink({ children, icon, href }: ItemProps & { href: string }) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} />} className={itemClass('plain')}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode; lang?: string }[];
};

/** One of several, with the present one marked. */
export function MenuChoice<Value extends string>({ label, value, onChange, options }: ChoiceProps<Value>) {
  const choose = (next: Value) => onChange(next);
  return (
    <Base.RadioGroup value={value} onValueChange={choose}>
      <Base.GroupLabel className="px-2 py-1.5 text-small text-ink-faint">{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          lang={option.lang}
          className="floating-item pr-8"
        >
          {option.icon}
          {option.label}
          <Base.RadioItemIndicator className="absolute right-2 text-accent-text">
            <Check size={16} aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

type CheckItemProps = { children: ReactNode; checked: boolean; onChange: (checked: boolean) => void };

/** Stays open when pressed, since people tick several at once. */
export function MenuCheckItem({ children, checked, onChange }: CheckItemProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onChange(next)}
      className="floating-item pr-8"
    >
      {children}
      <Base.CheckboxItemIndicator className="absolute right-2 text-accent-text">
        <Check size={16} aria-hidden />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 py-1.5 text-small text-ink-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}
