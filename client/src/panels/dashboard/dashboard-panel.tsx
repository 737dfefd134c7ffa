import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { Icon } from '../../primitives/icon.tsx';
import { MenuItem } from '../../primitives/menu.tsx';
import { PanelMenu } from '../../primitives/panel-menu.tsx';
import { Fill } from '../analytics/fill.tsx';
import { ExplainItem } from '../assistant/explain-item.tsx';
import { WhyItem } from '../causes/why-item.tsx';
import type { PanelAnswer, Panels } from './ask-panels.ts';
import styles from './dashboard.module.css';
import type { DashboardPanel as Declared, PanelView, ShownPanel } from './panel.ts';
import { usePanelAnswer } from './use-panels.ts';

interface CommonProps {
  readonly panel: Declared;
  readonly panels: Panels;
  readonly view: PanelView;
  /** Shows the list of what the panel counts. */
  readonly onList: (panel: Declared) => void;
}

export interface DashboardPanelProps extends CommonProps {
  readonly isClosed: boolean;
  readonly onToggle: (panelId: string) => void;
}

/**
 * A panel of a dashboard: asked for when it comes into view, and no more than a title when it is closed. A press somewhere else on the page
 * draws it again only where its own properties have changed.
 */
export const DashboardPanel = memo(function DashboardPanel({ isClosed, onToggle, ...props }: DashboardPanelProps) {
  const { panel } = props;
  if (!isClosed) return <OpenPanel {...props} onToggle={onToggle} />;
  return (
    <section className={styles.closed} aria-label={panel.title}>
      <button type="button" aria-expanded="false" onClick={() => onToggle(panel.id)}>
        <Icon name="right" /> <b>{panel.title}</b> <span className="quiet">{panel.about}</span>
      </button>
    </section>
  );
});

function OpenPanel({ panel, panels, view, onToggle, onList }: Omit<DashboardPanelProps, 'isClosed'>) {
  const [element, isSeen] = useSeen();
  // Panels in view are asked for at once. Charts of several may come into view together: they are drawn after a press that comes meanwhile.
  const [wasSeen, setSeen] = useState(false);
  if (isSeen && !wasSeen) setSeen(true);
  const isDrawn = useDeferredValue(wasSeen);
  const answer = usePanelAnswer(panels, panel, isSeen);
  const seen = useShown(panel, answer, view);
  const [load, shown] = isDrawn ? seen : notSeen;
  const { heightPx, columns } = panel.size;
  // Lists and tables are as high as their rows; a table that has its row for itself leaves no room under the last.
  const isFilling = panel.skeleton !== 'rows' && columns < 12;
  const drawn = useMemo(
    () => shown !== null && (isFilling ? <Fill least={heightPx}>{shown.body}</Fill> : shown.body(heightPx)),
    [shown, isFilling, heightPx],
  );
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
        aside={<Aside answer={answer} shown={shown} onRetry={() => panels.retry(panel)} />}
        actions={
          <Actions panel={panel} shown={shown} onList={onList}>
            <MenuItem onChoose={() => onToggle(panel.id)}>Collapse</MenuItem>
          </Actions>
        }
      >
        {drawn}
      </Panel>
    </div>
  );
}

export interface PanelTileProps extends CommonProps {
  /** In place of the panel's own; null: that. */
  readonly title: string | null;
  /** Of the whole tile, whatever is in it. */
  readonly heightPx: number;
}

/** Head and edges of a panel, px. */
const HEAD_PX = 46;
const PADDING_PX = 14;
/** Below this a chart shows nothing. */
const LEAST_CHART_PX = 60;

/** A panel in a place of a given size: what is out of sight is neither asked for nor drawn. */
export function PanelTile({ panel, panels, view, onList, title, heightPx }: PanelTileProps) {
  const [element, isSeen] = useSeen();
  const isDrawn = useDeferredValue(isSeen);
  const answer = usePanelAnswer(panels, panel, isSeen);
  return (
    <div ref={element} className={styles.tile}>
      {isDrawn ? (
        <SeenTile {...{ panel, panels, view, onList, title, heightPx, answer }} />
      ) : (
        <Panel title={title ?? panel.title} headingLevel={3} />
      )}
    </div>
  );
}

function SeenTile({ panel, panels, view, onList, title, heightPx, answer }: PanelTileProps & { readonly answer: PanelAnswer }) {
  const [load, shown] = useShown(panel, answer, view);
  const retry = () => panels.retry(panel);
  const bodyPx = Math.max(LEAST_CHART_PX, heightPx - HEAD_PX - (panel.flush === true ? 0 : PADDING_PX));
  const isFilling = panel.skeleton === undefined || panel.skeleton === 'chart' || panel.skeleton === 'bars';
  return (
    <Panel
      title={title ?? panel.title}
      headingLevel={3}
      hint={shown?.hint ?? ''}
      load={load}
      skeleton={panel.skeleton}
      flush={panel.flush}
      empty={panel.empty}
      onRetry={retry}
      aside={<Aside answer={answer} shown={shown} onRetry={retry} />}
      actions={<Actions panel={panel} shown={shown} onList={onList} />}
    >
      {(value) =>
        isFilling ? (
          <Fill least={LEAST_CHART_PX}>{value.body}</Fill>
        ) : panel.flush === true ? (
          value.body(bodyPx)
        ) : (
          // What is longer than its tile scrolls, by keyboard too.
          <div className={styles.scroll} role="group" aria-label={title ?? panel.title} tabIndex={0}>
            {value.body(bodyPx)}
          </div>
        )
      }
    </Panel>
  );
}

/**
 * What an answer shows, through the view that it answers: while the next one is on its way, what stands is not drawn again, so that the
 * request and the server have the processor. A choice that stands in a panel itself is shown at once.
 */
function useShown(panel: Declared, answer: PanelAnswer, view: PanelView): readonly [Load<ShownPanel>, ShownPanel | null] {
  const [held, setHeld] = useState(view);
  const isHeld = answer.isStale && held.slaMs === view.slaMs;
  if (!isHeld && held !== view) setHeld(view);
  const through = isHeld ? held : view;
  const shown = useMemo(() => (answer.data === null ? null : panel.show(answer.data, through)), [panel, answer.data, through]);
  if (answer.data === null) return [answer.failure === null ? { state: 'loading' } : { state: 'failed', message: answer.failure }, null];
  return [shown === null ? { state: 'empty' } : { state: 'ready', value: shown, refreshing: answer.isStale }, shown];
}

const notSeen: ReturnType<typeof useShown> = [{ state: 'loading' }, null];

interface HeadProps {
  readonly answer: PanelAnswer;
  readonly shown: ShownPanel | null;
  readonly onRetry: () => void;
}

function Aside({ answer, shown, onRetry }: HeadProps) {
  return (
    <>
      {answer.failure !== null && answer.data !== null && (
        <button type="button" className={styles.behind} title={answer.failure} onClick={onRetry}>
          behind, try again
        </button>
      )}
      {shown?.aside}
    </>
  );
}

interface ActionsProps extends Pick<CommonProps, 'panel' | 'onList'> {
  readonly shown: ShownPanel | null;
  readonly children?: ReactNode;
}

function Actions({ panel, shown, onList, children }: ActionsProps) {
  return (
    <PanelMenu name={panel.id} table={shown?.table ?? null}>
      {panel.counts !== null && <MenuItem onChoose={() => onList(panel)}>Show these messages</MenuItem>}
      {panel.signal !== null && <WhyItem metric={panel.signal} />}
      <ExplainItem title={panel.title} />
      {children}
    </PanelMenu>
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
