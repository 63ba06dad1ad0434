'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OrganisationFields } from './organisation-fields';
import { useOrganisationCache } from './use-organisation-cache';
import { useNewOrganisation } from './use-organisation-search';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormDialog } from '@/components/form/form-dialog';
import { LeaveQuestion } from '@/components/form/leave-question';
import { useSave } from '@/components/form/use-save';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/paths';
import { saveOrganisation } from '@/lib/queries/organisation';
import { emptyOrganisation, organisationInput, type OrganisationInput } from '@/lib/schemas/organisation';

export function NewOrganisationButton() {
  const t = useTranslations('organisation');
  const { setAsked } = useNewOrganisation();
  return (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => setAsked(true)}>
      {t('new')}
    </Button>
  );
}

const create = (input: OrganisationInput) => saveOrganisation({ id: null, input });

/** The form of a new organisation, over the list. Once made, its page goes on with its Stripe account. */
export function NewOrganisation() {
  const t = useTranslations('organisation');
  const router = useRouter();
  const cache = useOrganisationCache();
  const { isAsked, setAsked } = useNewOrganisation();
  const [isDirty, setDirty] = useState(false);
  const [isShown, setShown] = useState(isAsked);
  if (isAsked !== isShown && !isDirty) setShown(isAsked);
  const save = useSave(create, {
    onSaved: (organisation) => {
      setDirty(false);
      cache.put(organisation);
      toast.fine(t('created', { name: organisation.name }));
      router.push(paths.organisation(organisation.organisation_id));
    },
  });
  if (!isShown) return null;
  return (
    <FormDialog
      title={t('newTitle')}
      description={t('newText')}
      schema={organisationInput}
      values={emptyOrganisation}
      save={save}
      onClose={() => {
        setDirty(false);
        setAsked(false);
      }}
      submitLabel={t('create')}
    >
      <OrganisationFields ownCurrency={emptyOrganisation.default_currency} hint={t('accountHintNew')} />
      <DirtySignal onDirty={setDirty} />
      <LeaveQuestion open={!isAsked} onLeave={() => setDirty(false)} onStay={() => setAsked(true)} />
    </FormDialog>
  );
}
