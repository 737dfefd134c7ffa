import { useEffect, useRef, useState } from 'react';
import type { ChangeEvent } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FieldStack, FormProblem, TextField } from '../../primitives/field.tsx';
import { upload, type RejectedRow, type UploadFile, type UploadOutcome } from './upload.ts';
import styles from './datasets.module.css';

interface ImportDialogProps {
  readonly datasetId: string;
  /** Files that are sent at once; absent: they are chosen here. */
  readonly start?: readonly UploadFile[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Stage =
  | { readonly state: 'choosing' }
  | { readonly state: 'sending'; readonly share: number }
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'done'; readonly outcome: UploadOutcome };

/** Files, how far they are, and what was not taken of them. */
export function ImportDialog({ datasetId, start, onDone, onClose }: ImportDialogProps) {
  const locale = useLocale();
  const [files, setFiles] = useState<readonly UploadFile[]>(start ?? []);
  const [split, setSplit] = useState('');
  const [stage, setStage] = useState<Stage>({ state: 'choosing' });
  const input = useRef<HTMLInputElement>(null);
  const stopping = useRef<AbortController | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setFiles(
      [...(target.files ?? [])].map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file })),
    );
    setStage({ state: 'choosing' });
  };
  const run = async () => {
    stopping.current = new AbortController();
    setStage({ state: 'sending', share: 0 });
    try {
      const outcome = await upload(datasetId, files, {
        split: split.trim(),
        progress: (share) => setStage({ state: 'sending', share }),
        signal: stopping.current.signal,
      });
      setStage({ state: 'done', outcome });
      onDone();
    } catch (error) {
      setStage({ state: 'refused', why: (error as Error).message });
    }
  };
  const isSending = stage.state === 'sending';
  return (
    <Dialog
      open
      onClose={onClose}
      title={stage.state === 'done' ? 'Files are imported' : 'Add rows from files'}
      says={
        stage.state === 'done'
          ? undefined
          : 'JSON Lines, JSON, CSV and Parquet, also packed with gzip. Rows that are bad are named and left out; all others become one version.'
      }
      wide
      actions={
        stage.state === 'done' ? (
          <Button tone="primary" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{isSending ? 'Stop' : 'Cancel'}</Button>
            <Button tone="primary" disabled={files.length === 0 || isSending} onClick={() => void run()}>
              {isSending ? 'Importing …' : 'Import'}
            </Button>
          </>
        )
      }
    >
      {stage.state === 'done' ? (
        <Outcome outcome={stage.outcome} />
      ) : (
        <FieldStack>
          <input ref={input} type="file" multiple hidden onChange={choose} aria-label="Files" />
          <span className={styles.buttons}>
            <Button icon="upload" disabled={isSending} onClick={() => input.current?.click()}>
              Choose files
            </Button>
            <span className="quiet">
              {files.length === 0
                ? 'No file is chosen.'
                : `${files.length === 1 ? visible(files[0]?.path ?? '') : `${files.length} files`} · ${format(bytes, 'bytes', locale)}`}
            </span>
          </span>
          <TextField
            label="Split"
            value={split}
            onText={setSplit}
            hint="Of rows that name none; empty: as the file’s name has it (train, validation, test), else none."
          />
          {isSending && <progress className={styles.progress} value={stage.share} max={1} aria-label="Share that is sent" />}
          {isSending && stage.share === 1 && <span className="quiet">All is sent; the last rows are checked and stored.</span>}
          {stage.state === 'refused' && <FormProblem>{stage.why}</FormProblem>}
        </FieldStack>
      )}
    </Dialog>
  );
}

function Outcome({ outcome: { version, acceptedCount, rejectedCount, rejected, skippedFiles } }: { readonly outcome: UploadOutcome }) {
  const locale = useLocale();
  const count = (value: number) => format(value, 'count', locale);
  return (
    <div className={styles.stack}>
      <p className={styles.plainText} role="status">
        {version === null
          ? 'No row was taken, and no version was made.'
          : `${count(acceptedCount)} ${acceptedCount === 1 ? 'row is' : 'rows are'} in version ${version.number}.`}
        {rejectedCount > 0 && ` ${count(rejectedCount)} ${rejectedCount === 1 ? 'row was' : 'rows were'} left out.`}
        {skippedFiles.length > 0 && ` Without rows: ${skippedFiles.map(visible).join(', ')}.`}
      </p>
      {rejected.length > 0 && (
        <DataTable
          caption={
            rejected.length < rejectedCount ? `The first ${count(rejected.length)} rows that were left out` : 'Rows that were left out'
          }
          columns={rejectedColumns}
          rows={rejected}
          rowKey={({ file, line, field }) => `${file} ${line} ${field}`}
          maxHeight="320px"
        />
      )}
    </div>
  );
}

const rejectedColumns: readonly Column<RejectedRow>[] = [
  { key: 'file', header: 'File', of: ({ file }) => file, cell: ({ file }) => visible(file) },
  { key: 'line', header: 'Line', of: ({ line }) => line, unit: 'count' },
  { key: 'field', header: 'Field', of: ({ field }) => field, cell: ({ field }) => <span className="mono">{visible(field)}</span> },
  {
    key: 'reason',
    header: 'Reason',
    of: ({ reason }) => reason,
    cell: ({ reason }) => <span className={styles.reason}>{visible(reason)}</span>,
  },
];
