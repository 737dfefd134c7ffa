import { PaneSkeleton } from './span-pane.tsx';
import styles from './trace.module.css';

/** Levels, and starts and lengths in percent, of no trace in particular. */
const rows = [
  [0, 0, 98],
  [1, 1, 8],
  [1, 9, 26],
  [2, 11, 23],
  [1, 36, 12],
  [2, 37, 10],
  [1, 48, 7],
  [1, 56, 38],
  [2, 58, 34],
  [2, 92, 4],
  [1, 95, 3],
] as const;

/** The quiet outline of a tree with its bars, and of the span beside it. */
export function TraceSkeleton() {
  return (
    <>
      <div className={styles.factsWait} aria-hidden="true" />
      <div className={styles.panel} data-loading>
        <div className={styles.waterfall} role="status">
          <span className="uk-hidden">The trace is loading</span>
          <div className={styles.skeleton} aria-hidden="true">
            {rows.map(([level, start, length], index) => (
              <div key={index}>
                <span style={{ marginInlineStart: 14 + level * 14, width: `${46 - level * 8}%` }} />
                <i>
                  <b style={{ marginInlineStart: `${start}%`, width: `${length}%` }} />
                </i>
              </div>
            ))}
          </div>
        </div>
        <section className={styles.pane}>
          <PaneSkeleton />
        </section>
      </div>
    </>
  );
}

/** Where the search and the switches will be, so that nothing moves when they come. */
export function TraceSkeletonRow() {
  return (
    <div className={styles.toolbar} aria-hidden="true">
      <div className={styles.chipsWait} />
    </div>
  );
}
