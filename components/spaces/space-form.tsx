'use client';

import { useTranslations } from 'next-intl';
import { SpaceFields } from './space-fields';
import { spaceScreen } from './space-noun';
import { useFieldValue } from './use-space-words';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormDialog } from '@/components/form/form-dialog';
import { RowAside } from '@/components/rows/row-aside';
import { RowSyncBadge } from '@/components/rows/row-sync-badge';
import { useRowForm, type RowFormProps } from '@/components/rows/use-row-form';
import { emptySpace, spaceInput, toInput, type SpaceRow } from '@/lib/schemas/space';

/** The form for a new space and for an old one. */
export function SpaceForm(shown: RowFormProps<SpaceRow>) {
  const { row, focusField, onClose, onDirty } = shown;
  const t = useTranslations('space');
  const valueText = useFieldValue();
  const form = useRowForm(spaceScreen, shown);
  const { opened, save } = form;
  const values = opened === null ? emptySpace : toInput(opened);
  return (
    <FormDialog
      key={opened?.revision ?? 'new'}
      title={opened?.name ?? t('newTitle')}
      description={row === null ? undefined : <RowSyncBadge screen={spaceScreen} row={row} />}
      schema={spaceInput}
      values={values}
      save={save}
      onClose={onClose}
      submitLabel={opened === null ? t('create') : t('save')}
      focusField={focusField}
      aside={(typed) => (
        <RowAside screen={spaceScreen} form={form} shown={shown} typed={typed} valueText={valueText} />
      )}
    >
      <SpaceFields ownType={values.type} ownCurrency={values.currency} />
      <DirtySignal onDirty={onDirty} />
    </FormDialog>
  );
}
