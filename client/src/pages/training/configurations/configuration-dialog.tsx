import { useClient } from 'urql';
import { FormDialog } from '../../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../../controls/form/form.tsx';
import { useForm } from '../../../controls/form/use-form.ts';
import { SaveTrainingConfigurationDocument } from '../../../graphql/generated/graphql.ts';
import type {
  ConfigurationRowFragment,
  SaveTrainingConfigurationInput,
  SaveTrainingConfigurationMutation,
} from '../../../graphql/generated/graphql.ts';
import { send } from '../../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../../primitives/field.tsx';
import { ChangeList } from './change-list.tsx';
import { draftOfConfiguration, emptyConfiguration, readConfiguration } from './configuration-form.ts';
import type { ConfigurationDraft } from './configuration-form.ts';
import { changesBetween } from './versions.ts';
import styles from './configurations.module.css';

export interface ConfigurationDialogProps {
  /** null: a new one. */
  readonly configuration: ConfigurationRowFragment | null;
  /** Names of commands that runners allow, to choose from while typing. */
  readonly commands: readonly string[];
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** Makes a configuration, or a new version of one; what a new version changes is shown while it is typed. */
export function ConfigurationDialog({ configuration, commands, onSaved, onClose }: ConfigurationDialogProps) {
  const client = useClient();
  const current = configuration?.versions[0];
  const id = configuration?.id ?? null;
  const form = useForm<ConfigurationDraft, SaveTrainingConfigurationInput, SaveTrainingConfigurationMutation>({
    start:
      configuration === null || current === undefined
        ? { ...emptyConfiguration, command: commands.length === 1 ? (commands[0] as string) : '' }
        : draftOfConfiguration(configuration.name, current),
    check: (typed) => readConfiguration(id, typed),
    save: (input) => send(client, SaveTrainingConfigurationDocument, { input }),
    onSaved: ({ saveTrainingConfiguration }) => {
      onSaved(saveTrainingConfiguration.id);
      onClose();
    },
  });
  const { draft, problems, change: set } = form;
  const read = readConfiguration(id, draft);
  const changes =
    current === undefined || !read.ok
      ? null
      : changesBetween(current, { ...read.value, labels: read.value.labels ?? [], parameters: read.value.parameters });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={configuration === null ? 'New configuration' : `New version of ${configuration.name}`}
      says={
        configuration === null
          ? 'What a job is started from: a command that runners allow, by its name, and its parameters.'
          : `Version ${configuration.version} stays, with the jobs that were started from it.`
      }
      save={configuration === null ? 'Save configuration' : `Save version ${configuration.version + 1}`}
    >
      <FieldStack>
        <FieldRow>
          <TextField label="Name" value={draft.name} problem={problems['name']} onText={(name) => set({ name })} maxLength={200} />
          <TextField
            label="Command"
            value={draft.command}
            problem={problems['command']}
            hint="As a runner names it in its runner.json."
            onText={(command) => set({ command })}
            list="training-commands"
            maxLength={200}
            mono
          />
        </FieldRow>
        <datalist id="training-commands">
          {commands.map((command) => (
            <option key={command} value={command} />
          ))}
        </datalist>
        <Field
          label="Parameters (JSON object)"
          problem={problems['parameters']}
          hint="The command finds them in the file that FTL_PARAMETERS names."
        >
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              rows={8}
              spellCheck={false}
              value={draft.parameters}
              onChange={(event) => set({ parameters: event.target.value })}
            />
          )}
        </Field>
        <FieldRow>
          <TextField
            label="Labels that a runner must have"
            value={draft.labels}
            problem={problems['labels']}
            hint="Separated by commas."
            onText={(labels) => set({ labels })}
          />
          <TextField
            label="Time limit, seconds"
            value={draft.timeLimitSeconds}
            problem={problems['timeLimitSeconds']}
            hint="The runner ends the command then; nothing: no limit."
            onText={(timeLimitSeconds) => set({ timeLimitSeconds })}
            inputMode="numeric"
            mono
          />
        </FieldRow>
        <FieldRow>
          <TextField label="Project" value={draft.project} problem={problems['project']} onText={(project) => set({ project })} />
          <TextField
            label="Base model"
            value={draft.baseModel}
            problem={problems['baseModel']}
            onText={(baseModel) => set({ baseModel })}
          />
        </FieldRow>
        {changes !== null && (
          <section aria-label="What changes" className={styles.changes}>
            <b>What changes</b>
            {changes.length === 0 ? <p className="quiet">Nothing but the name, if at all.</p> : <ChangeList changes={changes} />}
          </section>
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
