import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { JudgeOnlineDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeOnlineInput, JudgeOnlineMutation, JudgeRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';

interface OnlineDraft {
  readonly percent: string;
  readonly cap: string;
}

/** Has a judge judge a share of new answers as they come. */
export function OnlineDialog({
  judge,
  onSaved,
  onClose,
}: {
  readonly judge: JudgeRowFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const isModel = judge.kind === 'MODEL';
  const form = useForm<OnlineDraft, JudgeOnlineInput, JudgeOnlineMutation>({
    start: { percent: String(Math.round(judge.sampleShare * 1e4) / 100), cap: judge.dailyCapUsd == null ? '' : String(judge.dailyCapUsd) },
    check: ({ percent, cap }) => {
      const problems: Record<string, string> = {};
      const [share, most] = [Number(percent) / 100, Number(cap)];
      if (percent.trim() === '' || !(share >= 0 && share <= 1)) problems['percent'] = 'A number from 0 to 100; 0: none.';
      if (isModel && share > 0 && (cap.trim() === '' || !(most >= 0))) problems['cap'] = 'US dollars, from 0.';
      return Object.keys(problems).length > 0
        ? { ok: false, problems }
        : { ok: true, value: { judgeId: judge.id, sampleShare: share, dailyCapUsd: cap.trim() === '' ? null : most } };
    },
    save: (input) => send(client, JudgeOnlineDocument, { input }),
    names: { sampleShare: 'percent', dailyCapUsd: 'cap' },
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Judge new answers as they come"
      says={
        isModel
          ? 'What a call may cost at most is set aside before it, by all servers together: the cap of a day (UTC) is not passed. Answers for which it has no room are left out.'
          : 'A rule costs nothing.'
      }
      save="Save"
    >
      <FieldStack>
        <FieldRow>
          <TextField
            label="Share of new answers, in percent"
            value={draft.percent}
            onText={(percent) => change({ percent })}
            problem={problems['percent']}
            inputMode="decimal"
            mono
          />
          {isModel && (
            <TextField
              label="Cap of a day, in US dollars"
              value={draft.cap}
              onText={(cap) => change({ cap })}
              problem={problems['cap']}
              inputMode="decimal"
              mono
            />
          )}
        </FieldRow>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
