import { useEffect, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { useClient } from 'urql';
import { LineRow } from './log-lines.tsx';
import type { LogLine } from './log-book.ts';
import { LINE_PX } from './log-scroll.ts';
import { readLines } from './use-log.ts';
import type { LogPlace } from './use-log.ts';
import { useLogScroll } from './use-log-scroll.ts';
import styles from './log.module.css';

const MOST_FOUND = 2_000;
/** Waited while the reader types, ms. */
const REST_MS = 200;
/** More is read when fewer lines than this are left below the view. */
const LEAST_LEFT = 200;

export interface LogFoundProps {
  readonly place: LogPlace;
  readonly search: string;
  /** Asked for again, from where it ended, when the log has grown. */
  readonly lastLine: number;
  readonly onOpen: (line: number) => void;
}

interface Found {
  readonly lines: readonly LogLine[];
  /** There may be more after the last. */
  readonly hasMore: boolean;
}

/** The lines of a log that contain a text; a line's number opens the log there. */
export function LogFound({ place: { jobId, attempt }, search, lastLine, onOpen }: LogFoundProps) {
  const client = useClient();
  const locale = useLocale();
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const lines = found?.lines ?? none;
  const { scroller, window, heightPx } = useLogScroll(lines.length, false);
  const isWanted = found === null || (window.end >= lines.length - LEAST_LEFT && found.hasMore);
  const readUpTo = lines.at(-1)?.line ?? 0;
  const isFirst = found === null;
  useEffect(() => {
    if (!isWanted || failure !== null) return undefined;
    let isOver = false;
    const timer = setTimeout(
      () => {
        void readLines(client, { jobId, attempt }, { after: readUpTo, count: MOST_FOUND, search }).then((answer) => {
          if (isOver) return;
          if ('failure' in answer) return setFailure(answer.failure);
          return setFound((held) => ({ lines: [...(held?.lines ?? []), ...answer], hasMore: answer.length === MOST_FOUND }));
        });
      },
      isFirst ? REST_MS : 0,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, jobId, attempt, search, isWanted, isFirst, readUpTo, failure, tries]);
  // A log that grows may hold more of it.
  const [seenLast, setSeenLast] = useState(lastLine);
  if (seenLast !== lastLine) {
    setSeenLast(lastLine);
    if (found !== null && !found.hasMore) setFound({ ...found, hasMore: true });
  }
  if (failure !== null && found === null)
    return (
      <ErrorState
        message={failure}
        onRetry={() => {
          setFailure(null);
          setTries(tries + 1);
        }}
      />
    );
  if (found === null) return <Skeleton shape="rows" height={320} label="The log is searched" />;
  if (lines.length === 0)
    return (
      <div className={styles.empty}>
        <EmptyState says={`No line contains “${search}”.`} how="The text is looked for in each line, regardless of case." />
      </div>
    );
  return (
    <>
      <p className={styles.count} role="status">
        {format(lines.length, 'count', locale)}
        {found.hasMore ? ' or more' : ''} {lines.length === 1 ? 'line contains' : 'lines contain'} it; a number opens the log there.
      </p>
      <div className={styles.frame} style={{ '--digits': String(lines.at(-1)?.line ?? 1).length } as object}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys */}
        <div className={styles.scroller} ref={scroller} tabIndex={0} role="region" aria-label="Lines that were found">
          <div className={styles.all} style={{ height: heightPx }}>
            {lines.slice(window.first, window.end).map(({ line, text }, index) => (
              <LineRow key={line} line={line} text={text} topPx={window.topPx + index * LINE_PX} mark={search} onOpen={onOpen} />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}

const none: readonly LogLine[] = [];
