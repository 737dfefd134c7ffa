import { useCallback, useEffect, useRef, useState } from 'react';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { Icon } from '../../primitives/icon.tsx';
import { MenuItem } from '../../primitives/menu.tsx';
import { PanelMenu } from '../../primitives/panel-menu.tsx';
import { Fill } from '../analytics/fill.tsx';
import type { Panels } from './ask-panels.ts';
import styles from './dashboard.module.css';
import type { DashboardPanel as Declared, PanelView, ShownPanel } from './panel.ts';
import { usePanelAnswer } from './use-panels.ts';

export interface DashboardPanelProps {
  readonly panel: Declared;
  readonly panels: Panels;
  readonly view: PanelView;
  readonly isClosed: boolean;
  readonly onToggle: () => void;
  /** Shows the list of what the panel counts. */
  readonly onList: (panel: Declared) => void;
}

/** A panel of a dashboard: asked for when it comes into view, and no more than a title when it is closed. */
export function DashboardPanel(props: DashboardPanelProps) {
  const { panel, isClosed, onToggle } = props;
  if (!isClosed) return <OpenPanel {...props} />;
  return (
    <section className={styles.closed} aria-label={panel.title}>
      <button type="button" aria-expanded="false" onClick={onToggle}>
        <Icon name="right" /> <b>{panel.title}</b> <span className="quiet">{panel.about}</span>
      </button>
    </section>
  );
}

function OpenPanel({ panel, panels, view, onToggle, onList }: DashboardPanelProps) {
  const [element, isSeen] = useSeen();
  const answer = usePanelAnswer(panels, panel, isSeen);
  const shown = answer.data === null ? null : panel.show(answer.data, view);
  const load: Load<ShownPanel> =
    answer.data === null
      ? answer.failure === null
        ? { state: 'loading' }
        : { state: 'failed', message: answer.failure }
      : shown === null
        ? { state: 'empty' }
        : { state: 'ready', value: shown, refreshing: answer.isStale };
  const { heightPx, columns } = panel.size;
  // Lists and tables are as high as their rows; a table that has its row for itself leaves no room under the last.
  const isFilling = panel.skeleton !== 'rows' && columns < 12;
  const isAlone = columns === 12 && panel.skeleton === 'rows' && load.state === 'ready';
  return (
    <div ref={element} className={styles.cell}>
      <Panel
        title={panel.title}
        headingLevel={3}
        hint={shown?.hint ?? ''}
        load={load}
        minHeight={isAlone ? undefined : heightPx}
        skeleton={panel.skeleton}
        flush={panel.flush}
        empty={panel.empty}
        onRetry={() => panels.retry(panel)}
        aside={
          <>
            {answer.failure !== null && answer.data !== null && (
              <button type="button" className={styles.behind} title={answer.failure} onClick={() => panels.retry(panel)}>
                behind, try again
              </button>
            )}
            {shown?.aside}
          </>
        }
        actions={
          <PanelMenu name={panel.id} table={shown?.table ?? null}>
            {panel.counts !== null && <MenuItem onChoose={() => onList(panel)}>Show these messages</MenuItem>}
            <MenuItem onChoose={onToggle}>Collapse</MenuItem>
          </PanelMenu>
        }
      >
        {(value) => (isFilling ? <Fill least={heightPx}>{value.body}</Fill> : value.body(heightPx))}
      </Panel>
    </div>
  );
}

/** Whether an element is near the window now. */
function useSeen(): readonly [element: (node: HTMLElement | null) => void, isSeen: boolean] {
  const [isSeen, setSeen] = useState(false);
  const observer = useRef<IntersectionObserver | null>(null);
  const element = useCallback((node: HTMLElement | null) => {
    observer.current?.disconnect();
    if (node === null) return;
    observer.current = new IntersectionObserver(
      // Several entries of one element come together after a quick scroll: the last is where it is now.
      (entries) => {
        setSeen(entries.at(-1)?.isIntersecting === true);
      },
      { rootMargin: '240px 0px' },
    );
    observer.current.observe(node);
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);
  return [element, isSeen];
}
