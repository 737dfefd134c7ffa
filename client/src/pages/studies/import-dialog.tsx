import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { ImportStudyDocument } from '../../graphql/generated/graphql.ts';
import type { ImportStudyInput, ImportStudyMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { directions } from './words.ts';
import type { Direction } from './words.ts';

interface Draft {
  readonly name: string;
  readonly objective: string;
  readonly direction: Direction;
  readonly text: string;
}

/** Makes a study of a file of Optuna's trials. */
export function ImportDialog({ onMade, onClose }: { readonly onMade: (studyId: string) => void; readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<Draft, ImportStudyInput, ImportStudyMutation>({
    start: { name: '', objective: 'value', direction: 'MINIMIZE', text: '' },
    check: ({ name, objective, direction, text }) => {
      const problems: Record<string, string> = {};
      if (name.trim() === '') problems['name'] = 'A name for the study.';
      if (text === '') problems['text'] = 'JSON of study.trials, or CSV of trials_dataframe().';
      return Object.keys(problems).length > 0
        ? { ok: false, problems }
        : { ok: true, value: { name, text, objectives: [{ name: objective, direction }] } };
    },
    save: (input) => send(client, ImportStudyDocument, { input }),
    names: { objectives: 'objective' },
    onSaved: ({ importStudy }) => {
      onClose();
      if (importStudy == null) return;
      const { trialCount, rejected, study } = importStudy;
      const [first] = rejected;
      notify({
        title: `${trialCount} trials were imported.`,
        ...(first !== undefined && {
          says: `${rejected.length} were left out; of the first: ${visible(`${first.field} ${first.reason}`)}`,
          tone: 'bad',
        }),
      });
      onMade(study.id);
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      title="Import an Optuna study"
      save="Import study"
      says="A study with one objective: JSON of its trials, or the CSV of trials_dataframe(). Trials that cannot be read are left out and counted."
      onClose={onClose}
    >
      <FieldStack>
        <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
        <FieldRow>
          <TextField
            label="Objective"
            value={draft.objective}
            onText={(objective) => change({ objective })}
            problem={problems['objective']}
            mono
          />
          <Field label="Better is">
            {({ id }) => (
              <Select
                id={id}
                label="Better is"
                value={draft.direction}
                options={directions}
                onChoose={(direction) => change({ direction })}
              />
            )}
          </Field>
        </FieldRow>
        <Field label="File" problem={problems['text']}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept=".json,.csv,application/json,text/csv"
              onChange={(event) => void event.target.files?.[0]?.text().then((text) => change({ text }))}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
