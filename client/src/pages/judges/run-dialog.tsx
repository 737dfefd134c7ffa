import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { JudgeRunEstimatedDocument, StartJudgeRunDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeRowFragment, JudgeRunEstimatedQuery, JudgeRunInput, StartJudgeRunMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { emptyRun, orders, readRun, whichLabels, type RunDraft } from './run-form.ts';
import styles from './judges.module.css';

const which = (Object.keys(whichLabels) as RunDraft['which'][]).map((value) => ({ value, label: whichLabels[value] }));

/** Has a judge judge a set of answers, with what that would cost before it begins. */
export function RunDialog({
  judge,
  onSaved,
  onClose,
}: {
  readonly judge: JudgeRowFragment;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const [now] = useState(() => Date.now());
  const form = useForm<RunDraft, JudgeRunInput, StartJudgeRunMutation>({
    start: emptyRun,
    check: (draft) => readRun(draft, judge.id, now),
    save: (input) => send(client, StartJudgeRunDocument, { input }),
    names: { sampleCount: 'count' },
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  const read = readRun(draft, judge.id, now);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Run ${judge.name}`}
      says="Verdicts are stored as evaluations. A text that this version of the judge has judged is not judged again."
      save="Begin"
    >
      <FieldStack>
        <Field label="Which answers">
          {({ id }) => (
            <Select id={id} label="Which answers" value={draft.which} options={which} onChoose={(value) => change({ which: value })} />
          )}
        </Field>
        {draft.which === 'ids' ? (
          <Field label="Ids of messages, one a line" problem={problems['messageExternalIds']}>
            {(ids) => (
              <textarea {...ids} className="mono" rows={6} value={draft.ids} onChange={(event) => change({ ids: event.target.value })} />
            )}
          </Field>
        ) : (
          <>
            <FieldRow>
              <TextField
                label="Models"
                value={draft.models}
                onText={(models) => change({ models })}
                hint="Names with commas; empty: all."
              />
              <TextField
                label="Last days"
                value={draft.days}
                onText={(days) => change({ days })}
                problem={problems['days']}
                inputMode="numeric"
                mono
              />
            </FieldRow>
            <FieldRow>
              <TextField
                label="At most"
                value={draft.count}
                onText={(count) => change({ count })}
                problem={problems['count']}
                inputMode="numeric"
                mono
              />
              <Field label="Order">
                {({ id }) => <Select id={id} label="Order" value={draft.order} options={orders} onChoose={(order) => change({ order })} />}
              </Field>
            </FieldRow>
          </>
        )}
        {read.ok && <Estimate input={read.value} />}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function Estimate({ input }: { readonly input: JudgeRunInput }) {
  const locale = useLocale();
  const { data, failure } = useLiveQuery({ query: JudgeRunEstimatedDocument, variables: { input } });
  if (data === null) return <p className={styles.note}>{failure === null ? 'Counting …' : failure}</p>;
  return <p className={styles.note}>{estimatedWords(data.judgeRunEstimate, locale)}</p>;
}

function estimatedWords(
  { messageCount, inputTokens, costUsd, mostUsd }: JudgeRunEstimatedQuery['judgeRunEstimate'],
  locale: Locale,
): string {
  const messages = `${format(messageCount, 'count', locale)} ${messageCount === 1 ? 'message' : 'messages'}`;
  if (inputTokens === 0) return `${messages}. A rule costs nothing.`;
  const tokens = `${messages}, about ${format(inputTokens, 'count', locale)} input tokens`;
  return costUsd == null || mostUsd == null
    ? `${tokens}. No price is known for the model: set it on the page Prices to see the cost.`
    : `${tokens}: about ${format(costUsd, 'usd', locale)}, at most ${format(mostUsd, 'usd', locale)}.`;
}
