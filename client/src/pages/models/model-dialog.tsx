import { useState } from 'react';
import { useMutation } from 'urql';
import { trainingMethods } from '../../controls/view.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { SaveModelDocument } from '../../graphql/generated/graphql.ts';
import type { ModelCardFragment, TrainingMethod } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldRow, FieldStack, FormProblem, TextField } from '../../primitives/field.tsx';
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

const methods = [{ value: '', label: 'Not known' }, ...trainingMethods.map((value) => ({ value, label: value.toLowerCase() }))] as const satisfies readonly { value: TrainingMethod | ''; label: string }[];

/** What the workspace knows of a model beyond its messages: how it was made, and where it runs. */
export function ModelDialog({ model, name, onSaved, onClose }: ModelDialogProps) {
  const [draft, setDraft] = useState<ModelDraft>(draftOf(model, name));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, saveModel] = useMutation(asDocument(SaveModelDocument));
  const set = (change: Partial<ModelDraft>) => setDraft({ ...draft, ...change });
  const deploy = (change: Partial<ModelDraft['deployment']>) => set({ deployment: { ...draft.deployment, ...change } });
  const save = async () => {
    const read = readDraft(draft);
    setProblems(read.ok ? {} : read.problems);
    setRefusal(null);
    if (!read.ok) return;
    const { error } = await saveModel({ model: read.model });
    if (error !== undefined) return setRefusal(failureWords(error));
    onSaved();
    onClose();
    return undefined;
  };
  return (
    <Dialog
      open onClose={onClose} wide title={model === null ? 'Add a model' : `Edit ${model.name}`}
      actions={<><Button onClick={onClose}>Cancel</Button><Button tone="primary" disabled={fetching} onClick={() => void save()}>{fetching ? 'Saving' : 'Save model'}</Button></>}
    >
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <FieldStack>
          <FieldRow>
            <TextField label="Name, as messages use it" value={draft.name} onText={(text) => set({ name: text })} problem={problems['name']} disabled={model !== null} mono />
            <TextField label="Provider" value={draft.provider} onText={(provider) => set({ provider })} mono />
            <Field label="Training method">{({ id }) => <Select id={id} label="Training method" value={draft.trainingMethod} options={methods} onChoose={(trainingMethod) => set({ trainingMethod })} />}</Field>
          </FieldRow>
          <FieldRow>
            <TextField label="Base model" value={draft.baseModel} onText={(baseModel) => set({ baseModel })} mono />
            <TextField label="Training dataset" value={draft.trainingDataset} onText={(trainingDataset) => set({ trainingDataset })} mono />
          </FieldRow>
          <fieldset className={styles.fieldset}>
            <legend>Deployment</legend>
            <FieldRow>
              <TextField label="Endpoint" value={draft.deployment.endpoint} onText={(endpoint) => deploy({ endpoint })} mono />
              <TextField label="Kind" value={draft.deployment.type} onText={(type) => deploy({ type })} placeholder="vllm, api, …" mono />
            </FieldRow>
            <FieldRow>
              <TextField label="Training job" value={draft.deployment.trainingJobId} onText={(trainingJobId) => deploy({ trainingJobId })} mono />
              <TextField label="Deployed on (UTC day)" type="date" value={draft.deployment.deployedAt} onText={(deployedAt) => deploy({ deployedAt })} mono />
            </FieldRow>
          </fieldset>
          <Field label="Evaluation results (JSON object)" problem={problems['evaluationResults']}>
            {(ids) => <textarea {...ids} className="mono" spellCheck={false} value={draft.evaluationResults} onChange={(event) => set({ evaluationResults: event.target.value })} />}
          </Field>
          {refusal !== null && <FormProblem>{refusal}</FormProblem>}
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
