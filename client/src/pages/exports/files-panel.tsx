import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { zoneName } from '../../controls/zone.ts';
import { DeleteExportDocument } from '../../graphql/generated/graphql.ts';
import type { ExportLineFragment, ExportsQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { TimeRange } from '../../panels/exports/time-range.tsx';
import { ExportProgress } from '../../panels/exports/export-progress.tsx';
import { fileName, filterWords, mailWords } from '../../panels/exports/export-words.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './exports-page.module.css';

export interface FilesPanelProps {
  readonly answer: Live<ExportsQuery>;
  readonly onChanged: (made: ExportLineFragment) => void;
}

/** So many files stand there at first: the schedules below them are in reach. */
const firstCount = 10;

/** The last exports, newest first. */
export function FilesPanel({ answer, onChanged }: FilesPanelProps) {
  const client = useClient();
  const [deleted, setDeleted] = useState<ExportLineFragment | null>(null);
  const [isWhole, setWhole] = useState(false);
  return (
    <Panel
      title="Files"
      hint="the last 100; each is kept for 7 days"
      flush
      skeleton="rows"
      minHeight={160}
      load={loadOf(answer, ({ exports }) => (exports.length === 0 ? null : exports))}
      onRetry={answer.reload}
      empty={{
        says: 'No export yet.',
        how: 'Export on the dashboard and on the list of messages takes what the page shows, with its filters.',
      }}
    >
      {(files) => (
        <>
          <ul className={styles.list}>
            {(isWhole ? files : files.slice(0, firstCount)).map((made) => (
              <li key={made.id} className={styles.item}>
                <FileWords made={made} />
                <ExportProgress made={made} onChanged={onChanged} />
                <Menu trigger={<IconButton icon="more" label={`Actions for ${fileName(made)}`} />}>
                  {made.link != null && (
                    <MenuItem icon="link" onChoose={() => void copyLink(made.link as string)}>
                      Copy link for an hour
                    </MenuItem>
                  )}
                  <MenuItem icon="trash" tone="bad" onChoose={() => setDeleted(made)}>
                    Delete
                  </MenuItem>
                </Menu>
              </li>
            ))}
          </ul>
          {!isWhole && files.length > firstCount && (
            <div className={styles.more}>
              <Button onClick={() => setWhole(true)}>Show all {files.length}</Button>
            </div>
          )}
          {deleted !== null && (
            <ConfirmDialog
              title="Delete this export?"
              says="Its file is removed at once; links to it lead nowhere. What it was made of stays."
              action="Delete export"
              run={() => send(client, DeleteExportDocument, { id: deleted.id })}
              onDone={answer.reload}
              onClose={() => setDeleted(null)}
            />
          )}
        </>
      )}
    </Panel>
  );
}

/** What a file holds, and who asked for it. */
function FileWords({ made }: { readonly made: ExportLineFragment }) {
  const filter = made.filter as Record<string, unknown>;
  const words = filterWords(filter);
  return (
    <div className={styles.what}>
      <span className={styles.title}>{fileName(made)}</span>
      <span className={styles.small}>
        <TimeRange from={filter['from'] as string | undefined} to={filter['to'] as string | undefined} />, {zoneName(made.timeZone)}
        {words !== null && <>; {words}</>}
        {made.roles.length > 0 && <>; {made.roles.map((role) => role.toLowerCase()).join(', ')}</>}
      </span>
      <span className={styles.small}>
        {made.dueAt != null ? 'by a schedule' : (made.requestedBy ?? 'without an account')}, <Ago at={made.createdAt} />
        {made.mail != null && <>; {mailWords[made.mail]}</>}
      </span>
    </div>
  );
}

async function copyLink(path: string): Promise<void> {
  await navigator.clipboard.writeText(new URL(path, window.location.origin).href);
  notify({ title: 'The link is copied.', says: 'For an hour it admits everyone who has it.' });
}
