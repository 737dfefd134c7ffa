import { useNavigate } from '@tanstack/react-router';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { keepView, useView } from '../../controls/use-view.ts';
import { UndoZoom } from '../../controls/undo-zoom.tsx';
import { SavedViews } from '../../controls/views/saved-views.tsx';
import { useZoom } from '../../controls/use-zoom.ts';
import { useViewer } from '../../controls/viewer.ts';
import { FilterChoicesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { NothingHere, NothingRead, StaleNotice } from '../../panels/analytics/page-states.tsx';
import { daysOf } from '../../panels/analytics/targets.ts';
import { Tiles } from '../../panels/analytics/tiles.tsx';
import type { TilesProps } from '../../panels/analytics/tiles.tsx';
import analytics from '../../panels/analytics/analytics.module.css';
import type { DashboardPanel } from '../../panels/dashboard/panel.ts';
import { MarkedCharts, MarksButton } from '../../panels/marks/marks.tsx';
import { panels as declared } from '../../panels/dashboard/registry.ts';
import { sections } from '../../panels/dashboard/sections.ts';
import { useModelStyles } from '../../panels/dashboard/use-model-styles.ts';
import { usePanelAnswer, usePanels } from '../../panels/dashboard/use-panels.ts';
import styles from '../../panels/dashboard/dashboard.module.css';
import { ExportButton } from '../../panels/exports/export-button.tsx';
import { BandsMenu } from '../../panels/dashboard/bands-menu.tsx';
import { Button } from '../../primitives/button.tsx';
import { Section } from './section.tsx';
import { useDashboardView, useEarlyPanels } from '../../panels/dashboard/use-dashboard-view.ts';
import { useRememberedSearch } from './use-remembered-search.ts';

const none: TilesProps['series'] = [];
const numbersOf = { flag: 'withNumbers', isOfAnalytics: true } as const;

/** Every number of the window, by section; each panel is asked for when it comes into view. */
export function AnalyticsPage() {
  const [view] = useView();
  const zoom = useZoom();
  const { variables, view: seen, closed, set, toggle } = useDashboardView(zoom);
  useRememberedSearch('analytics');
  const panels = usePanels(variables, view.live === 'paused');
  useEarlyPanels(panels);
  const numbers = usePanelAnswer(panels, numbersOf, true);
  const choices = useLiveQuery({ query: FilterChoicesDocument, variables: {} });
  const known = choices.data?.filterOptions.models;
  const styleOf = useModelStyles(panels, known);
  // What a press changes is asked for before the panels are drawn with it.
  const panelView = useDeferredValue(useMemo(() => ({ ...seen, styleOf }), [seen, styleOf]));
  const viewer = useViewer();
  const navigate = useNavigate();
  const onList = useCallback(
    ({ counts }: DashboardPanel) =>
      void navigate({ to: '/messages', search: (held) => ({ ...keepView(held), role: 'ASSISTANT' as const, ...counts }) }),
    [navigate],
  );
  const overview = numbers.data?.analytics?.overview ?? null;
  const retry = () => panels.retry(numbersOf);
  const tiles = {
    overview,
    previous: numbers.data?.analytics?.previous ?? null,
    previousName: seen.previousName,
    isCompared: seen.compare,
    series: numbers.data?.analytics?.series ?? none,
    comparison: numbers.data?.analytics?.comparison?.metrics,
    days: daysOf(seen.filter),
    isStale: numbers.isStale,
  };
  const shown = useMemo(
    () =>
      sections.map((section) => ({
        section,
        members: declared.filter(
          (panel) => panel.section === section.id && (viewer === null || viewer.permissions.includes(panel.permission)),
        ),
      })),
    [viewer],
  );
  const areAllClosed = sections.every(({ id }) => closed.includes(id));

  return (
    <Page
      title="Dashboard"
      controls="view"
      row={<BandsMenu bands={seen.bands} onChoose={(bands) => set({ bands: bands === 'off' ? undefined : bands })} />}
      actions={
        <>
          <SavedViews page="analytics" hasDefault />
          <UndoZoom zoom={zoom} />
          <ExportButton type="TIMESERIES" filter={variables.filter} />
          <MarksButton range={seen.filter} />
          <Button
            tone="bare"
            onClick={() => {
              const panelsClosed = closed.filter((id) => !sections.some((section) => section.id === id));
              const next = areAllClosed ? panelsClosed : [...panelsClosed, ...sections.map(({ id }) => id)];
              set({ closed: next.length === 0 ? undefined : next });
            }}
          >
            {areAllClosed ? 'Unfold all' : 'Fold all'}
          </Button>
        </>
      }
    >
      <div className={analytics.page}>
        {numbers.failure !== null && numbers.data !== null && <StaleNotice failure={numbers.failure} onRetry={retry} />}
        {numbers.failure !== null && numbers.data === null ? (
          <NothingRead failure={numbers.failure} onRetry={retry} />
        ) : (
          <>
            <Tiles {...tiles} row="first" />
            <Tiles {...tiles} row="second" />
          </>
        )}
        {overview !== null && overview.messageCount === 0 && !numbers.isStale && <NothingHere isNew={known?.length === 0} />}
        <CrosshairProvider>
          <MarkedCharts range={seen.filter}>
            <div className={styles.sections}>
              {shown.map(({ section, members }) => (
                <Section
                  key={section.id}
                  section={section}
                  members={members}
                  panels={panels}
                  view={panelView}
                  closed={closed}
                  onToggle={toggle}
                  onList={onList}
                />
              ))}
            </div>
          </MarkedCharts>
        </CrosshairProvider>
      </div>
    </Page>
  );
}
