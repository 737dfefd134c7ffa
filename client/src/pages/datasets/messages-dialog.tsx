import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { DatasetFromMessagesDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetFromMessagesInput, DatasetFromMessagesMutation, DatasetTarget } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { dayMs } from '../../primitives/times.ts';

type Which = 'FAILED' | 'CORRECTED' | 'GOOD' | 'ALL';

interface Draft {
  readonly which: Which;
  readonly target: DatasetTarget;
  readonly days: string;
  readonly model: string;
  readonly count: string;
  readonly split: string;
}

const whichOptions = [
  { value: 'FAILED', label: 'Answers that failed' },
  { value: 'CORRECTED', label: 'Answers that people corrected' },
  { value: 'GOOD', label: 'Answers that succeeded' },
  { value: 'ALL', label: 'All answers' },
] as const;

const targetOptions = [
  { value: 'ANSWER', label: 'The correction, else the answer as given' },
  { value: 'CORRECTION', label: 'The correction; leave out answers without one' },
  { value: 'PROMPT', label: 'Nothing: to test with the question' },
] as const;

/** The input that a draft means, with times as they are now. */
function inputOf(datasetId: string, { which, target, days, model, count, split }: Draft, now: Date): DatasetFromMessagesInput {
  const dayCount = Number(days);
  return {
    id: datasetId,
    filter: {
      ...(dayCount > 0 && { from: new Date(now.getTime() - dayCount * dayMs).toISOString(), to: now.toISOString() }),
      ...(which === 'FAILED' && { success: false }),
      ...(which === 'GOOD' && { success: true }),
      ...(model.trim() !== '' && { models: [model.trim()] }),
    },
    target: which === 'CORRECTED' ? 'CORRECTION' : target,
    ...(count.trim() !== '' && { sampleCount: Number(count) }),
    ...(split.trim() !== '' && { split: split.trim() }),
  };
}

const wholeNumber = /^\d{0,6}$/;

/** Fills a dataset from production. */
export function MessagesDialog({
  datasetId,
  onDone,
  onClose,
}: {
  readonly datasetId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const form = useForm<Draft, DatasetFromMessagesInput, DatasetFromMessagesMutation>({
    start: { which: 'FAILED', target: 'ANSWER', days: '30', model: '', count: '', split: '' },
    check: (draft) => {
      const problems = {
        ...(!wholeNumber.test(draft.days.trim()) && { days: 'A whole number of days; empty: of any time.' }),
        ...(!wholeNumber.test(draft.count.trim()) && { sampleCount: 'A whole number; empty: as many as one call takes.' }),
      };
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: inputOf(datasetId, draft, new Date()) };
    },
    save: (input) => send(client, DatasetFromMessagesDocument, { input }),
    onSaved: ({ datasetFromMessages: { addedCount, duplicateCount, leftOutCount, version } }) => {
      notify({
        title: `${addedCount} rows are in version ${version.number}.`,
        says: `${duplicateCount} were there already; ${leftOutCount} have no question before them, or no correction.`,
      });
      onDone();
    },
  });
  const { draft, change, problems } = form;
  return (
    <FormDialog
      form={form}
      title="Add rows from messages"
      says="Each answer becomes a chat with the turns before it. Texts are masked as the data policy says; exact duplicates are left out; rows go when their user is deleted."
      save="Add rows"
      onClose={onClose}
    >
      <FieldStack>
        <Field label="Messages" problem={problems['filter']}>
          {() => <Select label="Messages" value={draft.which} options={whichOptions} onChoose={(which) => change({ which })} />}
        </Field>
        {draft.which !== 'CORRECTED' && (
          <Field label="What the rows want of a model" problem={problems['target']}>
            {() => (
              <Select
                label="What the rows want of a model"
                value={draft.target}
                options={targetOptions}
                onChoose={(target) => change({ target })}
              />
            )}
          </Field>
        )}
        <TextField
          label="Days back"
          value={draft.days}
          onText={(days) => change({ days })}
          hint="Empty: of any time."
          problem={problems['days']}
        />
        <TextField
          label="Model"
          value={draft.model}
          onText={(model) => change({ model })}
          hint="Empty: of any model."
          problem={problems['models']}
        />
        <TextField
          label="At most"
          value={draft.count}
          onText={(count) => change({ count })}
          hint="The newest; empty: 20,000."
          problem={problems['sampleCount']}
        />
        <TextField
          label="Split"
          value={draft.split}
          onText={(split) => change({ split })}
          hint="Such as train; empty: none."
          problem={problems['split']}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
