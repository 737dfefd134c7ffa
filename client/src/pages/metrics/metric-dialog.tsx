import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { CreateMetricDocument, MetricChoicesDocument, UpdateMetricDocument } from '../../graphql/generated/graphql.ts';
import type { MetricDirection, MetricInput, MetricKind, MetricRowFragment, MetricUnit } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { MeasuredFields } from './measured-fields.tsx';
import { draftOf, emptyDraft, keyOf, readDraft, unitOf, withKind, type CapKind, type MetricDraft } from './metric-form.ts';
import { Preview } from './preview.tsx';
import { betterOf, kindLabels, measuresOf } from './words.ts';

export interface MetricDialogProps {
  /** null: a new one. */
  readonly metric: MetricRowFragment | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const kinds = (Object.keys(kindLabels) as MetricKind[]).map((value) => ({ value, label: kindLabels[value] }));
const directions: readonly { readonly value: MetricDirection; readonly label: string }[] = [
  { value: 'UP', label: 'More is better' },
  { value: 'DOWN', label: 'Less is better' },
];
const caps: readonly { readonly value: CapKind; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'value', label: 'At a value' },
  { value: 'percentile', label: 'At a percentile (%)' },
];
const units: readonly { readonly value: MetricUnit; readonly label: string }[] = [
  { value: 'SHARE', label: 'Share' },
  { value: 'USD', label: 'US dollars' },
  { value: 'MS', label: 'Milliseconds' },
  { value: 'TOKENS', label: 'Tokens' },
  { value: 'RATING', label: 'Rating' },
  { value: 'NUMBER', label: 'Number' },
];

/** Defines a metric, or changes one, with what it gives as it is typed. */
export function MetricDialog({ metric, onSaved, onClose }: MetricDialogProps) {
  const client = useClient();
  const { data } = useLiveQuery({ query: MetricChoicesDocument, variables: {} });
  const events = (data?.eventNames ?? []).map(({ name }) => name);
  const form = useForm<MetricDraft, MetricInput, unknown>({
    start: metric === null ? emptyDraft : draftOf(metric),
    check: readDraft,
    save: ({ key, ...values }) =>
      metric === null
        ? send(client, CreateMetricDocument, { input: { ...values, key } })
        : send(client, UpdateMetricDocument, { input: { ...values, id: metric.id } }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change: set } = form;
  const { kind } = draft;
  const number = (field: 'percentile' | 'afterDays' | 'withinDays' | 'cap' | 'windowHours', label: string, placeholder = '') => (
    <TextField
      label={label}
      value={draft[field]}
      onText={(value) => set({ [field]: value })}
      problem={problems[field]}
      placeholder={placeholder}
      inputMode="decimal"
      mono
    />
  );
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={metric === null ? 'New metric' : `Edit ${metric.name}`}
      says={metric === null ? undefined : 'Results of experiments that it judges are by the new definition from then on.'}
      save={metric === null ? 'Make metric' : 'Save'}
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => set({ name })} problem={problems['name']} />
          <TextField
            label="Key"
            value={draft.key}
            onText={(key) => set({ key })}
            problem={problems['key']}
            placeholder={keyOf(draft.name)}
            disabled={metric !== null}
            mono
          />
          <Field label="Kind" problem={problems['kind']}>
            {({ id }) => <Select id={id} label="Kind" value={kind} options={kinds} onChoose={(next) => set(withKind(draft, next))} />}
          </Field>
        </FieldRow>
        <MeasuredFields
          title={kind === 'RATIO' ? 'Numerator' : 'What is measured'}
          path="measured"
          measured={draft.measured}
          measures={measuresOf[kind]}
          events={events}
          problems={problems}
          onChange={(measured) =>
            set({ measured, ...(measured.measure !== draft.measured.measure && { better: betterOf(measured.measure) }) })
          }
        />
        {kind === 'RATIO' && (
          <MeasuredFields
            title="Denominator"
            path="denominator"
            measured={draft.denominator}
            measures={measuresOf.RATIO}
            events={events}
            problems={problems}
            onChange={(denominator) => set({ denominator })}
          />
        )}
        <FieldRow>
          {kind === 'PERCENTILE' && number('percentile', 'Percentile (%)')}
          {kind === 'RETENTION' && number('afterDays', 'From so many days later')}
          {kind === 'RETENTION' && number('withinDays', 'Within so many days')}
          {kind !== 'RETENTION' && number('windowHours', 'Hours after exposure', 'all that follow')}
          <Field label="Better" problem={problems['better']}>
            {({ id }) => <Select id={id} label="Better" value={draft.better} options={directions} onChoose={(better) => set({ better })} />}
          </Field>
          <Field label="Value is in" problem={problems['unit']}>
            {({ id }) => <Select id={id} label="Value is in" value={unitOf(draft)} options={units} onChoose={(unit) => set({ unit })} />}
          </Field>
        </FieldRow>
        {(kind === 'SUM' || kind === 'MEAN' || kind === 'RATIO') && (
          <FieldRow>
            <Field label="Cap of a unit" problem={problems['capKind']}>
              {({ id }) => (
                <Select id={id} label="Cap of a unit" value={draft.capKind} options={caps} onChoose={(capKind) => set({ capKind })} />
              )}
            </Field>
            {draft.capKind !== 'none' && number('cap', draft.capKind === 'value' ? 'Most that a unit counts' : 'Percentile of the cap (%)')}
          </FieldRow>
        )}
        <TextField
          label="Description"
          value={draft.description}
          onText={(description) => set({ description })}
          problem={problems['description']}
        />
        <Preview draft={draft} unit={unitOf(draft)} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
