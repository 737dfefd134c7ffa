import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { keepView } from '../../controls/use-view.ts';
import { DatasetRowSourceDocument, EditDatasetRowsDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetRowContentFragment, DatasetRowInput, EditDatasetRowsMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field } from '../../primitives/field.tsx';
import { editedText } from './words.ts';
import { RowView } from './row-view.tsx';
import styles from './datasets.module.css';

interface RowDialogProps {
  readonly row: DatasetRowContentFragment;
  readonly versionId: string;
  readonly mayEdit: boolean;
  readonly onSaved: (versionId: string) => void;
  readonly onClose: () => void;
}

/** A row as a whole; it is edited in place, which makes a version. */
export function RowDialog(props: RowDialogProps) {
  const { row, versionId, mayEdit, onSaved, onClose } = props;
  const client = useClient();
  const [isEditing, setEditing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { data } = useLiveQuery({ query: DatasetRowSourceDocument, variables: { id: versionId, position: row.position } });
  const source = data?.datasetVersion?.rowsAt[0]?.source ?? null;
  if (isEditing) return <EditRow {...props} />;
  const remove = async () => {
    setRemoving(true);
    const sent = await send(client, EditDatasetRowsDocument, { input: { versionId, edits: [{ rowId: row.id }] } });
    setRemoving(false);
    if (sent.ok) onSaved(sent.data.editDatasetRows.id);
    else setRefusal(sent.refusal.message);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Row ${row.position + 1}`}
      wide
      actions={
        mayEdit && (
          <>
            <Button tone="bad" disabled={isRemoving} onClick={() => void remove()}>
              Take out
            </Button>
            <Button tone="primary" onClick={() => setEditing(true)}>
              Edit
            </Button>
          </>
        )
      }
    >
      <div className={styles.stack}>
        <RowView row={row} />
        {source !== null && (source.traceId != null || source.userId != null) && (
          <p className="quiet">
            From production
            {source.userId != null && `, of user ${visible(source.userId)}`}
            {source.traceId != null && (
              <>
                ,{' '}
                <Link to="/traces/$traceId" params={{ traceId: source.traceId }} search={keepView}>
                  trace
                </Link>
              </>
            )}
            . It goes when the user is deleted.
          </p>
        )}
        {refusal !== null && <p role="alert">{refusal}</p>}
      </div>
    </Dialog>
  );
}

function EditRow({ row, versionId, onSaved, onClose }: RowDialogProps) {
  const client = useClient();
  const form = useForm<{ readonly text: string }, DatasetRowInput, EditDatasetRowsMutation>({
    start: { text: editedText(row) },
    check: ({ text }) => {
      try {
        return { ok: true, value: JSON.parse(text) as DatasetRowInput };
      } catch (error) {
        return { ok: false, problems: { text: `This is no JSON: ${(error as Error).message}` } };
      }
    },
    save: (value) => send(client, EditDatasetRowsDocument, { input: { versionId, edits: [{ rowId: row.id, row: value }] } }),
    onSaved: ({ editDatasetRows }) => onSaved(editDatasetRows.id),
  });
  const { draft, change, problems } = form;
  const [refused] = Object.entries(problems).filter(([field]) => field !== 'text');
  return (
    <FormDialog
      form={form}
      title={`Edit row ${row.position + 1}`}
      says="Saving makes a new version; this one stays as it is. Where another person changed the row meanwhile, nothing is saved."
      save="Save as new version"
      wide
      onClose={onClose}
    >
      <Field
        label="Row"
        problem={
          problems['text'] ?? (refused === undefined ? undefined : `${refused[0].replace(/^edits\.0\.row\.?/, '')} ${refused[1]}`.trim())
        }
      >
        {(ids) => (
          <textarea
            {...ids}
            className={`${styles.area} mono`}
            rows={20}
            spellCheck={false}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <FormRefusal form={form} />
    </FormDialog>
  );
}
