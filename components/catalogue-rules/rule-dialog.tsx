'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { FormDialog } from '@/components/form/form-dialog';
import { NumberField } from '@/components/form/number-field';
import { SelectField } from '@/components/form/select-field';
import { TextField } from '@/components/form/text-field';
import { useSave } from '@/components/form/use-save';
import { toast } from '@/components/ui/toast';
import { saveCatalogueRule } from '@/lib/queries/catalogue-rule';
import {
  catalogueRuleInput,
  leftOutKinds,
  type CatalogueRule,
  type CatalogueRuleInput,
} from '@/lib/schemas/catalogue-rule';

type RuleDialogProps = {
  /** The rule that is changed; a new one is made without it. */
  rule: CatalogueRule | null;
  /** All rules: of some kinds there is but one. */
  rules: readonly CatalogueRule[];
  onClose: () => void;
};

/** What a rule leaves out of the list of Stripe's catalogue. */
export function RuleDialog({ rule, rules, onClose }: RuleDialogProps) {
  const t = useTranslations('catalogueRules');
  const client = useQueryClient();
  const save = useSave((input: CatalogueRuleInput) => saveCatalogueRule(rule?.id ?? null, input), {
    onSaved: () => {
      // The list of the catalogue is read through the rules too.
      void client.invalidateQueries();
      toast.fine(t('saved'));
      onClose();
    },
  });
  const isFree = (kind: string) =>
    kind === 'type' || kind === rule?.leaves_out || rules.every(({ leaves_out }) => leaves_out !== kind);
  const options = leftOutKinds.filter(isFree).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));
  return (
    <FormDialog
      title={rule === null ? t('add') : t('edit')}
      description={t('hint')}
      schema={catalogueRuleInput}
      values={{
        leaves_out: rule?.leaves_out ?? 'type',
        type: rule?.type ?? null,
        days: rule?.days ?? null,
      }}
      save={save}
      onClose={onClose}
      submitLabel={rule === null ? t('add') : t('save')}
    >
      <SelectField name="leaves_out" label={t('leavesOut')} options={options} />
      <KindFields />
    </FormDialog>
  );
}

/** The fields that belong to the kind that is chosen. */
function KindFields() {
  const t = useTranslations('catalogueRules');
  const kind: unknown = useWatch({ name: 'leaves_out' });
  if (kind === 'type')
    return (
      <TextField name="type" label={t('type')} hint={t('typeHint')} nullable placeholder="coworking_space" />
    );
  if (kind === 'age')
    return <NumberField name="days" label={t('days')} hint={t('daysHint')} suffix={t('daysUnit')} />;
  return null;
}
