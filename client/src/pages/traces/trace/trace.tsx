import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { TraceMoves } from 'ui-kit/trace-waterfall';
import { format, useLocale } from 'ui-kit/format';
import { useKeys } from '../../../controls/keys.ts';
import { Page } from '../../../controls/page/page.tsx';
import { LiveSwitch } from '../../../controls/live-switch.tsx';
import { useIsNarrow } from '../../../controls/narrow.ts';
import { keepView } from '../../../controls/use-view.ts';
import { downloadAddress } from '../../../graphql/workspace.ts';
import { Button, IconButton, Key } from '../../../primitives/button.tsx';
import { Menu, MenuItem } from '../../../primitives/menu.tsx';
import { notify } from '../../../primitives/toast.ts';
import { visible } from 'ui-kit/visible';
import { FindBox } from './find-box.tsx';
import { nextIndex } from './finding.ts';
import { allFolded } from './folding.ts';
import { spanRows } from './span-rows.ts';
import { SpanSide } from './span-side.tsx';
import { Toolbar } from './toolbar.tsx';
import { Totals, TraceFacts, TraceId } from './trace-head.tsx';
import { readZoom, zoomText } from './trace-view.ts';
import type { TracePageView, TraceTab } from './trace-view.ts';
import { unpricedModels } from './unpriced.ts';
import { useFinding } from './use-finding.ts';
import { useSelection } from './use-selection.ts';
import type { ShownTrace } from './use-trace.ts';
import { Waterfall } from './waterfall.tsx';
import styles from './trace.module.css';

const JsonDialog = lazy(() => import('./json-dialog.tsx'));

export interface TraceProps {
  readonly trace: ShownTrace;
  /** How many answers there have been: the selected span is asked for again with each. */
  readonly answerCount: number;
  /** What went wrong with the last try to see what changed; null: nothing. */
  readonly failure: string | null;
  readonly onChanged: () => void;
}

