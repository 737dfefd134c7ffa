import { BandChart } from 'ui-kit/band-chart';
import { useMemo } from 'react';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ExperimentLiftsDocument } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { liftPoints } from './breakdown-rows.ts';
import type { LiftPoint, Lifts } from './breakdown-rows.ts';
import type { LookedAt } from './looks.tsx';
import styles from './experiments.module.css';

/** Each day counts all before it again, and changes little in a minute. */
export const daysAgainMs = 60_000;

/** How the change beside the base, and what is known of it, came to be day by day. */
export function OverTimePanel({ experimentKey, metric, isRunning, name }: LookedAt) {
  const answer = useLiveQuery({
    query: ExperimentLiftsDocument,
    variables: { key: experimentKey, metric },
    againMs: isRunning ? daysAgainMs : undefined,
  });
  const load = loadOf(answer, ({ experiment }) => {
    const lifts = experiment?.liftsByDay ?? null;
    return lifts === null || lifts.every(({ variants }) => variants.every(({ lift }) => lift == null)) ? null : lifts;
  });
  return (
    <Panel
      title="Over time"
      hint={`${name}: change beside the base until each day (UTC), always-valid interval`}
      minHeight={240}
      load={load}
      onRetry={answer.reload}
      empty={{ says: `Nothing is known of ${name} yet.`, how: 'The first units with an answer or an event fill this.' }}
    >
      {(lifts) => <Bands lifts={lifts} />}
    </Panel>
  );
}

function Bands({ lifts }: { readonly lifts: Lifts }) {
  const variants = lifts.at(-1)?.variants.map(({ variant }) => variant) ?? [];
  return (
    <div className={styles.grid}>
      {variants.map((variant) => (
        <Band key={variant} lifts={lifts} variant={variant} isAlone={variants.length === 1} />
      ))}
    </div>
  );
}

const x = { of: ({ at }: LiftPoint) => at, label: 'Time' } as const;
const y = { label: 'Change', unit: 'share', baseline: 'zero' } as const;
const line = { of: ({ lift }: LiftPoint) => lift, label: 'Change' } as const;
const bands = [{ label: 'Interval', from: ({ low }: LiftPoint) => low, to: ({ high }: LiftPoint) => high }] as const;
const none = [{ value: 0, label: 'no change', tone: 'neutral', labelAt: 'start' }] as const;
const noteOf = ({ n, baseN }: LiftPoint): string => `${format(n, 'count')} units beside ${format(baseN, 'count')}`;

function Band({ lifts, variant, isAlone }: { readonly lifts: Lifts; readonly variant: string; readonly isAlone: boolean }) {
  const points = useMemo(() => liftPoints(lifts, variant), [lifts, variant]);
  const title = `${visible(variant)} beside the base`;
  return (
    <figure className={styles.band} data-alone={isAlone || undefined}>
      <figcaption>{title}</figcaption>
      <BandChart title={title} data={points} x={x} y={y} line={line} bands={bands} thresholds={none} note={noteOf} height={200} />
    </figure>
  );
}
