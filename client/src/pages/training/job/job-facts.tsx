import { format, useLocale } from 'ui-kit/format';
import { useMinute } from '../../../primitives/clock.ts';
import { Ago } from '../../../primitives/moment.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { elapsedMs, endWords, isActive } from '../words.ts';
import type { ShownJob } from './job.tsx';
import styles from './job.module.css';

/** How far the job has come, in one line. */
export function JobFacts({ job }: { readonly job: ShownJob }) {
  const locale = useLocale();
  const now = useMinute();
  const count = (value: number) => format(value, 'count', locale);
  const elapsed = elapsedMs(job, now);
  return (
    <>
      {job.progressShare != null && (
        <span className={styles.progress}>
          <ProgressBar share={job.progressShare} isActive={isActive(job.status)} />
        </span>
      )}
      <span className={styles.facts}>
        {job.currentStep != null && (
          <span>
            <b>{count(job.currentStep)}</b>{' '}
            {job.totalSteps == null ? (
              'steps'
            ) : (
              <>
                of <b>{count(job.totalSteps)}</b> steps
              </>
            )}
          </span>
        )}
        {job.currentEpoch != null && (
          <span>
            epoch <b>{format(Number(job.currentEpoch.toFixed(2)), 'number', locale)}</b>
            {job.totalEpochs != null && (
              <>
                {' '}
                of <b>{format(job.totalEpochs, 'number', locale)}</b>
              </>
            )}
          </span>
        )}
        {elapsed !== null && (
          <span>
            <b>{format(elapsed, 'ms', locale)}</b> {isActive(job.status) ? 'so far' : 'in all'}
          </span>
        )}
        {job.etaSeconds != null && isActive(job.status) && (
          <span>
            <b>{format(job.etaSeconds * 1_000, 'ms', locale)}</b> left
          </span>
        )}
        {job.costUsd != null && (
          <span>
            <b>{format(job.costUsd, 'usd', locale)}</b> {isActive(job.status) ? 'so far' : ''}
          </span>
        )}
        {job.endReason != null && job.endReason !== 'COMPLETED' && <span>{endWords[job.endReason]}</span>}
        {isActive(job.status) && job.heardAt != null && (
          <span>
            heard <Ago at={job.heardAt} />
          </span>
        )}
      </span>
    </>
  );
}
