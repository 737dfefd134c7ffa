import { DotPlot } from 'ui-kit/dot-plot';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ExperimentTimingDocument } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { domainOf } from '../../panels/changes/domain-of.ts';
import { dayPoints, evennessSentences, noveltySentences, weekdayPoints } from './breakdown-rows.ts';
import type { PartPoint } from './breakdown-rows.ts';
import type { LookedAt } from './looks.tsx';
import { daysAgainMs } from './over-time-panel.tsx';
import styles from './experiments.module.css';

/** Whether the effect changes with the days that a unit has the variant, and with the days of the week. */
export function TimingPanels({ experimentKey, metric, isRunning, name }: LookedAt) {
  const answer = useLiveQuery({
    query: ExperimentTimingDocument,
    variables: { key: experimentKey, metric },
    againMs: isRunning ? daysAgainMs : undefined,
  });
  const novelty = loadOf(answer, ({ experiment }) => {
    const found = experiment?.novelty ?? null;
    return found === null || dayPoints(found).length === 0 ? null : found;
  });
  const weekdays = loadOf(answer, ({ experiment }) => {
    const found = experiment?.weekdays ?? null;
    return found === null || weekdayPoints(found).every(({ lift }) => lift === null) ? null : found;
  });
  return (
    <div className={styles.grid}>
      <Panel
        title="Novelty"
        hint={`${name}: change by day since the first exposure of a unit`}
        minHeight={180}
        load={novelty}
        onRetry={answer.reload}
        empty={{ says: 'No unit is known for a whole day yet.', how: 'A day after the first exposures this begins to fill.' }}
      >
        {(found) => <Parts title="Change by day since exposure" label="Day" says={noveltySentences(found)} points={dayPoints(found)} />}
      </Panel>
      <Panel
        title="Days of the week"
        hint={`${name}: change by day in UTC, the last four weeks`}
        minHeight={180}
        load={weekdays}
        onRetry={answer.reload}
        empty={{ says: 'No whole day has numbers yet.', how: 'The first whole day (UTC) after the start fills this.' }}
      >
        {(found) => (
          <Parts
            title="Change by day of the week"
            label="Day"
            says={evennessSentences(found.variants, 'days of the week')}
            points={weekdayPoints(found)}
          />
        )}
      </Panel>
    </div>
  );
}

const measureOf = ({ part }: PartPoint): string => visible(part);
const seriesOf = ({ variant }: PartPoint): string => visible(variant);
const valueOf = { of: ({ lift }: PartPoint) => lift, low: ({ low }: PartPoint) => low, high: ({ high }: PartPoint) => high };

interface PartsProps {
  readonly title: string;
  readonly label: string;
  readonly says: readonly string[];
  readonly points: readonly PartPoint[];
}

/** Sentences, and the change in each part with its interval. */
export function Parts({ title, label, says, points }: PartsProps) {
  return (
    <div className={styles.parts}>
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <DotPlot
        title={title}
        data={points}
        measure={{ of: measureOf, label }}
        value={{ ...valueOf, label: 'Change', unit: 'share' }}
        series={seriesOf}
        domain={domainOf(points)}
      />
    </div>
  );
}
