import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { FormBody } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { ExportUserDataDocument, UserDataDocument, UserDeletionsDocument, UserExportsDocument } from '../../graphql/generated/graphql.ts';
import type { UserDeletionFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem, TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { DeleteUserDialog } from './delete-user-dialog.tsx';
import { UserExports } from './user-exports.tsx';
import { countsOf, deletionWords, isExporting, isNothing, isUnderWay } from './user-words.ts';
import styles from './data.module.css';

/** A deletion that is under way is looked at again so often. */
const againMs = 1_000;
const shownDeletions = 5;

/** What is stored of one user, its export and its deletion. */
export function UserPanel() {
  const deletions = useLiveQuery({
    query: UserDeletionsDocument,
    variables: {},
    againMs: ({ userDeletions }) => (userDeletions.some(isUnderWay) ? againMs : null),
  });
  const exports = useLiveQuery({
    query: UserExportsDocument,
    variables: {},
    againMs: ({ userExports }) => (userExports.some(isExporting) ? againMs : null),
  });
  const client = useClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const exportAll = async (id: string) => {
    const sent = await send(client, ExportUserDataDocument, { userId: id });
    setRefusal(sent.ok ? null : sent.refusal.message);
    exports.reload();
  };
  const [userId, setUserId] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const form = useForm<{ readonly userId: string }, string, string>({
    start: { userId: '' },
    check: (draft) =>
      draft.userId.trim() === ''
        ? { ok: false, problems: { userId: 'Enter the id that your application sends.' } }
        : { ok: true, value: draft.userId.trim() },
    save: async (id) => ({ ok: true, data: id }),
    onSaved: (id) => {
      setUserId(id);
      return { userId: id };
    },
  });
  const shown = (deletions.data?.userDeletions ?? []).slice(0, shownDeletions);
  return (
    <Panel title="One user’s data" hint="by the id that your application sends, also where masking stores a hash of it">
      <div className={styles.stack}>
        <FormBody form={form} className={styles.ask}>
          <TextField
            label="Id of the user"
            value={form.draft.userId}
            problem={form.problems['userId']}
            mono
            autoComplete="off"
            spellCheck={false}
            onText={(text) => form.change({ userId: text })}
          />
          <Button type="submit">Show what is stored</Button>
        </FormBody>
        {userId !== null && <Stored key={userId} userId={userId} onExport={() => void exportAll(userId)} onDelete={() => setAsked(true)} />}
        {refusal !== null && <FormProblem>{refusal}</FormProblem>}
        <UserExports answer={exports} />
        {deletions.failure !== null && <FormProblem>{deletions.failure}</FormProblem>}
        {shown.length > 0 && <Deletions deletions={shown} />}
      </div>
      {isAsked && userId !== null && (
        <DeleteUserDialog
          userId={userId}
          onStarted={() => {
            // Its id is not kept on the page either.
            setUserId(null);
            form.change({ userId: '' });
            deletions.reload();
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </Panel>
  );
}

interface StoredProps {
  readonly userId: string;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

/** Counted when it is asked for. */
function Stored({ userId, onExport, onDelete }: StoredProps) {
  const locale = useLocale();
  const { data, failure } = useLiveQuery({ query: UserDataDocument, variables: { userId } });
  if (failure !== null) return <FormProblem>{failure}</FormProblem>;
  if (data === null) return <p role="status">Counting what is stored of {userId}</p>;
  const { isPartial, ...counts } = data.userData;
  if (isNothing(counts)) return <p role="status">Nothing is stored of {userId}.</p>;
  return (
    <>
      <dl className={styles.counts} aria-label={`Stored of ${userId}`}>
        {countsOf(counts).map(({ name, count, isCut }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">
              {format(count, 'count', locale)}
              {isPartial && isCut && ' or more'}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.acts}>
        <Button onClick={onExport}>Export all of it</Button>
        <Button tone="bad" icon="trash" onClick={onDelete}>
          Delete all of it
        </Button>
      </div>
    </>
  );
}

function Deletions({ deletions }: { readonly deletions: readonly UserDeletionFragment[] }) {
  const locale = useLocale();
  return (
    <div>
      <p className={styles.small} id="user-deletions">
        Last deletions; whose they were is not kept
      </p>
      <ul className={styles.deletions} aria-labelledby="user-deletions" aria-live="polite">
        {deletions.map((deletion) => (
          <li key={deletion.id}>
            <span className={styles.small}>
              <Moment at={deletion.createdAt} />
            </span>
            <span className={styles.state}>
              {isUnderWay(deletion) && <progress aria-label="Deletion under way" />}
              <span>{deletionWords(deletion, (count) => format(count, 'count', locale))}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
