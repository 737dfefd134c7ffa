import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { keepView } from '../../controls/use-view.ts';
import type { ExperimentCardFragment, ExperimentKind, ExperimentUnit, FlagValueType } from '../../graphql/generated/graphql.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, keyOf, readDraft } from './experiment-form.ts';
import type { ExperimentDraft, ExperimentValues, RampName } from './experiment-form.ts';
import { emptyDraft, templates } from './experiment-templates.ts';
import { Judging } from './judging-fields.tsx';
import { MetricFields } from './metric-fields.tsx';
import { MoreFields } from './more-fields.tsx';
import { makeExperiment, saveExperiment } from './save-experiment.ts';
import { Targeting } from './targeting-fields.tsx';
import { VariantFields } from './variant-fields.tsx';
import { unitLabels } from './words.ts';

export interface ExperimentDialogProps {
  readonly kind: ExperimentKind;
  /** null: a new one. */
  readonly experiment: ExperimentCardFragment | null;
  /** What a new one begins with, in place of a template. */
  readonly begin?: Partial<ExperimentDraft> | undefined;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const units = (Object.keys(unitLabels) as ExperimentUnit[]).map((value) => ({ value, label: unitLabels[value] }));
const types: readonly { readonly value: FlagValueType; readonly label: string }[] = [
  { value: 'BOOLEAN', label: 'True or false' },
  { value: 'STRING', label: 'Text' },
  { value: 'INTEGER', label: 'Whole number' },
  { value: 'FLOAT', label: 'Number' },
  { value: 'JSON', label: 'JSON' },
];
const rampChoices: readonly { readonly value: RampName; readonly label: string }[] = [
  { value: 'none', label: 'At once' },
  { value: 'day', label: '5 → 20 → 50 → 100 % in a day' },
  { value: 'week', label: '5 → 20 → 50 → 100 % in a week' },
];

/** Fields that the form calls otherwise than the API. */
const names = {
  layer: 'layerKey',
  'layer.key': 'layerKey',
  'layer.start': 'layerStart',
  'layer.end': 'layerEnd',
  plannedSamplePerVariant: 'plannedSample',
};

/** Makes an experiment or a flag, or changes one. Only what was changed is sent, on top of the version that the form began with. */
export function ExperimentDialog({ kind, experiment, begin, onSaved, onClose }: ExperimentDialogProps) {
  const client = useClient();
  const navigate = useNavigate();
  // What the form began with: the page goes on following what others save.
  const [opened, setOpened] = useState(experiment);
  const form = useForm<ExperimentDraft, ExperimentValues, ExperimentCardFragment>({
    start: opened === null ? { ...emptyDraft(kind), ...begin } : draftOf(opened),
    check: readDraft,
    names,
    save: (values) => (opened === null ? makeExperiment(client, kind, values) : saveExperiment(client, opened, values, setOpened)),
    onSaved: ({ key }) => {
      onSaved();
      onClose();
      if (experiment === null) void navigate({ to: '/experiments/$experimentKey', params: { experimentKey: key }, search: keepView });
    },
  });
  const { draft, problems, change: set } = form;
  const what = kind === 'FLAG' ? 'flag' : 'experiment';
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={experiment === null ? `New ${what}` : `Edit ${experiment.name}`}
      says={experiment === null ? `It begins as a draft: every unit gets the default value until it is started.` : undefined}
      save={experiment === null ? `Make ${what}` : 'Save'}
    >
      <FieldStack>
        {experiment === null && begin === undefined && (
          <Field label="Begin with">
            {({ id }) => (
              <Select
                id={id}
                label="Begin with"
                value={templates[kind].find(({ draft: of }) => of.variants === draft.variants)?.value ?? templates[kind][0]?.value ?? ''}
                options={templates[kind]}
                onChoose={(value) =>
                  set({
                    ...emptyDraft(kind),
                    ...templates[kind].find((one) => one.value === value)?.draft,
                    name: draft.name,
                    key: draft.key,
                  })
                }
              />
            )}
          </Field>
        )}
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => set({ name })} problem={problems['name']} />
          <TextField
            label="Key in code"
            value={draft.key}
            onText={(key) => set({ key })}
            problem={problems['key']}
            placeholder={keyOf(draft.name)}
            disabled={experiment !== null}
            mono
          />
        </FieldRow>
        {kind === 'EXPERIMENT' && (
          <TextField
            label="Hypothesis"
            value={draft.hypothesis}
            onText={(hypothesis) => set({ hypothesis })}
            problem={problems['hypothesis']}
            placeholder="A warmer greeting makes more users succeed"
          />
        )}
        <FieldRow>
          <Field label="Unit" problem={problems['unit']}>
            {({ id }) => <Select id={id} label="Unit" value={draft.unit} options={units} onChoose={(unit) => set({ unit })} />}
          </Field>
          <Field label="Type of value" problem={problems['valueType']}>
            {({ id }) => (
              <Select id={id} label="Type of value" value={draft.valueType} options={types} onChoose={(valueType) => set({ valueType })} />
            )}
          </Field>
          <TextField
            label="Default value"
            value={draft.defaultValue}
            onText={(defaultValue) => set({ defaultValue })}
            problem={problems['defaultValue']}
            placeholder="that of the code"
            mono
          />
        </FieldRow>
        <VariantFields form={form} kind={kind} />
        <FieldRow>
          <TextField
            label="Units in it (%)"
            value={draft.ramp === 'none' ? draft.allocation : '5'}
            onText={(allocation) => set({ allocation })}
            problem={problems['allocation']}
            inputMode="decimal"
            disabled={draft.ramp !== 'none'}
            mono
          />
          <Field label="Let them in" problem={problems['ramp']}>
            {({ id }) => (
              <Select
                id={id}
                label="Let them in"
                value={draft.ramp}
                options={draft.ramp === 'kept' ? [{ value: 'kept', label: 'By the steps that it has' }, ...rampChoices] : rampChoices}
                onChoose={(ramp) => set({ ramp })}
              />
            )}
          </Field>
        </FieldRow>
        <Targeting form={form} />
        {kind === 'EXPERIMENT' && (
          <>
            <MetricFields form={form} />
            <Judging form={form} />
          </>
        )}
        <MoreFields form={form} kind={kind} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
