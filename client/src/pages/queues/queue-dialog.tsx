import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { QueueMembersDocument, QueuePeopleDocument, SaveAnnotationQueueDocument } from '../../graphql/generated/graphql.ts';
import type { QueueRowFragment, SaveAnnotationQueueInput, SaveAnnotationQueueMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { draftOf, readDraft } from './queue-form.ts';
import type { QueueDraft } from './queue-form.ts';
import styles from './queues.module.css';

export interface QueueDialogProps {
  /** null: a new one. */
  readonly queue: QueueRowFragment | null;
  readonly onSaved: (queue: QueueRowFragment) => void;
  readonly onClose: () => void;
}

/** Makes an annotation queue, or changes one. */
export function QueueDialog({ queue, onSaved, onClose }: QueueDialogProps) {
  const members = useLiveQuery({ query: QueueMembersDocument, variables: { id: queue?.id ?? '' }, isWanted: queue !== null });
  if (queue !== null && members.data === null) return null;
  return <OpenDialog queue={queue} memberIds={members.data?.annotationQueue?.memberIds ?? []} onSaved={onSaved} onClose={onClose} />;
}

const asks = [
  ['rating', 'Rating 1 to 5'],
  ['success', 'Success or failure'],
  ['correction', 'Correction'],
] as const;

function OpenDialog({ queue, memberIds, onSaved, onClose }: QueueDialogProps & { readonly memberIds: readonly string[] }) {
  const client = useClient();
  const people = useLiveQuery({ query: QueuePeopleDocument, variables: {} });
  const form = useForm<QueueDraft, SaveAnnotationQueueInput, SaveAnnotationQueueMutation>({
    start: draftOf(queue, memberIds),
    check: (draft) => readDraft(queue?.id ?? null, draft),
    save: (input) => send(client, SaveAnnotationQueueDocument, { input }),
    names: { 'rubric.failureTags': 'tags', 'rubric.fields': 'fields' },
    onSaved: ({ saveAnnotationQueue }) => {
      onClose();
      onSaved(saveAnnotationQueue);
    },
  });
  const { draft, change, problems } = form;
  const area = (name: 'instructions' | 'tags' | 'fields', label: string, hint: string, rows: number) => (
    <Field label={label} hint={hint} problem={problems[name]}>
      {(ids) => <textarea {...ids} rows={rows} value={draft[name]} onChange={(event) => change({ [name]: event.target.value })} />}
    </Field>
  );
  return (
    <FormDialog
      form={form}
      title={queue === null ? 'New annotation queue' : `Edit ${queue.name}`}
      save={queue === null ? 'Make queue' : 'Save queue'}
      wide
      onClose={onClose}
    >
      <FieldStack>
        <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} />
        {area('instructions', 'Instructions', 'What people read before they begin.', 3)}
        <fieldset className={styles.fieldset}>
          <legend>Asked for</legend>
          {asks.map(([name, label]) => (
            <label key={name}>
              <input type="checkbox" checked={draft[name]} onChange={(event) => change({ [name]: event.target.checked })} />
              {label}
            </label>
          ))}
        </fieldset>
        {area('tags', 'Failure tags', 'One a line; people can add others.', 3)}
        {area('fields', 'Further fields', 'One a line, with its values: tone: kind, cold', 2)}
        <FieldRow>
          <TextField
            label="People for each message"
            mono
            inputMode="numeric"
            value={draft.overlap}
            onText={(overlap) => change({ overlap })}
            hint="They do not see each other’s judgments until all are there."
            problem={problems['overlap']}
          />
          <TextField
            label="Minutes held"
            mono
            inputMode="numeric"
            value={draft.leaseMinutes}
            onText={(leaseMinutes) => change({ leaseMinutes })}
            hint="Then others can take a message over."
            problem={problems['leaseMinutes']}
          />
        </FieldRow>
        <fieldset className={styles.fieldset}>
          <legend>Who judges</legend>
          <label>
            <input type="checkbox" checked={draft.isForAll} onChange={(event) => change({ isForAll: event.target.checked })} />
            Everybody in the workspace
          </label>
          {!draft.isForAll && (
            <div className={styles.people}>
              {(people.data?.members.edges ?? []).map(({ node: { id, name, email } }) => (
                <label key={id} title={email}>
                  <input
                    type="checkbox"
                    checked={draft.memberIds.includes(id)}
                    onChange={(event) =>
                      change({ memberIds: event.target.checked ? [...draft.memberIds, id] : draft.memberIds.filter((one) => one !== id) })
                    }
                  />
                  {name || email}
                </label>
              ))}
            </div>
          )}
        </fieldset>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
