import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../../controls/form/form.tsx';
import { useForm } from '../../../controls/form/use-form.ts';
import { StartTrainingJobDocument } from '../../../graphql/generated/graphql.ts';
import type {
  ConfigurationRowFragment,
  ConfigurationsPageQuery,
  StartTrainingJobInput,
  StartTrainingJobMutation,
} from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../../primitives/field.tsx';
import { Takers } from './takers.tsx';
import { draftOfStart, readStart, singleParameters } from './start-form.ts';
import type { StartDraft } from './start-form.ts';
import styles from './configurations.module.css';

export interface StartDialogProps {
  readonly configuration: ConfigurationRowFragment;
  readonly runners: ConfigurationsPageQuery['runners'];
  readonly onStarted: (jobId: string) => void;
  readonly onClose: () => void;
}

/** Puts a job into the queue, with the configuration's parameters or others. */
export function StartDialog({ configuration, runners, onStarted, onClose }: StartDialogProps) {
  const client = useClient();
  const [current] = configuration.versions;
  const parameters: unknown = current?.parameters ?? {};
  // The same start pressed twice, or sent again after a lost answer, is one job.
  const [requestId] = useState(() => crypto.randomUUID());
  const form = useForm<StartDraft, StartTrainingJobInput, StartTrainingJobMutation>({
    start: draftOfStart(parameters),
    check: (typed) => readStart({ id: configuration.id, parameters }, requestId, typed),
    save: (input) => send(client, StartTrainingJobDocument, { input }),
    onSaved: ({ startTrainingJob }) => {
      onStarted(startTrainingJob.id);
      onClose();
    },
    names: { parameters: 'more' },
  });
  const { draft, problems, change: set } = form;
  const singles = singleParameters(parameters);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={`Start a job of ${configuration.name}`}
      says={current === undefined ? undefined : <Takers runners={runners} wanted={current} />}
      save="Start job"
    >
      <FieldStack>
        <FieldRow>
          <TextField
            label="Name of the job"
            value={draft.name}
            problem={problems['name']}
            placeholder={`${configuration.name}, and the time`}
            onText={(name) => set({ name })}
          />
          <TextField
            label="Priority"
            value={draft.priority}
            problem={problems['priority']}
            hint="The greatest is taken first; −1,000 to 1,000."
            onText={(priority) => set({ priority })}
            inputMode="numeric"
            mono
          />
        </FieldRow>
        {singles.length > 0 && (
          <fieldset className={styles.values}>
            <legend>Parameters of version {configuration.version}</legend>
            {singles.map(([name, value]) => (
              <TextField
                key={name}
                label={name}
                value={draft.values[name] ?? ''}
                problem={problems[`values.${name}`]}
                hint={draft.values[name]?.trim() === String(value) ? undefined : `was ${String(value) === '' ? 'empty' : String(value)}`}
                onText={(text) => set({ values: { ...draft.values, [name]: text } })}
                mono
              />
            ))}
          </fieldset>
        )}
        <Field
          label="More parameters (JSON object)"
          problem={problems['more']}
          hint="For this job alone; the configuration stays as it is."
        >
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              spellCheck={false}
              placeholder={'{ "seed": 7 }'}
              value={draft.more}
              onChange={(event) => set({ more: event.target.value })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
