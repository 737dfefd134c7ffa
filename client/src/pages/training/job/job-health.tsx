import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { Ago } from '../../../primitives/moment.tsx';
import { isActive, warningWords } from '../words.ts';
import type { ShownJob } from './job.tsx';
import styles from './job.module.css';

const scoreNames = [
  ['overfitting', 'overfitting', 'how far the last evaluation is above the best; 0 % is none'],
  ['convergence', 'convergence', 'how early the gain came; 50 % is evenly'],
  ['stability', 'stability', '100 % is without noise and spikes'],
  ['generalisation', 'generalisation', '100 % is no worse on held-out data'],
] as const;

/** Alerts of the trainer in sight, the newest. */
const MOST_ALERTS = 5;
const alertTones = { INFO: 'neutral', WARN: 'warn', ERROR: 'bad' } as const;

/** What goes wrong in the job, since when, and what can be done; its scores. */
export function JobHealth({ job, hasLoss }: { readonly job: ShownJob; readonly hasLoss: boolean }) {
  const locale = useLocale();
  const { warnings, alerts, scores, stoppingSavesHours: hours, stoppingSavesUsd: usd } = job;
  const known = scoreNames.filter(([key]) => scores[key] != null);
  return (
    <Panel title="Health">
      <ul className={styles.warnings}>
        {warnings.map(({ kind, beganAtStep, message, advice }) => (
          <li key={`${kind} ${beganAtStep}`}>
            <Badge tone={warningWords[kind].tone}>{warningWords[kind].label}</Badge>
            <details>
              <summary>{message}</summary>
              <p className="quiet">{advice}</p>
            </details>
          </li>
        ))}
        {alerts.slice(0, MOST_ALERTS).map(({ title, text, level, step, at }) => (
          <li key={`${at} ${title}`}>
            <Badge tone={alertTones[level]}>the trainer says</Badge>
            <details>
              <summary>
                {title}
                {step != null && <span className="quiet"> at step {format(step, 'count', locale)}</span>}
              </summary>
              <p className="quiet">
                {text} <Ago at={at} />
              </p>
            </details>
          </li>
        ))}
        {alerts.length > MOST_ALERTS && (
          <li className="quiet">{format(alerts.length - MOST_ALERTS, 'count', locale)} earlier alerts of the trainer</li>
        )}
        {warnings.length === 0 && (
          <li>
            {job.currentStep == null && <Badge tone="neutral">not yet</Badge>}
            {job.currentStep != null && <Badge tone={hasLoss ? 'good' : 'neutral'}>{hasLoss ? 'nothing found' : 'no loss'}</Badge>}
            <span className="quiet">
              {job.currentStep == null
                ? 'The job is judged with its first points.'
                : hasLoss
                  ? 'No NaN, divergence, plateau, overfitting, stall or slowdown.'
                  : 'The trainer logs no loss, so divergence, plateau and overfitting cannot be seen. No stall or slowdown.'}
            </span>
          </li>
        )}
        {isActive(job.status) && hours != null && hours > 0 && (
          <li>
            <Badge>saving</Badge>
            <span>
              Stopping now saves <b className="mono">{format(hours * 3_600_000, 'ms', locale)}</b>
              {usd != null && (
                <>
                  , <b className="mono">{format(usd, 'usd', locale)}</b>
                </>
              )}
            </span>
          </li>
        )}
      </ul>
      {known.length > 0 && (
        <dl className={styles.list}>
          {known.map(([key, name, says]) => (
            <div key={key} className={styles.entry} title={says}>
              <dt>{name}</dt>
              <dd>{format(scores[key] ?? null, 'share', locale)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
