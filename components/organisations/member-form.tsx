'use client';

import { useTranslations } from 'next-intl';
import { useOrganisationCache } from './use-organisation-cache';
import { FormDialog } from '@/components/form/form-dialog';
import { TextField } from '@/components/form/text-field';
import { useSave } from '@/components/form/use-save';
import { toast } from '@/components/ui/toast';
import { addMember } from '@/lib/queries/organisation';
import { invitation, type OrganisationRow } from '@/lib/schemas/organisation';

type MemberFormProps = { organisation: OrganisationRow; onClose: () => void };

/** Makes somebody who can sign in a member, by their address. */
export function MemberForm({ organisation, onClose }: MemberFormProps) {
  const t = useTranslations('organisation.members');
  const cache = useOrganisationCache();
  const { organisation_id: id, name } = organisation;
  const save = useSave(
    async ({ email }: { email: string }) => {
      await addMember(id, email);
      return email;
    },
    {
      onSaved: (email) => {
        cache.refresh();
        toast.fine(t('added', { email, name }));
        onClose();
      },
    },
  );
  return (
    <FormDialog
      title={t('add')}
      description={t('addText', { name })}
      schema={invitation}
      values={{ email: '' }}
      save={save}
      onClose={onClose}
      submitLabel={t('add')}
    >
      <TextField name="email" label={t('email')} placeholder="name@example.org" />
    </FormDialog>
  );
}
