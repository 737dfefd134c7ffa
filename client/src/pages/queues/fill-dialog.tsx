import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { FillAnnotationQueueDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, FillAnnotationQueueInput, FillAnnotationQueueMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { notify } from '../../primitives/toast.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { dayMs } from '../../primitives/times.ts';

interface FillDraft {
  readonly which: 'all' | 'poor' | 'failed' | 'unjudged';
  readonly models: string;
  readonly days: string;
  readonly count: string;
  readonly isRandom: 'random' | 'newest';
  readonly seed: string;
}

const which = [
  { value: 'all', label: 'All answers' },
  { value: 'poor', label: 'Failed, or rated 1 or 2' },
  { value: 'failed', label: 'Failed' },
  { value: 'unjudged', label: 'Without a judgment' },
] as const;

const filters: Record<FillDraft['which'], AnalyticsFilter> = {
  all: {},
  poor: { judgedPoorly: true },
  failed: { success: false },
  unjudged: { evaluated: false },
};

const inRange = (text: string, most: number): boolean => /^\d+$/.test(text.trim()) && Number(text) <= most;

/** Adds answers to a queue: by a filter, all of them, the newest, or a sample that its seed gives again. */
export function FillDialog({ queueId, name, onClose }: { readonly queueId: string; readonly name: string; readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<FillDraft, FillAnnotationQueueInput, FillAnnotationQueueMutation>({
    start: { which: 'all', models: '', days: '30', count: '200', isRandom: 'random', seed: '1' },
    check: ({ which: chosen, models, days, count, isRandom, seed }) => {
      const problems: Record<string, string> = {};
      if (!inRange(days, 10_000)) problems['days'] = 'A whole number of days; 0: of all time.';
      if (!inRange(count, 100_000) || Number(count) < 1) problems['count'] = 'A whole number from 1 to 100000.';
      if (!inRange(seed, 2_147_483_647)) problems['seed'] = 'A whole number from 0.';
      if (Object.keys(problems).length > 0) return { ok: false, problems };
      const named = models
        .split(',')
        .map((model) => model.trim())
        .filter((model) => model !== '');
      const filter = {
        ...filters[chosen],
        ...(named.length > 0 && { models: named }),
        ...(Number(days) > 0 && { from: new Date(Date.now() - Number(days) * dayMs).toISOString() }),
      };
      return { ok: true, value: { id: queueId, filter, sampleCount: Number(count), ...(isRandom === 'random' && { seed: Number(seed) }) } };
    },
    save: (input) => send(client, FillAnnotationQueueDocument, { input }),
    names: { sampleCount: 'count' },
    onSaved: ({ fillAnnotationQueue: { addedCount } }) => {
      notify({
        title: `${addedCount} messages added`,
        says: addedCount === 0 ? 'None passes the filter that the queue does not hold already.' : undefined,
      });
      onClose();
    },
  });
  const { draft, change, problems } = form;
  return (
    <FormDialog
      form={form}
      title={`Add messages to ${name}`}
      says="Messages that the queue holds already are left out."
      save="Add messages"
      onClose={onClose}
    >
      <FieldStack>
        <Field label="Which">
          {({ id }) => <Select id={id} label="Which" value={draft.which} options={which} onChoose={(value) => change({ which: value })} />}
        </Field>
        <FieldRow>
          <TextField label="Models" value={draft.models} onText={(models) => change({ models })} hint="Names with commas; empty: all." />
          <TextField
            label="Last days"
            mono
            inputMode="numeric"
            value={draft.days}
            onText={(days) => change({ days })}
            problem={problems['days']}
          />
        </FieldRow>
        <FieldRow>
          <TextField
            label="At most"
            mono
            inputMode="numeric"
            value={draft.count}
            onText={(count) => change({ count })}
            problem={problems['count']}
          />
          <Field label="Order">
            {({ id }) => (
              <Select
                id={id}
                label="Order"
                value={draft.isRandom}
                options={[
                  { value: 'random', label: 'Random sample' },
                  { value: 'newest', label: 'Newest' },
                ]}
                onChoose={(isRandom) => change({ isRandom })}
              />
            )}
          </Field>
          {draft.isRandom === 'random' && (
            <TextField
              label="Seed"
              mono
              inputMode="numeric"
              value={draft.seed}
              onText={(seed) => change({ seed })}
              problem={problems['seed']}
            />
          )}
        </FieldRow>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
