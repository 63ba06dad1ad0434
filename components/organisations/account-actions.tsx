'use client';

import { ExternalLink as LeaveIcon, RefreshCw, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { shutStates } from './account-badge';
import { DisconnectQuestion } from './disconnect-question';
import { useOnboarding, useReadAccount } from './use-account';
import { useEditing } from './use-organisation-search';
import { Button } from '@/components/ui/button';
import type { AccountStatus, OrganisationRow } from '@/lib/schemas/organisation';

/** Where Stripe has, or may have, something to ask of the organisation. */
const goesOn: readonly AccountStatus[] = ['information_due', 'in_review', 'may_charge'];

/** What can be done with an account that an organisation has. */
export function AccountActions({ organisation }: { organisation: OrganisationRow }) {
  const t = useTranslations('organisation.account');
  const { organisation_id: id, account } = organisation;
  const { edit } = useEditing();
  const [asking, setAsking] = useState(false);
  const reading = useReadAccount(id);
  const onboarding = useOnboarding(id);
  const problem = onboarding.problem ?? reading.problem;
  const isShut = shutStates.includes(account.state);
  const isAsked = account.due.length > 0 && !isShut;
  return (
    <div className="flex flex-col gap-3">
      <p role="alert" className={problem === null ? 'sr-only' : 'text-failed'}>
        {problem}
      </p>
      <div className="flex flex-wrap gap-2">
        {goesOn.includes(account.state) || isAsked ? (
          <Button
            variant={isAsked ? 'primary' : 'secondary'}
            icon={<LeaveIcon size={14} aria-hidden />}
            pending={onboarding.isLeaving}
            onClick={() => onboarding.start()}
          >
            {t('goOn')}
          </Button>
        ) : null}
        {isShut ? (
          <Button variant="primary" onClick={() => edit('stripe_onbehalfof')}>
            {t('giveAnother')}
          </Button>
        ) : null}
        <Button
          icon={<RefreshCw size={14} aria-hidden />}
          pending={reading.isReading}
          onClick={() => reading.read()}
        >
          {t('check')}
        </Button>
        <Button icon={<Unplug size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {t('disconnect')}
        </Button>
      </div>
      {asking ? <DisconnectQuestion organisation={organisation} onEnd={() => setAsking(false)} /> : null}
    </div>
  );
}
