import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SetPromptLabelsDocument } from '../../graphql/generated/graphql.ts';
import type { PromptVersionRowFragment, SetPromptLabelsMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { listOf } from './words.ts';

export interface LabelsDialogProps {
  readonly version: PromptVersionRowFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Sets which labels a version has. */
export function LabelsDialog({ version, onSaved, onClose }: LabelsDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly labels: string }, string[], SetPromptLabelsMutation>({
    start: { labels: version.labels.join(', ') },
    check: ({ labels }) => ({ ok: true, value: listOf(labels) }),
    save: (labels) => send(client, SetPromptLabelsDocument, { input: { id: version.id, labels } }),
    onSaved: () => {
      onClose();
      onSaved();
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Labels of version ${version.version}`}
      says="Applications that ask for one of these labels get this version from now on. A label leaves the version that had it."
      save="Set labels"
      onClose={onClose}
    >
      <FieldStack>
        <TextField
          label="Labels"
          value={form.draft.labels}
          onText={(labels) => form.change({ labels })}
          hint="Separated by commas; production is what applications get that name none. The newest version is always latest."
          problem={form.problems['labels']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
