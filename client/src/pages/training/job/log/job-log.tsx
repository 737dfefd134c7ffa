import { useDeferredValue, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { Select } from '../../../../primitives/select.tsx';
import { isActive } from '../../words.ts';
import type { ShownJob } from '../job.tsx';
import { useJobView } from '../use-job-view.ts';
import { LogFound } from './log-found.tsx';
import { LogText } from './log-text.tsx';
import { SaveLog } from './save-log-button.tsx';
import { useLogEnd } from './use-log.ts';
import styles from './log.module.css';

/** What the command of a job wrote: every line of it, in its colours, live, searched by the server. */
export function JobLog({ job }: { readonly job: ShownJob }) {
  const [view] = useJobView();
  const [attempt, setAttempt] = useState<number | null>(null);
  const shown = attempt ?? job.attempt;
  const locale = useLocale();
  const isFollowed = isActive(job.status) && shown === job.attempt && view.live !== 'paused';
  const place = { jobId: job.id, attempt: shown };
  const { lastLine, failure, retry } = useLogEnd(place, isFollowed);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const [chosen, setChosen] = useState<number | null>(null);
  const isEmpty = lastLine === 0;
  return (
    <Panel
      title="Log"
      hint={lastLine === null || isEmpty ? undefined : `${format(lastLine, 'count', locale)} lines`}
      flush
      aside={
        <span className={styles.tools}>
          {job.attempts.length > 1 && (
            <span className={styles.attempt}>
              <Select
                label="Attempt"
                value={String(shown)}
                options={job.attempts.map((one) => ({ value: String(one.attempt), label: `Attempt ${one.attempt}` }))}
                onChoose={(value) => {
                  setAttempt(Number(value));
                  setChosen(null);
                }}
              />
            </span>
          )}
          <input
            className={styles.find}
            type="search"
            aria-label="Find in the log"
            placeholder="Find in the log"
            maxLength={512}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {lastLine !== null && !isEmpty && <SaveLog place={place} name={job.name} lastLine={lastLine} />}
        </span>
      }
    >
      {lastLine === null && failure === null && <Skeleton shape="rows" height={320} label="The log is loading" />}
      {lastLine === null && failure !== null && <ErrorState message={failure} onRetry={retry} />}
      {isEmpty && (
        <div className={styles.empty}>
          <EmptyState
            says={isActive(job.status) ? 'Nothing was written yet.' : 'The command wrote nothing.'}
            how="What the command prints, on either of its outputs, stands here line by line as it comes."
          />
        </div>
      )}
      {lastLine !== null && !isEmpty && search !== '' && (
        <LogFound
          key={`${shown} ${search}`}
          place={place}
          search={search}
          lastLine={lastLine}
          onOpen={(line) => {
            setChosen(line);
            setTyped('');
          }}
        />
      )}
      {lastLine !== null && !isEmpty && search === '' && (
        <LogText key={`${job.id} ${shown} ${chosen ?? ''}`} place={place} lastLine={lastLine} chosen={chosen} isFollowed={isFollowed} />
      )}
    </Panel>
  );
}
