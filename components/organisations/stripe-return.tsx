'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { accountMeanings, shutStates } from './account-badge';
import { useOnboarding, useReadAccount } from './use-account';
import { useStripeWay } from './use-organisation-search';
import { MeaningIcon, type Meaning } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Spinner } from '@/components/ui/spinner';
import type { OrganisationRow } from '@/lib/schemas/organisation';

/** Said to somebody who comes back from Stripe: what came of it, or that the link had run out. */
export function StripeReturn({ organisation }: { organisation: OrganisationRow }) {
  const { way, forget } = useStripeWay();
  if (way === 'returned') return <Returned organisation={organisation} onClose={forget} />;
  if (way === 'expired') return <Expired organisation={organisation} onClose={forget} />;
  return null;
}

type WayProps = { organisation: OrganisationRow; onClose: () => void };

/** Stripe says nothing in its link, so the account is read at once. */
function Returned({ organisation, onClose }: WayProps) {
  const t = useTranslations('organisation');
  const { account } = organisation;
  const { read, hasRead, problem } = useReadAccount(organisation.organisation_id);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    read();
  });
  if (problem !== null) {
    return (
      <Strip meaning="failed" onClose={onClose}>
        {t('returned.failed', { reason: problem })}
      </Strip>
    );
  }
  if (!hasRead) {
    return (
      <Strip meaning="waiting" icon={<Spinner />}>
        {t('returned.reading')}
      </Strip>
    );
  }
  return (
    <Strip meaning={accountMeanings[account.state]} onClose={onClose}>
      {t(`returned.${account.state}`)}
    </Strip>
  );
}

function Expired({ organisation, onClose }: WayProps) {
  const t = useTranslations('organisation');
  const { start, isLeaving, problem } = useOnboarding(organisation.organisation_id);
  return (
    <Strip meaning="attention" onClose={onClose}>
      <span className="flex flex-col items-start gap-3">
        <span>{t('expired')}</span>
        {problem === null ? null : (
          <span role="alert" className="text-failed">
            {problem}
          </span>
        )}
        {shutStates.includes(organisation.account.state) ? null : (
          <Button variant="primary" pending={isLeaving} onClick={() => start()}>
            {t('account.goOn')}
          </Button>
        )}
      </span>
    </Strip>
  );
}

const looks = {
  fine: 'bg-fine-soft text-fine',
  waiting: 'bg-waiting-soft text-waiting',
  attention: 'bg-attention-soft text-attention',
  failed: 'bg-failed-soft text-failed',
};

type StripProps = {
  meaning: Exclude<Meaning, 'plain'>;
  icon?: ReactNode;
  onClose?: () => void;
  children: ReactNode;
};

function Strip({ meaning, icon, onClose, children }: StripProps) {
  const t = useTranslations('common');
  return (
    <div role="status" className={`flex items-start gap-3 border-b px-4 py-3 sm:px-5 ${looks[meaning]}`}>
      <span className="mt-0.5 shrink-0">{icon ?? <MeaningIcon meaning={meaning} size={16} />}</span>
      <div className="min-w-0 flex-1 font-medium text-pretty">{children}</div>
      {onClose === undefined ? null : (
        <IconButton
          label={t('dismiss')}
          className="-my-1.5 -mr-1.5"
          icon={<X size={16} aria-hidden />}
          onClick={onClose}
        />
      )}
    </div>
  );
}
