import type { Form } from '../../controls/form/use-form.ts';
import { CohortChoicesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { deletedCohort, type ExperimentDraft } from './experiment-form.ts';

/** Which units may come in at all. */
export function Targeting({ form: { draft, problems, change } }: { readonly form: Form<ExperimentDraft> }) {
  const cohorts = useLiveQuery({ query: CohortChoicesDocument, variables: {} }).data?.cohorts ?? [];
  const choices = [
    { value: '', label: 'everyone' },
    ...cohorts.map(({ id, name }) => ({ value: id, label: name })),
    ...(draft.cohort === deletedCohort ? [{ value: deletedCohort, label: 'a cohort that was deleted' }] : []),
  ];
  return (
    <>
      <FieldRow>
        <Field label="Users" problem={problems['cohort']} hint={draft.cohort === '' ? undefined : 'Decided on the server alone.'}>
          {({ id }) => <Select id={id} label="Users" value={draft.cohort} options={choices} onChoose={(cohort) => change({ cohort })} />}
        </Field>
        <TextField
          label="Environments"
          value={draft.environments}
          onText={(environments) => change({ environments })}
          problem={problems['environments']}
          placeholder="any; or production, staging"
        />
        <TextField
          label="Channels"
          value={draft.channels}
          onText={(channels) => change({ channels })}
          problem={problems['channels']}
          placeholder="any; or web, app"
        />
      </FieldRow>
      <TextField
        label="Condition on attributes (JSON)"
        value={draft.condition}
        onText={(condition) => change({ condition })}
        problem={problems['condition']}
        placeholder='{"plan": {"$in": ["pro", "team"]}}'
        mono
      />
    </>
  );
}
