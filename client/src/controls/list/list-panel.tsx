import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { Button } from '../../primitives/button.tsx';
import type { KeysetList } from './list.ts';
import styles from './list.module.css';

export interface ListPanelProps {
  /** `message`, `messages`. */
  readonly noun: readonly [one: string, many: string];
  readonly list: KeysetList<unknown>;
  /** What stands there when nothing is in the list. */
  readonly empty: ReactNode;
  /** The table. */
  readonly children: ReactNode;
}

/** A list with its states around it: loading, failed with what still holds, empty, and what has arrived since. */
export function ListPanel({ noun: [one, many], list, empty, children }: ListPanelProps) {
  const title = many.charAt(0).toUpperCase() + many.slice(1);
  return (
    <section className={styles.panel} aria-label={title}>
      <NewerBar list={list} one={one} many={many} />
      {list.entries === null ? (
        <div className={styles.state}>
          {list.failure === null ? (
            <Skeleton shape="rows" height={560} label={`${title} are loading`} />
          ) : (
            <ErrorState message={list.failure} onRetry={list.reload} />
          )}
        </div>
      ) : list.entries.length === 0 && !list.isStale ? (
        <div className={styles.state}>{empty}</div>
      ) : (
        <>
          {list.failure !== null && (
            <div className={styles.failure} role="alert">
              <span>
                {list.failure} The {many} below still hold.
              </span>
              <Button onClick={list.hasMore && !list.isStale ? list.loadMore : list.reload}>Try again</Button>
            </div>
          )}
          {children}
        </>
      )}
    </section>
  );
}

/** What has arrived since; the list stays where the reader is until it is pressed. */
function NewerBar({ list, one, many }: { readonly list: KeysetList<unknown>; readonly one: string; readonly many: string }) {
  const { entries, isMore } = list.newer;
  if (entries.length === 0) return null;
  const words = `${isMore ? `more than ${entries.length}` : entries.length} new ${entries.length === 1 ? one : many}`;
  return (
    <>
      <span className="uk-hidden" role="status">
        {words}
      </span>
      <button type="button" className={styles.newer} onClick={list.showNewer}>
        {words} <span className={styles.newerAction}>Show</span>
      </button>
    </>
  );
}
