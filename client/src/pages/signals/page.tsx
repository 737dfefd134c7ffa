import { useMemo } from 'react';
import { useLocale } from 'ui-kit/format';
import { Page } from '../../controls/page/page.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { useHour } from '../../primitives/clock.ts';
import { CalendarPanel } from './calendar-panel.tsx';
import { endsOfDay, selectedDay } from './days.ts';
import { Feed } from './feed.tsx';
import { useAnomalyFeed } from './feed-list.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { SignalsFilters } from './signals-filters.tsx';
import { anomalyFilterOf, isNarrowed } from './signals-view.ts';
import type { Tab } from './signals-view.ts';
import { useSignalsView } from './use-signals-view.ts';
import type { SignalsChange } from './use-signals-view.ts';
import { WatchedPanel } from './watched-panel.tsx';
import styles from './signals.module.css';

const tabs = [
  { value: 'feed', label: 'Anomalies' },
  { value: 'watched', label: 'What is watched' },
  { value: 'settings', label: 'How much is reported' },
] as const satisfies readonly { value: Tab; label: string }[];

/** What left the range that its own past leads to expect; what is watched, and how much of it is reported. */
export function SignalsPage() {
  const [view, change] = useSignalsView();
  const choice = (
    <Segmented
      label="Side of the page"
      value={view.tab}
      options={tabs}
      onChoose={(tab) => change({ tab: tab === 'feed' ? undefined : tab })}
    />
  );
  if (view.tab !== 'feed')
    return (
      <Page title="Signals" row={choice}>
        {view.tab === 'watched' ? <WatchedPanel /> : <SettingsPanel />}
      </Page>
    );
  return (
    <Page title="Signals" controls="list" row={choice} filters={<SignalsFilters />}>
      <FeedSide view={view} change={change} />
    </Page>
  );
}

function FeedSide({
  view,
  change,
}: {
  readonly view: ReturnType<typeof useSignalsView>[0];
  readonly change: (next: SignalsChange) => void;
}) {
  const { timeZone } = useLocale();
  const hour = useHour();
  const filter = useMemo(() => anomalyFilterOf(view, hour), [view, hour]);
  const feed = useAnomalyFeed(filter, view.live === 'paused');
  const dayShown = selectedDay(view.from, view.to, timeZone);
  const showDay = (day: string) =>
    change(
      day === dayShown
        ? { range: undefined, from: undefined, to: undefined }
        : {
            range: 'custom',
            ...endsOfDay(day, timeZone),
          },
    );
  return (
    <div className={styles.sides}>
      <Feed feed={feed} isNarrowed={isNarrowed(view)} onOf={(value) => change({ of: value })} />
      <CalendarPanel selected={dayShown} onDay={showDay} />
    </div>
  );
}
