import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { LoopModelsDocument, ProposeCorrectionsDocument } from '../../graphql/generated/graphql.ts';
import type {
  LoopModelsQuery,
  LoopScreenFragment,
  ProposeCorrectionsInput,
  ProposeCorrectionsMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldStack } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import styles from './loops.module.css';

interface ProposeDialogProps {
  readonly loop: LoopScreenFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Has a connected model propose what the answers should have been. */
export function ProposeDialog(props: ProposeDialogProps) {
  const { data } = useLiveQuery({ query: LoopModelsDocument, variables: {} });
  return data === null ? null : <ProposeForm {...props} choices={data.modelChoices} />;
}

function ProposeForm({ loop, choices, onSaved, onClose }: ProposeDialogProps & { readonly choices: LoopModelsQuery['modelChoices'] }) {
  const client = useClient();
  const [models] = useState(() => choices.models.map(({ ref }) => ({ value: ref, label: ref })));
  const form = useForm<{ readonly model: string }, ProposeCorrectionsInput, ProposeCorrectionsMutation>({
    start: { model: loop.proposer ?? choices.answering?.ref ?? models[0]?.value ?? '' },
    check: ({ model }) =>
      model === ''
        ? { ok: false, problems: { model: 'Connect a language model first, on the page Language models.' } }
        : { ok: true, value: { id: loop.id, model } },
    save: (input) => send(client, ProposeCorrectionsDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Have a model propose corrections"
      says="It is asked once for each failed prompt without an expected answer. A proposal counts once you accept it."
      save="Ask for proposals"
    >
      <FieldStack>
        <Field label="Language model" problem={form.problems['model']}>
          {({ id }) =>
            models.length === 0 ? (
              <p className={styles.note}>No language model is connected.</p>
            ) : (
              <Select
                id={id}
                label="Language model"
                value={form.draft.model}
                options={models}
                onChoose={(model) => form.change({ model })}
              />
            )
          }
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
