import { Dialog } from '../../primitives/dialog.tsx';
import type { Flipped } from './comparison-page.tsx';
import { Block, ScoreBadge } from './item-parts.tsx';
import styles from './evaluations.module.css';

/** A row that two runs scored differently, with both answers side by side. */
export function FlipDialog({
  row,
  names,
  onClose,
}: {
  readonly row: Flipped;
  readonly names: readonly [string, string];
  readonly onClose: () => void;
}) {
  const shown = row.b ?? row.a;
  return (
    <Dialog open wide title="A row that flipped" onClose={onClose}>
      <div className={styles.page}>
        <Block title="Input" value={shown?.input} none="The row is gone." />
        <Block title="Expected" value={shown?.expected} none="Nothing is expected." />
        <div className={styles.side}>
          {[row.a, row.b].map((item, place) => (
            <div key={names[place]} className={styles.block}>
              <Block title={names[place] ?? ''} value={item?.output} none="No answer." />
              <span className={styles.choice}>
                {(item?.scores ?? []).map((score) => (
                  <ScoreBadge key={`${score.name} ${score.createdAt}`} score={score} />
                ))}
              </span>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
