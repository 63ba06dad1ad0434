'use client';

import { ExternalLink as LeaveIcon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { countryOptions } from './countries';
import { useOnboarding } from './use-account';
import { useEditing } from './use-organisation-search';
import { Button } from '@/components/ui/button';
import { Select, type Option } from '@/components/ui/select';
import type { OrganisationRow } from '@/lib/schemas/organisation';

/** For an organisation without an account: a new one at Stripe, or one that it has already. */
export function ConnectForm({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation.account');
  const locale = useLocale();
  const id = useId();
  const { edit } = useEditing();
  const [country, setCountry] = useState<string | null>(null);
  const { start, isLeaving, problem } = useOnboarding(organisation.organisation_id);
  const options: Option<string | null>[] = [
    { value: null, label: t('platformCountry') },
    ...countryOptions(locale),
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex max-w-72 flex-col gap-1.5">
        <label htmlFor={id} className="font-medium">
          {t('countryOf')}
        </label>
        <Select id={id} value={country} onChange={setCountry} options={options} describedBy={`${id}-hint`} />
      </div>
      <p id={`${id}-hint`} className="max-w-[68ch] text-small text-ink-faint">
        {t('countryHint')}
      </p>
      <p role="alert" className={problem === null ? 'sr-only' : 'text-failed'}>
        {problem}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={<LeaveIcon size={14} aria-hidden />}
          pending={isLeaving}
          onClick={() => start(country ?? undefined)}
        >
          {t('connect')}
        </Button>
        <Button onClick={() => edit('stripe_onbehalfof')}>{t('giveExisting')}</Button>
      </div>
    </div>
  );
}
