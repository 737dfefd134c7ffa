import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { Field } from '../../primitives/field.tsx';

export interface CommentDialogProps {
  readonly initial: string;
  readonly onSave: (comment: string) => void;
  readonly onClose: () => void;
}

interface CommentDraft {
  readonly comment: string;
}

/** A comment on one answer. Ctrl or ⌘ with Enter keeps it. */
export function CommentDialog({ initial, onSave, onClose }: CommentDialogProps) {
  const form = useForm<CommentDraft, string, string>({
    start: { comment: initial },
    check: ({ comment }) =>
      comment.trim() === '' ? { ok: false, problems: { comment: 'Write something, or cancel.' } } : { ok: true, value: comment.trim() },
    // It waits with the verdict, and is sent with it.
    save: async (comment) => ({ ok: true, data: comment }),
    onSaved: (comment) => {
      onSave(comment);
      onClose();
    },
  });
  const { comment } = form.draft;
  return (
    <FormDialog form={form} title="Comment on this answer" save="Keep comment" canSave={comment.trim() !== ''} onClose={onClose}>
      <Field label="What was right or wrong with it" problem={form.problems['comment']}>
        {(ids) => (
          <textarea
            {...ids}
            value={comment}
            onChange={(event) => form.change({ comment: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.submit();
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
