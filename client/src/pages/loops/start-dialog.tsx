import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { StartLoopDocument } from '../../graphql/generated/graphql.ts';
import type { StartLoopInput, StartLoopMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { emptyStart, matchingLabels, readStart, whichLabels, type StartDraft } from './start-form.ts';

const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>) =>
  (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));

/** Which failures a loop begins with. */
export function StartDialog({ onStarted, onClose }: { readonly onStarted: (loopId: string) => void; readonly onClose: () => void }) {
  const client = useClient();
  const [now] = useState(() => Date.now());
  const form = useForm<StartDraft, StartLoopInput, StartLoopMutation>({
    start: emptyStart,
    check: (draft) => readStart(draft, now),
    save: (input) => send(client, StartLoopDocument, { input }),
    onSaved: ({ startLoop }) => {
      onStarted(startLoop.id);
      onClose();
    },
    names: { filter: 'models' },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title="New loop"
      says="The server takes the newest answers that failed, leaves equal prompts out and masks them. Answers that succeeded are drawn beside them as the control sample: a half is trained on, a half shows what a new model breaks."
      save="Start loop"
    >
      <FieldStack>
        <TextField label="Name" value={draft.name} problem={problems['name']} onText={(name) => change({ name })} />
        <Field label="Which answers">
          {({ id }) => (
            <Select
              id={id}
              label="Which answers"
              value={draft.which}
              options={optionsOf(whichLabels)}
              onChoose={(which) => change({ which })}
            />
          )}
        </Field>
        {draft.which === 'tagged' && (
          <TextField
            label="Failure tags"
            value={draft.tags}
            problem={problems['tags']}
            hint="Names with commas."
            onText={(tags) => change({ tags })}
          />
        )}
        <FieldRow>
          <TextField
            label="Models"
            value={draft.models}
            problem={problems['models']}
            hint="Names with commas; empty: all."
            onText={(models) => change({ models })}
          />
          <TextField label="Topics" value={draft.topics} hint="Ids with commas; empty: all." onText={(topics) => change({ topics })} />
        </FieldRow>
        <FieldRow>
          <TextField
            label="Last days"
            value={draft.days}
            problem={problems['days']}
            onText={(days) => change({ days })}
            inputMode="numeric"
            mono
          />
          <TextField
            label="Failures at most"
            value={draft.maxFailures}
            problem={problems['maxFailures']}
            onText={(maxFailures) => change({ maxFailures })}
            inputMode="numeric"
            mono
          />
          <TextField
            label="Control sample"
            value={draft.controlCount}
            problem={problems['controlCount']}
            onText={(controlCount) => change({ controlCount })}
            inputMode="numeric"
            mono
          />
        </FieldRow>
        <Field label="A prompt is fixed when">
          {({ id }) => (
            <Select
              id={id}
              label="A prompt is fixed when"
              value={draft.matching}
              options={optionsOf(matchingLabels)}
              onChoose={(matching) => change({ matching })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
