import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { SessionRowFragment } from '../../graphql/generated/graphql.ts';
import { Fact } from '../../primitives/fact.tsx';
import { signedPoints } from './words.ts';
import styles from './continual.module.css';

interface Ends {
  readonly low: number;
  readonly high: number;
}

const share = (value: number | null | undefined, locale: Locale): string | null => (value == null ? null : format(value, 'share', locale));
const range = (interval: Ends | null | undefined, locale: Locale): string =>
  interval == null ? '' : `${format(interval.low, 'share', locale)} – ${format(interval.high, 'share', locale)}`;
const score = (value: number | null | undefined): string | null => (value == null ? null : value.toFixed(3));

/** The metrics of a session, in four groups. */
export function MetricsPanel({ session: { metrics } }: { readonly session: SessionRowFragment }) {
  const locale = useLocale();
  const {
    learningStatistics: updates,
    performanceDrift: drift,
    adaptationMetrics: adaptation,
    feedbackIncorporation: feedback,
    transfer,
  } = metrics;
  const ofRate = drift.driftRateInterval;
  return (
    <div className={styles.groups}>
      <Panel title="Performance" hint="mean accuracy with all tasks">
        <dl className={styles.facts}>
          <Fact label="At the start" isFigure>
            {share(drift.baselinePerformance, locale)}
          </Fact>
          <Fact label="Now" isFigure>
            {share(drift.currentPerformance, locale)}
          </Fact>
          <Fact
            label="Drift in 1,000 steps"
            isFigure
            note={ofRate == null ? '' : `${signedPoints(ofRate.low)} to ${signedPoints(ofRate.high)}`}
          >
            {signedPoints(drift.driftRate)}
          </Fact>
          <Fact label="Average accuracy" isFigure note="of learned tasks, at the end">
            {share(transfer.averageAccuracy, locale)}
          </Fact>
        </dl>
      </Panel>
      <Panel title="Adaptation" hint="new tasks, and what becomes of earlier ones">
        <dl className={styles.facts}>
          <Fact label="Adaptation speed" isFigure note="1 at once, 0.5 evenly">
            {score(adaptation.adaptationSpeed)}
          </Fact>
          <Fact label="Steps to 90 %" isFigure>
            {adaptation.stepsTo90 == null ? null : format(adaptation.stepsTo90, 'count', locale)}
          </Fact>
          <Fact label="Stability" isFigure note="1: no task falls">
            {score(adaptation.stabilityScore)}
          </Fact>
          <Fact label="Retention of old knowledge" isFigure note="1: nothing forgotten">
            {score(adaptation.catastrophicForgettingScore)}
          </Fact>
          <Fact label="Backward transfer" isFigure>
            {signedPoints(transfer.backwardTransfer)}
          </Fact>
          <Fact label="Forward transfer" isFigure>
            {signedPoints(transfer.forwardTransfer)}
          </Fact>
        </dl>
      </Panel>
      <Panel title="Updates" hint="changes of the model in use">
        <dl className={styles.facts}>
          <Fact label="All" isFigure>
            {format(updates.updateCount, 'count', locale)}
          </Fact>
          <Fact label="Succeeded" isFigure>
            {format(updates.succeededCount, 'count', locale)}
          </Fact>
          <Fact label="Failed" isFigure>
            {format(updates.failedCount, 'count', locale)}
          </Fact>
          <Fact label="Rolled back" isFigure>
            {format(updates.rollbackCount, 'count', locale)}
          </Fact>
        </dl>
      </Panel>
      <Panel title="Feedback" hint="of users, in the updates">
        <dl className={styles.facts}>
          <Fact label="Taken in" isFigure>
            {format(feedback.userFeedbackProcessed, 'count', locale)}
          </Fact>
          <Fact label="Positive" isFigure note={range(feedback.positiveFeedbackInterval, locale)}>
            {share(feedback.positiveFeedbackShare, locale)}
          </Fact>
          <Fact label="Impact" isFigure note="mean change by an update">
            {signedPoints(feedback.feedbackImpactScore)}
          </Fact>
          <Fact label="Mistakes fixed" isFigure note={range(feedback.learningFromMistakesInterval, locale)}>
            {share(feedback.learningFromMistakesScore, locale)}
          </Fact>
        </dl>
      </Panel>
    </div>
  );
}