/** A trace that is there: its tree beside the selected span, and the keys of the page. */
export function Trace({ trace, answerCount, failure, onChanged }: TraceProps) {
  const { head, columns } = trace;
  const locale = useLocale();
  const view = useSearch({ from: '/traces/$traceId' });
  const correctsClocks = view.clocks === 'corrected';
  // A link to the span that stands for the trace shows it.
  const showsEnvelope = view.envelope === '1' || (view.span !== undefined && view.span === columns.ids[0]);
  const rows = useMemo(() => spanRows(columns, { correctsClocks, showsEnvelope }), [columns, correctsClocks, showsEnvelope]);
  const navigate = useNavigate({ from: '/traces/$traceId' });
  const change = useCallback(
    (next: Partial<TracePageView>) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  const [chosen, select] = useSelection(
    view.span,
    useCallback((span: string | undefined) => change({ span }), [change]),
  );
  const finding = useFinding(head.id, rows, view.q ?? '');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [isJson, setJson] = useState(false);
  const [askedToRate, setAskedToRate] = useState(0);
  const isNarrow = useIsNarrow();
  const moves = useRef<TraceMoves>(null);
  const findInput = useRef<HTMLInputElement>(null);
  const zoom = useMemo(() => readZoom(view.zoom), [view.zoom]);
  const errorIndexes = useMemo(() => rows.filter(({ error }) => error !== '').map(({ index }) => index), [rows]);
  // Until the reader has chosen, the first span stands beside the tree: the one that was first at the beginning, also when its parent comes
  // later.
  const [first] = useState(rows[0]?.id);
  const shown = chosen ?? first ?? rows[0]?.id;
  const row = shown === undefined ? undefined : rows.find(({ id }) => id === shown);
  const goTo = useCallback(
    (index: number | null) => {
      const next = index === null ? undefined : rows[index]?.id;
      if (next !== undefined) select(next);
    },
    [rows, select],
  );
  // From what is not chosen, "next" leads to the first.
  const from = chosen === undefined ? -1 : (row?.index ?? -1);
  const goToError = (step: 1 | -1) => goTo(nextIndex(errorIndexes, from, step));
  const goToFound = (step: 1 | -1) => {
    if (finding !== null) goTo(nextIndex(finding.indexes, from, step));
  };
  const setTab = (tab: TraceTab) => change({ tab: tab === 'chat' ? undefined : tab });
  const rate = () => {
    setTab('evaluations');
    setAskedToRate(askedToRate + 1);
  };
  const copyLink = () => {
    const url = new URL(window.location.href);
    if (row !== undefined) url.searchParams.set('span', row.id);
    void navigator.clipboard.writeText(url.href).then(
      () => notify({ title: 'Link copied.' }),
      () => notify({ title: 'The link is in the address bar.' }),
    );
  };
  const clear = () => {
    if (view.q !== undefined) change({ q: undefined });
    else if (view.zoom !== undefined) change({ zoom: undefined });
    else if (view.errors !== undefined || view.critical !== undefined) change({ errors: undefined, critical: undefined });
    else select(undefined);
  };
  const unpriced = useMemo(() => unpricedModels(rows), [rows]);
  const hasCost = head.costUsd != null && head.costUsd > 0;
  useKeys('Trace', {
    j: { says: 'next span', run: () => moves.current?.by(1) },
    k: { says: 'span before', run: () => moves.current?.by(-1) },
    o: { says: 'fold or open the span', run: () => moves.current?.toggle() },
    O: { says: 'fold or open everything', run: () => setCollapsed(collapsed.size > 0 ? new Set() : allFolded(rows)) },
    '/': { says: 'search in the trace', run: () => findInput.current?.select() },
    n: { says: 'next match', run: () => goToFound(1) },
    N: { says: 'match before', run: () => goToFound(-1) },
    ']': { says: 'next error', run: () => goToError(1) },
    '[': { says: 'error before', run: () => goToError(-1) },
    E: { says: 'only errors, or all', run: () => change({ errors: view.errors === '1' ? undefined : '1' }) },
    c: { says: 'critical path', run: () => change({ critical: view.critical === '1' ? undefined : '1' }) },
    m: {
      says: 'colour by kind or by cost',
      run: () => {
        if (hasCost) change({ color: view.color === 'cost' ? undefined : 'cost' });
      },
    },
    e: { says: 'rate the span', run: rate },
    l: { says: 'copy a link to the span', run: copyLink },
    Escape: { says: 'clear the search, the zoom, what is left out', run: clear },
  });
  return (
    <Page
      title={head.name === '' ? 'Trace' : visible(head.name)}
      trail={
        <Link to="/traces" search={keepView}>
          Traces
        </Link>
      }
      fill={!isNarrow}
      beside={<TraceId id={head.id} />}
      actions={
        <>
          <Totals head={head} position="head" />
          <LiveSwitch />
          <Button onClick={rate} disabled={row === undefined}>
            Rate <Key>e</Key>
          </Button>
          <Button onClick={() => setJson(true)} title="Open as JSON">
            JSON
          </Button>
          <IconButton icon="link" label="Copy link" onClick={copyLink} />
          <Menu trigger={<IconButton icon="more" label="More about this trace" />}>
            <MenuItem onChoose={() => void navigate({ to: '/traces/compare', search: (held) => ({ ...keepView(held), left: head.id }) })}>
              Compare with another trace
            </MenuItem>
            <MenuItem onChoose={() => downloadTrace(head.id)}>Download as OTLP</MenuItem>
          </Menu>
        </>
      }
      row={
        <Toolbar
          view={view}
          change={change}
          rows={rows}
          errorCount={errorIndexes.length}
          errorNumber={row !== undefined && row.error !== '' && chosen !== undefined ? errorIndexes.indexOf(row.index) + 1 : null}
          onError={goToError}
          onCollapsed={setCollapsed}
          hasCost={hasCost}
          hasEnvelope={columns.isInEnvelope}
          showsEnvelope={showsEnvelope}
          find={
            <FindBox
              input={findInput}
              value={view.q ?? ''}
              onText={(text) => change({ q: text.trim() === '' ? undefined : text })}
              finding={finding}
              index={from}
              onIndex={goTo}
            />
          }
        />
      }
    >
      <Totals head={head} position="below" />
      <TraceFacts head={head} unpriced={unpriced} />
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure} What is shown still holds.{' '}
          <button type="button" className={styles.fold} onClick={onChanged}>
            Try again
          </button>
        </p>
      )}
      {trace.isCut && (
        <p className={styles.cut} role="note">
          This trace has {moreThan(columns.ids.length, head.spanCount, locale)} spans: the {format(columns.ids.length, 'count', locale)}{' '}
          earliest are shown.
        </p>
      )}
      <div className={styles.panel}>
        <Waterfall
          rows={rows}
          costUsd={head.costUsd ?? null}
          byCost={view.color === 'cost' && hasCost}
          showsCriticalPath={view.critical === '1'}
          onlyErrors={view.errors === '1'}
          finding={finding}
          selectedId={shown ?? null}
          onSelect={select}
          collapsed={collapsed}
          onCollapsed={setCollapsed}
          zoom={zoom}
          onZoom={(next) => change({ zoom: zoomText(next) })}
          moves={moves}
        />
        <SpanSide
          traceId={head.id}
          spanId={shown ?? null}
          row={row}
          rows={rows}
          traceEvaluations={trace.evaluations}
          answerCount={answerCount}
          tab={view.tab ?? 'chat'}
          onTab={setTab}
          askedToRate={askedToRate}
          onLink={copyLink}
          onChanged={onChanged}
        />
      </div>
      <Suspense>
        {isJson && <JsonDialog traceId={head.id} spanId={row?.id ?? null} spanCount={head.spanCount} onClose={() => setJson(false)} />}
      </Suspense>
    </Page>
  );
}

/** The sum may come a moment after the spans: until then it is only known that there are more than are shown. */
function moreThan(shownCount: number, spanCount: number, locale: Parameters<typeof format>[2]): string {
  return spanCount > shownCount ? format(spanCount, 'count', locale) : `more than ${format(shownCount, 'count', locale)}`;
}

/** The browser saves what the server gives out: the trace as a file of OpenTelemetry. */
function downloadTrace(id: string): void {
  const link = document.createElement('a');
  link.href = downloadAddress(`/v1/traces/${id}`);
  link.download = `trace-${id}.json`;
  link.click();
}
