import { useNavigate, useSearch } from '@tanstack/react-router';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { useLocale } from 'ui-kit/format';
import { lazy, Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Panel } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { previousName } from '../../controls/compare-switch.tsx';
import { useViewQuery, useView } from '../../controls/use-view.ts';
import { useZoom } from '../../controls/use-zoom.ts';
import { UndoZoom } from '../../controls/undo-zoom.tsx';
import { OverviewChangedDocument, OverviewDocument } from '../../graphql/generated/graphql.ts';
import type { FirstScreenFragment, OverviewChangedSubscription, OverviewQuery, SignalMetric } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { shiftMs } from '../../panels/analytics/buckets.ts';
import { ErrorsPanel, FailureTagsPanel, RatingsPanel, ToolsPanel } from '../../panels/analytics/list-panels.tsx';
import { modelColors } from '../../panels/analytics/model-colors.ts';
import { CostPanel } from '../../panels/analytics/model-panels.tsx';
import { ModelTable } from '../../panels/analytics/model-table.tsx';
import { NothingHere, NothingRead, StaleNotice } from '../../panels/analytics/page-states.tsx';
import { SuccessPanel } from '../../panels/analytics/success-panel.tsx';
import { daysOf } from '../../panels/analytics/targets.ts';
import { Tiles } from '../../panels/analytics/tiles.tsx';
import { LatencyPanel, TokensPanel, VolumePanel } from '../../panels/analytics/time-panels.tsx';
import { BandsMenu } from '../../panels/dashboard/bands-menu.tsx';
import styles from '../../panels/analytics/analytics.module.css';

const SignalPanel = lazy(() => import('../../panels/signals/signal-panel.tsx'));

const apply = (data: OverviewQuery, change: OverviewChangedSubscription): OverviewQuery => ({
  ...data,
  analytics: change.analyticsChanged,
});

