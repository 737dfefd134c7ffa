import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Load } from './load.ts';
import { PanelContext } from './panel-context.ts';
import { EmptyState, ErrorState, Skeleton } from './states.tsx';
import type { EmptyHint, SkeletonShape } from './states.tsx';

export type { Load } from './load.ts';
export type { EmptyHint, SkeletonShape } from './states.tsx';
export { EmptyState, ErrorState, Skeleton } from './states.tsx';

export interface PanelProps<Value> {
  /** What the panel shows, two or three words. */
  readonly title: string;
  /** The grey half-line: what, per what, unit. */
  readonly hint?: ReactNode;
  /** At the right of the title: a link, a switch. */
  readonly aside?: ReactNode;
  /** The menu of actions (open, export …); shown on hover and focus, always on touch. */
  readonly actions?: ReactNode;
  /** Where the data stands; without it the children are drawn as they are. */
  readonly load?: Load<Value> | undefined;
  /** Asks again after a failure. Without it no retry is offered. */
  readonly onRetry?: (() => void) | undefined;
  /** What would fill the panel, and how. */
  readonly empty?: EmptyHint | undefined;
  /** Shape of the skeleton while the first data is on its way. */
  readonly skeleton?: SkeletonShape | undefined;
  /** Height in px that the body keeps in every state, so that nothing below moves. */
  readonly minHeight?: number | undefined;
  /** 2 by default; the level of the title in the page's outline. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** No padding around the body: for tables that reach the edges. */
  readonly flush?: boolean | undefined;
  readonly className?: string | undefined;
  /** Drawn when ready (or when there is no `load`); a function gets the loaded value. */
  readonly children?: ReactNode | ((value: Value) => ReactNode);
}

/**
 * A titled surface with the four states of its data. Charts inside put their legend and tools into its head.
 * Failure and emptiness stay inside the panel: the rest of the page still holds.
 */
export function Panel<Value>(props: PanelProps<Value>) {
  const { title, hint, aside, actions, load, headingLevel = 2, minHeight, flush = false } = props;
  const id = useId();
  const [legendSlot, setLegendSlot] = useState<HTMLElement | null>(null);
  const [toolSlot, setToolSlot] = useState<HTMLElement | null>(null);
  const context = useMemo(() => ({ titleId: id, legendSlot, toolSlot }), [id, legendSlot, toolSlot]);
  const Heading = `h${headingLevel}` as const;
  const isRefreshing = load?.state === 'ready' && load.refreshing;
  const isBusy = load?.state === 'loading' || isRefreshing;
  return (
    <section className={`uk-panel ${props.className ?? ''}`} aria-labelledby={id} aria-busy={isBusy || undefined}>
      <header className="uk-panel-head">
        <Heading className="uk-panel-title" id={id}>
          {title}
        </Heading>
        {hint !== undefined && <span className="uk-panel-hint">{hint}</span>}
        <span className="uk-panel-legend" ref={setLegendSlot} />
        {aside !== undefined && <span className="uk-panel-aside">{aside}</span>}
        <span className="uk-tools">
          <span className="uk-tool-slot" ref={setToolSlot} />
          {actions}
        </span>
      </header>
      <div
        className="uk-panel-body"
        data-flush={flush || undefined}
        data-refreshing={isRefreshing || undefined}
        style={minHeight === undefined ? undefined : { minHeight }}
      >
        <PanelContext.Provider value={context}>{body(props)}</PanelContext.Provider>
      </div>
    </section>
  );
}

function body<Value>({ load, children, onRetry, empty, skeleton = 'chart', title, minHeight }: PanelProps<Value>): ReactNode {
  if (load === undefined) return typeof children === 'function' ? null : children;
  switch (load.state) {
    case 'loading':
      return <Skeleton shape={skeleton} height={minHeight} label={`${title} is loading`} />;
    case 'failed':
      return <ErrorState message={load.message} onRetry={onRetry} />;
    case 'empty':
      return <EmptyState {...(empty ?? { says: 'Nothing here for this time range and these filters.' })} />;
    case 'ready':
      return typeof children === 'function' ? children(load.value) : children;
    default:
      return load satisfies never;
  }
}
