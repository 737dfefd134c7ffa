import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SetPromptTagsDocument } from '../../graphql/generated/graphql.ts';
import type { SetPromptTagsMutation, WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { listOf } from './words.ts';

export interface TagsDialogProps {
  readonly prompt: Pick<WholePromptFragment, 'id' | 'name' | 'tags'>;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Sets the tags of a prompt, which all of its versions have. */
export function TagsDialog({ prompt, onSaved, onClose }: TagsDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly tags: string }, string[], SetPromptTagsMutation>({
    start: { tags: prompt.tags.join(', ') },
    check: ({ tags }) => ({ ok: true, value: listOf(tags) }),
    save: (tags) => send(client, SetPromptTagsDocument, { input: { id: prompt.id, tags } }),
    onSaved: () => {
      onClose();
      onSaved();
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Tags of ${visible(prompt.name)}`}
      says="They are of the prompt with all of its versions; applications get them with it."
      save="Set tags"
      onClose={onClose}
    >
      <FieldStack>
        <TextField
          label="Tags"
          value={form.draft.tags}
          onText={(tags) => form.change({ tags })}
          hint="Separated by commas; empty: none."
          problem={form.problems['tags']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
