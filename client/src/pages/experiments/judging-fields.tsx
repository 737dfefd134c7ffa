import { Link } from '@tanstack/react-router';
import type { Form } from '../../controls/form/use-form.ts';
import type { ExperimentMethod } from '../../graphql/generated/graphql.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { metricChoices } from './experiment-form.ts';
import type { ExperimentDraft } from './experiment-form.ts';
import { searchOfExperiment } from './planner/planner-form.ts';
import { metricLabel } from './words.ts';

const methods: readonly { readonly value: ExperimentMethod; readonly label: string }[] = [
  { value: 'SEQUENTIAL', label: 'At any time' },
  { value: 'FIXED', label: 'Once, at the end' },
];

/** What the experiment is judged by, how surely, and by how many units. */
export function Judging({ form: { draft, problems, change } }: { readonly form: Form<ExperimentDraft> }) {
  const choicesWith = (metric: string): readonly { readonly value: string; readonly label: string }[] =>
    metricChoices.some(({ value }) => value === metric) ? metricChoices : [...metricChoices, { value: metric, label: metricLabel(metric) }];
  return (
    <>
      <FieldRow>
        <Field label="Goal" problem={problems['metrics']}>
          {({ id }) => (
            <Select id={id} label="Goal" value={draft.goal} options={choicesWith(draft.goal)} onChoose={(goal) => change({ goal })} />
          )}
        </Field>
        <TextField
          label="Least change that matters (%)"
          value={draft.minimalEffect}
          onText={(minimalEffect) => change({ minimalEffect })}
          problem={problems['minimalEffect']}
          inputMode="decimal"
          mono
        />
        <Field
          label="Guardrail"
          hint={
            draft.otherMetrics.length === 0 ? undefined : `Also: ${draft.otherMetrics.map(({ metric }) => metricLabel(metric)).join(', ')}`
          }
        >
          {({ id }) => (
            <Select
              id={id}
              label="Guardrail"
              value={draft.guardrail}
              options={choicesWith(draft.guardrail)}
              onChoose={(guardrail) => change({ guardrail })}
            />
          )}
        </Field>
      </FieldRow>
      <FieldRow>
        <Field label="Results are read" problem={problems['method']}>
          {({ id }) => (
            <Select id={id} label="Results are read" value={draft.method} options={methods} onChoose={(method) => change({ method })} />
          )}
        </Field>
        <TextField
          label="Significance (%)"
          value={draft.significance}
          onText={(significance) => change({ significance })}
          problem={problems['significance']}
          inputMode="decimal"
          mono
        />
        <TextField
          label="Planned units per variant"
          value={draft.plannedSample}
          onText={(plannedSample) => change({ plannedSample })}
          problem={problems['plannedSample']}
          placeholder="none"
          hint={
            <Link to="/experiments/planner" search={searchOfExperiment(draft)} target="_blank">
              How many are needed?
            </Link>
          }
          inputMode="numeric"
          mono
        />
      </FieldRow>
    </>
  );
}
