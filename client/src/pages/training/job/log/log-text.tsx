import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { Button } from '../../../../primitives/button.tsx';
import { openLog } from './log-book.ts';
import { LineRow } from './log-lines.tsx';
import { LINE_PX } from './log-scroll.ts';
import { readLines } from './use-log.ts';
import type { LogPlace } from './use-log.ts';
import { useLogScroll } from './use-log-scroll.ts';
import styles from './log.module.css';

export interface LogTextProps {
  readonly place: LogPlace;
  readonly lastLine: number;
  /** The line at which it is opened; null: at its end. */
  readonly chosen: number | null;
  /** It grows while it is looked at. */
  readonly isFollowed: boolean;
}

/** Every line of a log; only those in view are read and drawn. */
export function LogText({ place: { jobId, attempt }, lastLine, chosen, isFollowed }: LogTextProps) {
  const client = useClient();
  const locale = useLocale();
  const book = useMemo(() => openLog((after, count) => readLines(client, { jobId, attempt }, { after, count })), [client, jobId, attempt]);
  useSyncExternalStore(book.subscribe, book.version);
  const { scroller, window, heightPx, isAtEnd, toEnd, toLine } = useLogScroll(lastLine, chosen === null);
  const begun = useRef(false);
  useLayoutEffect(() => {
    if (begun.current || chosen === null) return;
    begun.current = true;
    toLine(chosen - 1);
  }, [chosen, toLine]);
  const { first, end, topPx } = window;
  useEffect(() => book.show(first + 1, end + 1, lastLine), [book, first, end, lastLine]);
  const failure = book.failure();
  return (
    <>
      {failure !== null && (
        <div className={styles.failure} role="status">
          Some lines could not be read: {failure} <Button onClick={book.retry}>Try again</Button>
        </div>
      )}
      <div className={styles.frame} style={{ '--digits': String(lastLine).length } as object}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled by keys */}
        <div className={styles.scroller} ref={scroller} tabIndex={0} role="region" aria-label="Lines of the log">
          <div className={styles.all} style={{ height: heightPx }}>
            {Array.from({ length: end - first }, (_, place) => (
              <LineRow
                key={first + place}
                line={first + place + 1}
                text={book.text(first + place + 1)}
                topPx={topPx + place * LINE_PX}
                mark=""
                isChosen={first + place + 1 === chosen}
              />
            ))}
          </div>
        </div>
        {!isAtEnd && (
          <span className={styles.toEnd}>
            <Button icon="down" onClick={toEnd}>
              {isFollowed ? 'Follow' : `To line ${format(lastLine, 'count', locale)}`}
            </Button>
          </span>
        )}
      </div>
    </>
  );
}
