import { format, useLocale } from 'ui-kit/format';
import { useState } from 'react';
import { useClient } from 'urql';
import { CancelExportDocument, ExportChangedDocument } from '../../graphql/generated/graphql.ts';
import type { ExportLineFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useChanges } from '../../graphql/use-live.ts';
import { downloadAddress } from '../../graphql/workspace.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { isUnderWay } from './export-words.ts';
import styles from './exports.module.css';

export interface ExportProgressProps {
  readonly made: ExportLineFragment;
  readonly onChanged: (made: ExportLineFragment) => void;
}

/** How far an export is, live, until its file can be downloaded. */
export function ExportProgress({ made, onChanged }: ExportProgressProps) {
  return (
    <div className={styles.progress} aria-live="polite">
      {isUnderWay(made) ? <UnderWay made={made} onChanged={onChanged} /> : <Ended made={made} />}
    </div>
  );
}

function UnderWay({ made, onChanged }: ExportProgressProps) {
  const client = useClient();
  const locale = useLocale();
  const [refusal, setRefusal] = useState<string | null>(null);
  useChanges(ExportChangedDocument, { id: made.id }, ({ exportChanged }) => onChanged(exportChanged));
  const { doneCount, totalCount } = made.task;
  const cancel = async () => {
    const sent = await send(client, CancelExportDocument, { id: made.id });
    if (sent.ok) onChanged(sent.data.cancelExport);
    else setRefusal(sent.refusal.message);
  };
  return (
    <>
      <progress aria-label="Rows written" {...(totalCount > 0 && { value: doneCount, max: totalCount })} />
      <span>
        {made.status === 'QUEUED'
          ? 'Waiting to start'
          : totalCount > 0
            ? `${format(doneCount, 'count', locale)} of ${format(totalCount, 'count', locale)} rows`
            : 'Counting'}
      </span>
      <Button tone="bare" onClick={() => void cancel()}>
        Cancel export
      </Button>
      {made.failure != null && <span className="quiet">Tried again: {made.failure}</span>}
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
    </>
  );
}

function Ended({ made }: { readonly made: ExportLineFragment }) {
  const locale = useLocale();
  const { status, path, failure, writtenCount, expectedCount, sizeBytes, expiresAt } = made;
  if (status === 'READY' && path != null)
    return (
      <>
        <a href={downloadAddress(path)} download className={styles.download}>
          Download
        </a>
        <span className="quiet">
          {format(writtenCount ?? 0, 'count', locale)} of {format(expectedCount ?? 0, 'count', locale)} rows,{' '}
          {format(sizeBytes ?? 0, 'bytes', locale)}, until <Moment at={expiresAt} precision="day" />
        </span>
      </>
    );
  if (status === 'FAILED')
    return <span className={styles.bad}>{failure ?? 'The file could not be made; the server log has the reason.'}</span>;
  return <span className="quiet">{status === 'CANCELLED' ? 'Cancelled; nothing was kept.' : 'The file is no longer kept.'}</span>;
}
