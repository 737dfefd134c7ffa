import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { trainingMethods } from '../../controls/view.ts';
import { SaveModelDocument } from '../../graphql/generated/graphql.ts';
import type { ModelCardFragment, ModelInput, SaveModelMutation, TrainingMethod } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, readDraft } from './model-form.ts';
import type { ModelDraft } from './model-form.ts';
import styles from './models.module.css';

export interface ModelDialogProps {
  /** null: a new entry. */
  readonly model: ModelCardFragment | null;
  /** Name of a new entry, where it is known already. */
  readonly name?: string | undefined;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const methods = [
  { value: '', label: 'Not known' },
  ...trainingMethods.map((value) => ({ value, label: value.toLowerCase() })),
] as const satisfies readonly { value: TrainingMethod | ''; label: string }[];

/** What the workspace knows of a model beyond its messages: how it was made, and where it runs. */
export function ModelDialog({ model, name, onSaved, onClose }: ModelDialogProps) {
  const client = useClient();
  const form = useForm<ModelDraft, ModelInput, SaveModelMutation>({
    start: draftOf(model, name),
    check: (typed) => {
      const read = readDraft(typed);
      return read.ok ? { ok: true, value: read.model } : read;
    },
    save: (entry) => send(client, SaveModelDocument, { model: entry }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change: set } = form;
  const deploy = (change: Partial<ModelDraft['deployment']>) => set({ deployment: { ...draft.deployment, ...change } });
  return (
    <FormDialog form={form} onClose={onClose} wide title={model === null ? 'Add a model' : `Edit ${model.name}`} save="Save model">
      <FieldStack>
        <FieldRow>
          <TextField
            label="Name, as messages use it"
            value={draft.name}
            onText={(text) => set({ name: text })}
            problem={problems['name']}
            disabled={model !== null}
            mono
          />
          <TextField label="Provider" value={draft.provider} problem={problems['provider']} onText={(provider) => set({ provider })} mono />
          <Field label="Training method" problem={problems['trainingMethod']}>
            {({ id }) => (
              <Select
                id={id}
                label="Training method"
                value={draft.trainingMethod}
                options={methods}
                onChoose={(trainingMethod) => set({ trainingMethod })}
              />
            )}
          </Field>
        </FieldRow>
        <FieldRow>
          <TextField
            label="Base model"
            value={draft.baseModel}
            problem={problems['baseModel']}
            onText={(baseModel) => set({ baseModel })}
            mono
          />
          <TextField
            label="Training dataset"
            value={draft.trainingDataset}
            problem={problems['trainingDataset']}
            onText={(trainingDataset) => set({ trainingDataset })}
            mono
          />
        </FieldRow>
        <fieldset className={styles.fieldset}>
          <legend>Deployment</legend>
          <FieldRow>
            <TextField
              label="Endpoint"
              value={draft.deployment.endpoint}
              problem={problems['deployment.endpoint']}
              onText={(endpoint) => deploy({ endpoint })}
              mono
            />
            <TextField
              label="Kind"
              value={draft.deployment.type}
              problem={problems['deployment.type']}
              onText={(type) => deploy({ type })}
              placeholder="vllm, api, …"
              mono
            />
          </FieldRow>
          <FieldRow>
            <TextField
              label="Training job"
              value={draft.deployment.trainingJobId}
              problem={problems['deployment.trainingJobId']}
              onText={(trainingJobId) => deploy({ trainingJobId })}
              mono
            />
            <TextField
              label="Deployed on (UTC day)"
              type="date"
              value={draft.deployment.deployedAt}
              problem={problems['deployment.deployedAt']}
              onText={(deployedAt) => deploy({ deployedAt })}
              mono
            />
          </FieldRow>
        </fieldset>
        <Field label="Evaluation results (JSON object)" problem={problems['evaluationResults']}>
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              spellCheck={false}
              value={draft.evaluationResults}
              onChange={(event) => set({ evaluationResults: event.target.value })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
