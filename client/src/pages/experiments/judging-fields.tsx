import { Link } from '@tanstack/react-router';
import type { Form } from '../../controls/form/use-form.ts';
import type { ExperimentMethod } from '../../graphql/generated/graphql.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import type { ExperimentDraft } from './experiment-form.ts';
import { searchOfExperiment } from './planner/planner-form.ts';

const methods: readonly { readonly value: ExperimentMethod; readonly label: string }[] = [
  { value: 'SEQUENTIAL', label: 'At any time' },
  { value: 'FIXED', label: 'Once, at the end' },
];

/** How surely the experiment is judged, and by how many units. */
export function Judging({ form: { draft, problems, change } }: { readonly form: Form<ExperimentDraft> }) {
  return (
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
  );
}
