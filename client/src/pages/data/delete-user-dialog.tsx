import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { DeleteUserDocument } from '../../graphql/generated/graphql.ts';
import type { DeleteUserMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';

export interface DeleteUserDialogProps {
  readonly userId: string;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

/** Asks for the id once more: nothing brings back what is deleted. */
export function DeleteUserDialog({ userId, onStarted, onClose }: DeleteUserDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly typed: string }, string, DeleteUserMutation>({
    start: { typed: '' },
    check: ({ typed }) =>
      typed.trim() === userId ? { ok: true, value: userId } : { ok: false, problems: { typed: 'This is not the id of the user.' } },
    save: (id) => send(client, DeleteUserDocument, { userId: id }),
    onSaved: () => {
      onStarted();
      onClose();
    },
    names: { userId: 'typed' },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Delete everything of ${userId}?`}
      says="Messages with their judgments, traces that name the user, and predictions that repeat a message are deleted from both stores and off the disk. It cannot be undone. What belongs to another user, training data and backups stay."
      save="Delete user"
      tone="bad"
    >
      <FieldStack>
        <TextField
          label={`Type ${userId} to confirm`}
          value={form.draft.typed}
          problem={form.problems['typed']}
          mono
          autoComplete="off"
          spellCheck={false}
          onText={(typed) => form.change({ typed })}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
