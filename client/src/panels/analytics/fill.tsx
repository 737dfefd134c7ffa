import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './analytics.module.css';

export interface FillProps {
  /** The least height, px: what the panel has where it stands alone. */
  readonly least: number;
  readonly children: (heightPx: number) => ReactNode;
}

/** A chart as high as its panel: the panels of a row have one height, and none has empty room under its chart. */
export function Fill({ least, children }: FillProps) {
  const [heightPx, setHeight] = useState(least);
  const element = useCallback((node: HTMLDivElement | null) => {
    if (node === null) return undefined;
    const observer = new ResizeObserver((entries) => {
      const entry = entries.at(-1);
      if (entry !== undefined) setHeight(Math.floor(entry.contentRect.height));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  // What is inside is taken out of the flow: it may not hold up the row that it fills.
  return (
    <div ref={element} className={styles.fill} style={{ minHeight: least }}>
      <div className={styles.filled}>{children(Math.max(least, heightPx))}</div>
    </div>
  );
}