/** Cost, quality and latency of the window at a glance, following what arrives. One query fills the whole first screen. */
export function OverviewPage() {
  const [view] = useView();
  const locale = useLocale();
  const variables = useViewQuery();
  const { filter, compare } = variables;
  const { baseline, bands } = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const answer = useLiveQuery({
    query: OverviewDocument,
    variables,
    changes: { subscription: OverviewChangedDocument, apply },
    isPaused: view.live === 'paused',
  });
  const { data, reload } = answer;
  const numbers: FirstScreenFragment | null = data?.analytics ?? null;
  const models = data?.filterOptions.models;
  const shown = numbers?.seriesByModel;
  const styleOf = useMemo(
    () =>
      modelColors(
        models ?? [],
        (shown ?? []).map(({ model }) => model).filter((model) => model !== 'other'),
      ),
    [models, shown],
  );
  const zoom = useZoom();
  const onRange = zoom.to;
  const isLost = data === null && answer.failure !== null;
  const before = previousName(view, locale);
  const shift = shiftMs(view, filter, locale.timeZone);

  const over = <Value,>(pick: (numbers: FirstScreenFragment) => Value | null) => loadOf(answer, (held) => pick(held.analytics));
  const some = <Item,>(items: readonly Item[]): readonly Item[] | null => (items.length === 0 ? null : items);
  const time = (has: (numbers: FirstScreenFragment) => boolean) =>
    over((of) =>
      has(of)
        ? {
            interval: of.interval,
            series: of.series,
            previous: of.previousSeries ?? [],
            shiftMs: shift,
            previousName: before,
            onRange,
          }
        : null,
    );
  const byModel = (has: (numbers: FirstScreenFragment) => boolean) =>
    over((of) =>
      has(of)
        ? {
            interval: of.interval,
            models: of.seriesByModel,
            onRange,
            before: { shiftMs: shift, label: before, series: of.previousSeries },
          }
        : null,
    );
  /** A panel over time, or the face that is chosen in its place. */
  const faced = (title: string, metric: SignalMetric, height: number, own: ReactNode): ReactNode =>
    bands === undefined ? (
      own
    ) : (
      <Suspense fallback={<Panel title={title} load={{ state: 'loading' }} minHeight={height} />}>
        <SignalPanel title={title} metric={metric} bands={bands} filter={filter} onRange={onRange} height={height} />
      </Suspense>
    );
  const tiles = {
    overview: numbers?.overview ?? null,
    previous: numbers?.previous ?? null,
    previousName: before,
    isCompared: compare,
    series: numbers?.series ?? [],
    comparison: numbers?.comparison?.metrics,
    days: daysOf(filter),
  };

  return (
    <Page
      title="Overview"
      controls="view"
      row={
        <BandsMenu
          bands={bands ?? 'off'}
          onChoose={(next) =>
            void navigate({
              search: (held) => ({ ...held, bands: next === 'off' ? undefined : next }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
      actions={<UndoZoom zoom={zoom} />}
    >
      <div className={styles.page}>
        {answer.failure !== null && data !== null && <StaleNotice failure={answer.failure} onRetry={reload} />}
        {isLost ? <NothingRead failure={answer.failure ?? ''} onRetry={reload} /> : <Tiles {...tiles} row="first" />}
        {isLost ? null : numbers !== null && numbers.overview.messageCount === 0 ? (
          <NothingHere isNew={models?.length === 0} />
        ) : (
          <CrosshairProvider>
            <div className="grid">
              <div data-span="8">
                {faced(
                  'Response time, p95',
                  'LATENCY_P95',
                  218,
                  <LatencyPanel load={time((of) => of.overview.latencyMs.p50Ms != null)} onRetry={reload} />,
                )}
              </div>
              <div data-span="4">
                {faced('Messages', 'MESSAGE_COUNT', 218, <VolumePanel load={time((of) => of.series.length > 0)} onRetry={reload} />)}
              </div>
              <div data-span="4">
                {faced(
                  'Cost',
                  'COST',
                  212,
                  <CostPanel load={byModel((of) => of.overview.costUsd != null)} styleOf={styleOf} onRetry={reload} />,
                )}
              </div>
              <div data-span="5">
                {faced(
                  'Success rate',
                  'SUCCESS_SHARE',
                  212,
                  <SuccessPanel
                    height={212}
                    load={byModel((of) => of.overview.judgedCount > 0)}
                    styleOf={styleOf}
                    asked={variables}
                    onRetry={reload}
                  />,
                )}
              </div>
              <div data-span="3">
                <RatingsPanel
                  load={over((of) => (of.ratings.some(({ count }) => count > 0) ? of.ratings : null))}
                  previousName={before}
                  onRetry={reload}
                />
              </div>
              <div>
                <ModelTable
                  load={over((of) => some(of.byModel))}
                  styleOf={styleOf}
                  baseline={baseline}
                  previousName={before}
                  onRetry={reload}
                  hint="side by side, over the whole time range"
                  onBaseline={(model) =>
                    void navigate({ search: (held) => ({ ...held, baseline: model }), replace: true, resetScroll: false })
                  }
                />
              </div>
              <div>
                <Tiles {...tiles} row="second" />
              </div>
              <div data-span="4">
                {faced(
                  'Tokens',
                  'TOKENS',
                  180,
                  <TokensPanel
                    load={time((of) => Number(of.overview.inputTokens) + Number(of.overview.outputTokens) > 0)}
                    onRetry={reload}
                  />,
                )}
              </div>
              <div data-span="8">
                <ToolsPanel load={over((of) => some(of.tools))} onRetry={reload} />
              </div>
              <div data-span="6">
                <ErrorsPanel load={over((of) => some(of.errors))} previousName={before} onRetry={reload} />
              </div>
              <div data-span="6">
                <FailureTagsPanel load={over((of) => some(of.failureTags))} previousName={before} onRetry={reload} />
              </div>
            </div>
          </CrosshairProvider>
        )}
      </div>
    </Page>
  );
}
