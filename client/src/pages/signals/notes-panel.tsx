import { useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { NoteAnomalyDocument } from '../../graphql/generated/graphql.ts';
import type { WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Field } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import type { Change } from './anomaly-page.tsx';
import styles from './signals.module.css';

/** What people wrote about it, oldest first. */
export function NotesPanel({ anomaly, change }: { readonly anomaly: WholeAnomalyFragment; readonly change: Change }) {
  const mayWrite = useMay('JUDGE_ANOMALIES');
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const write = async () => {
    setSending(true);
    if (await change(NoteAnomalyDocument, { id: anomaly.id, text: text.trim() })) setText('');
    setSending(false);
  };
  return (
    <Panel title="Notes">
      <div className={styles.notes}>
        {anomaly.notes.length === 0 && <p className="quiet">No note yet.</p>}
        {anomaly.notes.length > 0 && (
          <ul aria-label="Notes">
            {anomaly.notes.map((note) => (
              <li key={note.id}>
                <span className={styles.small}>
                  {note.author === null ? 'without an account' : visible(note.author.name)}, <Moment at={note.createdAt} />
                </span>
                <p>{visible(note.text)}</p>
              </li>
            ))}
          </ul>
        )}
        {mayWrite && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void write();
            }}
          >
            <Field label="Note">
              {(ids) => <textarea {...ids} rows={2} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />}
            </Field>
            <div>
              <Button type="submit" disabled={isSending || text.trim() === ''}>
                Add note
              </Button>
            </div>
          </form>
        )}
      </div>
    </Panel>
  );
}
