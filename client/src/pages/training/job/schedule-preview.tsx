import { useMemo } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import type { ShownJob } from './job.tsx';
import { changedSchedule, follows, previewOf, scheduleOf } from './schedule.ts';
import { readSteering } from './steering-form.ts';
import type { SteeringDraft } from './steering-form.ts';
import styles from './job.module.css';

export interface SchedulePreviewProps {
  readonly job: ShownJob;
  /** What is typed. */
  readonly draft: SteeringDraft;
  /** The learning rate that was logged last; null: none is known. */
  readonly logged: { readonly step: number; readonly rate: number } | null;
}

/** The learning rate over the steps as it is planned, and as it would be with what is typed. */
export function SchedulePreview({ job, draft, logged }: SchedulePreviewProps) {
  const locale = useLocale();
  const schedule = useMemo(() => scheduleOf(job), [job]);
  const done = job.currentStep ?? 0;
  const read = readSteering(job.parameters, draft);
  const typed = read.ok ? JSON.stringify(read.value) : '{}';
  const columns = useMemo(() => {
    if (schedule === null) return null;
    const accumulation = job.parameters.find(({ name }) => name === 'gradient_accumulation_steps')?.current;
    const after = changedSchedule(
      schedule,
      JSON.parse(typed) as Record<string, unknown>,
      done,
      typeof accumulation === 'number' ? accumulation : null,
    );
    const preview = previewOf(schedule, after, done);
    return [
      { key: 'before', label: 'as planned', x: preview.before.step, y: preview.before.rate },
      ...(after === schedule ? [] : [{ key: 'after', label: 'with the change', x: preview.after.step, y: preview.after.rate }]),
    ];
  }, [schedule, job.parameters, done, typed]);
  if (schedule === null || columns === null) return null;
  const isFollowed = logged === null || follows(schedule, logged);
  return (
    <figure className={styles.preview}>
      <LineChart
        title={`Learning rate as planned, and with the change from step ${format(done, 'count', locale)} on`}
        columns={columns}
        x={{ label: 'Step', unit: 'count' }}
        y={{ label: 'Learning rate', unit: 'number', baseline: 'zero' }}
        height={150}
      />
      {!isFollowed && logged !== null && (
        <p className="quiet small">
          The rate logged at step {format(logged.step, 'count', locale)}, {format(logged.rate, 'number', locale)}, is not that of a{' '}
          {schedule.kind} schedule with these parameters: the trainer may follow another one.
        </p>
      )}
    </figure>
  );
}
