import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { LoopChoicesDocument, StartLoopTrainingDocument } from '../../graphql/generated/graphql.ts';
import type {
  LoopChoicesQuery,
  LoopScreenFragment,
  StartLoopTrainingInput,
  StartLoopTrainingMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import styles from './loops.module.css';

interface TrainDialogProps {
  readonly loop: LoopScreenFragment;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** Starts a training job on the dataset version of a loop. */
export function TrainDialog(props: TrainDialogProps) {
  const { data } = useLiveQuery({ query: LoopChoicesDocument, variables: {} });
  return data === null ? null : <TrainForm {...props} choices={data} />;
}

interface TrainDraft {
  readonly configurationId: string;
  readonly outputModel: string;
  readonly parameters: string;
}

function TrainForm({ loop, choices, onStarted, onClose }: TrainDialogProps & { readonly choices: LoopChoicesQuery }) {
  const client = useClient();
  const [{ trainingConfigurations, runners }] = useState(choices);
  const form = useForm<TrainDraft, StartLoopTrainingInput, StartLoopTrainingMutation>({
    start: { configurationId: trainingConfigurations[0]?.id ?? '', outputModel: loop.name, parameters: '' },
    check: ({ configurationId, outputModel, parameters }) => {
      if (configurationId === '')
        return { ok: false, problems: { configurationId: 'Make a training configuration first, on the page Configurations.' } };
      const read = readParameters(parameters);
      if (read === null) return { ok: false, problems: { parameters: 'Give a JSON object, such as { "steps": 300 }.' } };
      return {
        ok: true,
        value: { id: loop.id, configurationId, parameters: read, ...(outputModel.trim() !== '' && { outputModel: outputModel.trim() }) },
      };
    },
    save: (input) => send(client, StartLoopTrainingDocument, { input }),
    onSaved: () => {
      onStarted();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  const hasRunner = runners.some(({ revokedAt }) => revokedAt == null);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Train on the failures"
      says="A runner takes the job. The trainer reads the dataset version that the parameter dataset_version names, and logs what the model answers to each of its prompts."
      save="Start training"
    >
      <FieldStack>
        <Field label="Configuration" problem={problems['configurationId']}>
          {({ id }) => (
            <Select
              id={id}
              label="Configuration"
              value={draft.configurationId}
              options={trainingConfigurations.map((one) => ({ value: one.id, label: `${one.name}, version ${one.version}` }))}
              onChoose={(configurationId) => change({ configurationId })}
            />
          )}
        </Field>
        <TextField
          label="Name of the model"
          value={draft.outputModel}
          problem={problems['outputModel']}
          onText={(outputModel) => change({ outputModel })}
          hint="The finished job registers a version of it."
        />
        <Field label="Parameters in place of the configuration’s (JSON object)" problem={problems['parameters']}>
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              spellCheck={false}
              placeholder={'{ "steps": 300 }'}
              value={draft.parameters}
              onChange={(event) => change({ parameters: event.target.value })}
            />
          )}
        </Field>
        {!hasRunner && (
          <p className={styles.note}>No runner is registered: the job waits in the queue until one is started (page Runners).</p>
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function readParameters(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {};
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
