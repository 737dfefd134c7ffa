import type { Form } from '../../controls/form/use-form.ts';
import { FieldRow, TextField } from '../../primitives/field.tsx';
import type { ExperimentDraft } from './experiment-form.ts';

/** Which units may come in at all. */
export function Targeting({ form: { draft, problems, change } }: { readonly form: Form<ExperimentDraft> }) {
  return (
    <FieldRow>
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
      <TextField
        label="Condition on attributes (JSON)"
        value={draft.condition}
        onText={(condition) => change({ condition })}
        problem={problems['condition']}
        placeholder='{"plan": {"$in": ["pro", "team"]}}'
        mono
      />
    </FieldRow>
  );
}
