import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { AdoptRecommendationDocument } from '../../graphql/generated/graphql.ts';
import type {
  AdoptRecommendationInput,
  AdoptRecommendationMutation,
  RecommendationRowFragment,
  StrategyQueryVariables,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';

interface AdoptDialogProps {
  readonly row: RecommendationRowFragment;
  readonly variables: StrategyQueryVariables;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Makes a job configuration of a recommendation. */
export function AdoptDialog({ row, variables, onSaved, onClose }: AdoptDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly name: string; readonly command: string }, AdoptRecommendationInput, AdoptRecommendationMutation>({
    start: { name: row.title.slice(0, 200), command: '' },
    check: ({ name, command }) => ({
      ok: true,
      value: {
        key: row.key,
        goals: variables.goals == null ? null : [variables.goals].flat(),
        constraints: variables.constraints ?? null,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(command.trim() !== '' && { command: command.trim() }),
      },
    }),
    save: (input) => send(client, AdoptRecommendationDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog form={form} onClose={onClose} title="Make a configuration" save="Make configuration">
      <FieldStack>
        <p>
          The parameters of the best of {row.basisJobCount} jobs, and over them:{' '}
          <span className="mono">{visible(JSON.stringify(row.parameters))}</span>. What was predicted is kept, and compared with the jobs
          that are started from it.
        </p>
        <TextField label="Name" value={draft.name} problem={problems['name']} onText={(name) => change({ name })} />
        <TextField
          label="Command of the trainer"
          hint="as runners know it; empty: that of the best job"
          value={draft.command}
          problem={problems['command']}
          onText={(command) => change({ command })}
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
