import { useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SetExperimentOverrideDocument } from '../../graphql/generated/graphql.ts';
import type { SetExperimentOverrideMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, FormProblem, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import type { Experiment } from './experiment-page.tsx';
import styles from './experiments.module.css';

export interface ForceDialogProps {
  readonly experiment: Pick<Experiment, 'id' | 'name' | 'variants' | 'overrides'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly unitId: string;
  readonly variant: string;
}

/** Gives a unit of a tester the variant that is to be looked at, and takes that back. */
export function ForceDialog({ experiment: { id, name, variants, overrides }, onDone, onClose }: ForceDialogProps) {
  const client = useClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const variant = variants.at(-1)?.key ?? '';
  const form = useForm<Draft, Draft, SetExperimentOverrideMutation>({
    start: { unitId: '', variant },
    check: ({ unitId, ...rest }) =>
      unitId.trim() === ''
        ? { ok: false, problems: { unitId: 'Name the unit: the id that the code gives.' } }
        : { ok: true, value: { ...rest, unitId: unitId.trim() } },
    save: (input) => send(client, SetExperimentOverrideDocument, { input: { id, ...input } }),
    onSaved: () => {
      onDone();
      return { unitId: '', variant };
    },
  });
  const free = async (unitId: string) => {
    setRefusal(null);
    const sent = await send(client, SetExperimentOverrideDocument, { input: { id, unitId, variant: null } });
    if (!sent.ok) return setRefusal(sent.refusal.message);
    return onDone();
  };
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Forced variants of ${visible(name)}`}
      says="A forced unit gets its variant whatever the targeting and the hash say. Results leave it out."
      save="Force"
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Unit" value={draft.unitId} onText={(unitId) => change({ unitId })} problem={problems['unitId']} mono />
          <Field label="Variant" problem={problems['variant']}>
            {({ id: fieldId }) => (
              <Select
                id={fieldId}
                label="Variant"
                value={draft.variant}
                options={variants.map(({ key }) => ({ value: key, label: key }))}
                onChoose={(chosen) => change({ variant: chosen })}
              />
            )}
          </Field>
        </FieldRow>
        {overrides.length === 0 ? (
          <span className="quiet">No unit is forced.</span>
        ) : (
          <ul className={styles.forced} aria-label="Forced units">
            {overrides.map((one) => (
              <li key={one.unitId}>
                <span className="mono">{visible(one.unitId)}</span>
                <span className="mono">{visible(one.variant)}</span>
                <IconButton icon="trash" label={`Force ${visible(one.unitId)} no more`} onClick={() => void free(one.unitId)} />
              </li>
            ))}
          </ul>
        )}
        {refusal !== null && <FormProblem>{refusal}</FormProblem>}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
