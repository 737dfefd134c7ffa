import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import type { Form } from '../../controls/form/use-form.ts';
import { useForm } from '../../controls/form/use-form.ts';
import { EvaluationChoicesDocument, EvaluationRunEstimatedDocument, StartEvaluationRunDocument } from '../../graphql/generated/graphql.ts';
import type {
  EvaluationCheckKind,
  EvaluationChoicesQuery,
  EvaluationRunEstimatedQuery,
  StartEvaluationRunInput,
  StartEvaluationRunMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { emptyRun, readRun, type RunDraft } from './run-form.ts';
import { checkLabels } from './words.ts';
import styles from './evaluations.module.css';

const overs = [
  { value: 'dataset', label: 'Rows of a dataset' },
  { value: 'messages', label: 'Answers of messages' },
] as const;

/** Begins a run, with what it would cost before it begins. */
export function RunDialog({ onSaved, onClose }: { readonly onSaved: (id: string) => void; readonly onClose: () => void }) {
  const client = useClient();
  const [now] = useState(() => Date.now());
  const { data: choices } = useLiveQuery({ query: EvaluationChoicesDocument, variables: {} });
  const form = useForm<RunDraft, StartEvaluationRunInput, StartEvaluationRunMutation>({
    start: emptyRun,
    check: (draft) => readRun(draft, now),
    save: (input) => send(client, StartEvaluationRunDocument, { input }),
    onSaved: ({ startEvaluationRun }) => {
      onSaved(startEvaluationRun.id);
      onClose();
    },
  });
  const { draft, problems, change } = form;
  const read = readRun(draft, now);
  const datasets = (choices?.datasets ?? []).filter(({ archivedAt }) => archivedAt == null);
  const models = (choices?.modelChoices.models ?? []).map(({ ref }) => ({ value: ref, label: visible(ref) }));
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="New evaluation run"
      says="Each row is answered by the prompt and the model, and each answer is scored. The run goes on in the background."
      save="Begin"
      wide
    >
      <FieldStack>
        <Segmented label="Over" value={draft.over} options={overs} onChoose={(over) => change({ over })} />
        {draft.over === 'dataset' ? (
          <FieldRow>
            <Field
              label="Dataset"
              problem={problems['datasetName']}
              {...(datasets.length === 0 && { hint: 'There is none yet: make one on the page Datasets.' })}
            >
              {({ id }) => (
                <Select
                  id={id}
                  label="Dataset"
                  value={draft.dataset}
                  options={[
                    { value: '', label: 'Choose …' },
                    ...datasets.map(({ name, rowCount }) => ({ value: name, label: `${visible(name)} (${rowCount})` })),
                  ]}
                  onChoose={(dataset) => change({ dataset })}
                />
              )}
            </Field>
            <TextField
              label="Split"
              value={draft.split}
              onText={(split) => change({ split })}
              problem={problems['split']}
              hint="Empty: all rows."
            />
            <TextField
              label="Rows"
              value={draft.rows}
              onText={(rows) => change({ rows })}
              problem={problems['rowCount']}
              hint="Empty: all."
              inputMode="numeric"
              mono
            />
          </FieldRow>
        ) : (
          <FieldRow>
            <TextField
              label="Last days"
              value={draft.days}
              onText={(days) => change({ days })}
              problem={problems['days']}
              inputMode="numeric"
              mono
            />
            <TextField
              label="At most"
              value={draft.rows}
              onText={(rows) => change({ rows })}
              problem={problems['rowCount']}
              hint="Newest first; empty: all."
              inputMode="numeric"
              mono
            />
          </FieldRow>
        )}
        <FieldRow>
          <Field label="Prompt" problem={problems['promptName']} hint="Its latest version; variables are filled in from each row.">
            {({ id }) => (
              <Select
                id={id}
                label="Prompt"
                value={draft.prompt}
                options={[
                  { value: '', label: 'None: rows as they are' },
                  ...(choices?.prompts ?? []).map(({ name }) => ({ value: name, label: visible(name) })),
                ]}
                onChoose={(prompt) => change({ prompt })}
              />
            )}
          </Field>
          <Field
            label="Model"
            problem={problems['model']}
            {...(models.length === 0 && { hint: 'None is connected: connect one on the page Language models.' })}
          >
            {({ id }) => (
              <Select
                id={id}
                label="Model"
                value={draft.model}
                options={[{ value: '', label: draft.over === 'messages' ? 'None: stored answers' : 'Choose …' }, ...models]}
                onChoose={(model) => change({ model })}
              />
            )}
          </Field>
        </FieldRow>
        <Scorers form={form} choices={choices} />
        <FieldRow>
          <TextField
            label="Name"
            value={draft.name}
            onText={(name) => change({ name })}
            problem={problems['name']}
            hint="Empty: prompt and model."
          />
          <TextField
            label="Answers a row"
            value={draft.repetitions}
            onText={(repetitions) => change({ repetitions })}
            problem={problems['repetitions']}
            inputMode="numeric"
            mono
          />
          <TextField
            label="Cap, US dollars"
            value={draft.cap}
            onText={(cap) => change({ cap })}
            problem={problems['capUsd']}
            hint="The run pauses before it could cost more."
            inputMode="decimal"
            mono
          />
        </FieldRow>
        <label>
          <input type="checkbox" checked={draft.isFresh} onChange={(event) => change({ isFresh: event.target.checked })} /> Ask the model
          also where it was sent the same before
        </label>
        {read.ok && <Estimate input={read.value} />}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function Scorers({
  form: { draft, problems, change },
  choices,
}: {
  readonly form: Form<RunDraft>;
  readonly choices: EvaluationChoicesQuery | null;
}) {
  const toggled = <Value,>(list: readonly Value[], value: Value): Value[] =>
    list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
  const judges = (choices?.judges ?? []).filter(({ isEnabled }) => isEnabled);
  return (
    <>
      <fieldset className={styles.judges}>
        <legend>The answer …</legend>
        {(Object.keys(checkLabels) as EvaluationCheckKind[]).map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={draft.checks.includes(kind)} onChange={() => change({ checks: toggled(draft.checks, kind) })} />{' '}
            {checkLabels[kind]}
          </label>
        ))}
        {draft.checks.some((kind) => kind === 'EQUALS' || kind === 'CONTAINS') && (
          <label>
            <input type="checkbox" checked={draft.ignoresCase} onChange={(event) => change({ ignoresCase: event.target.checked })} /> upper
            and lower case are the same
          </label>
        )}
        {draft.checks.includes('NUMBER_NEAR') && (
          <TextField
            label="Tolerance of the number"
            value={draft.tolerance}
            onText={(tolerance) => change({ tolerance })}
            problem={problems['tolerance']}
            inputMode="decimal"
            mono
          />
        )}
      </fieldset>
      {judges.length > 0 && (
        <fieldset className={styles.judges}>
          <legend>Judges</legend>
          {judges.map(({ id, name, kind }) => (
            <label key={id}>
              <input type="checkbox" checked={draft.judges.includes(id)} onChange={() => change({ judges: toggled(draft.judges, id) })} />{' '}
              {visible(name)}
              {kind === 'RULE' && <span className={styles.key}>rule</span>}
            </label>
          ))}
        </fieldset>
      )}
      {problems['checks'] !== undefined && (
        <p className={styles.note} role="alert">
          {problems['checks']}
        </p>
      )}
    </>
  );
}

function Estimate({ input }: { readonly input: StartEvaluationRunInput }) {
  const locale = useLocale();
  const { data, failure } = useLiveQuery({ query: EvaluationRunEstimatedDocument, variables: { input } });
  if (data === null) return <p className={styles.note}>{failure === null ? 'Counting …' : failure}</p>;
  return <p className={styles.note}>{estimatedWords(data.evaluationRunEstimate, locale)}</p>;
}

function estimatedWords(
  { itemCount, callCount, inputTokens, costUsd, mostUsd }: EvaluationRunEstimatedQuery['evaluationRunEstimate'],
  locale: Locale,
): string {
  const items = `${format(itemCount, 'count', locale)} ${itemCount === 1 ? 'answer' : 'answers'}`;
  if (callCount === 0) return `${items}. No model is asked: it costs nothing.`;
  const calls = `${items}, ${format(callCount, 'count', locale)} calls of models, about ${format(inputTokens, 'count', locale)} input tokens`;
  return costUsd == null || mostUsd == null
    ? `${calls}. No price is known for a model: set it on the page Prices to see the cost.`
    : `${calls}: about ${format(costUsd, 'usd', locale)}, at most ${format(mostUsd, 'usd', locale)}.`;
}
