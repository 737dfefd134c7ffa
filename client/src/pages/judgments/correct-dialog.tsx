import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { JudgeMessagesDocument } from '../../graphql/generated/graphql.ts';
import type { JudgedMessageFragment, JudgeMessagesMutation, MessageJudgmentInput } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';

export interface CorrectDialogProps {
  readonly message: JudgedMessageFragment;
  /** Tags that are in use. */
  readonly tags: readonly string[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly tags: string;
  readonly comment: string;
  readonly correction: string;
}

/** The viewer's own tags, comment and correction of a message. */
export function CorrectDialog({ message: { externalId, ownJudgment }, tags, onSaved, onClose }: CorrectDialogProps) {
  const client = useClient();
  const form = useForm<Draft, MessageJudgmentInput, JudgeMessagesMutation>({
    start: {
      tags: (ownJudgment?.failureTags ?? []).join(', '),
      comment: ownJudgment?.comment ?? '',
      correction: ownJudgment?.correctedOutput ?? '',
    },
    check: (draft) => ({
      ok: true,
      value: {
        messageExternalId: externalId,
        failureTags: draft.tags
          .split(',')
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
        comment: draft.comment.trim() === '' ? null : draft.comment.trim(),
        correctedOutput: draft.correction.trim() === '' ? null : draft.correction,
      },
    }),
    save: async (judgment) => {
      const sent = await send(client, JudgeMessagesDocument, { judgments: [judgment] });
      const [refused] = sent.ok ? sent.data.judgeMessages.rejected : [];
      return refused === undefined ? sent : { ok: false, refusal: { field: null, message: `${refused.field} ${refused.reason}` } };
    },
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, change } = form;
  const area = (name: 'comment' | 'correction', label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(ids) => <textarea {...ids} rows={4} value={draft[name]} onChange={(event) => change({ [name]: event.target.value })} />}
    </Field>
  );
  return (
    <FormDialog form={form} title="Your judgment" save="Save judgment" onClose={onClose}>
      <FieldStack>
        <TextField
          label="Failure tags"
          value={draft.tags}
          onText={(value) => change({ tags: value })}
          hint={tags.length === 0 ? 'With commas between them.' : `With commas between them; in use: ${tags.slice(0, 8).join(', ')}`}
        />
        {area('comment', 'Comment', 'What was right or wrong with it.')}
        {area('correction', 'Correction', 'The text that the message should have had.')}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
