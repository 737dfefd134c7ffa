import { useNavigate } from '@tanstack/react-router';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { keepView } from '../../controls/use-view.ts';
import { CloneExperimentDocument } from '../../graphql/generated/graphql.ts';
import type { CloneExperimentMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';

/** Asks for the key of the copy, and goes to it. */
export function CloneDialog({
  id,
  experimentKey,
  onClose,
}: {
  readonly id: string;
  readonly experimentKey: string;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const navigate = useNavigate();
  const form = useForm<{ readonly key: string }, { readonly key: string }, CloneExperimentMutation>({
    start: { key: `${experimentKey}-2`.slice(0, 64) },
    check: ({ key }) => (key.trim() === '' ? { ok: false, problems: { key: 'Give it a key.' } } : { ok: true, value: { key: key.trim() } }),
    save: ({ key }) => send(client, CloneExperimentDocument, { input: { id, key } }),
    onSaved: ({ cloneExperiment }) => {
      onClose();
      void navigate({ to: '/experiments/$experimentKey', params: { experimentKey: cloneExperiment.key }, search: keepView });
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Clone"
      says="A draft with the same definition. Its units are assigned by its own key."
      save="Clone"
    >
      <FieldStack>
        <TextField
          label="Key of the copy"
          value={form.draft.key}
          onText={(key) => form.change({ key })}
          problem={form.problems['key']}
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
