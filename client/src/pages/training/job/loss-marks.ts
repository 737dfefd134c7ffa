import type { LossMark } from 'ui-kit/loss-plot';
import { warningWords } from '../words.ts';
import type { ShownJob } from './job.tsx';

/** Where a later attempt began. */
export function restarts(attempts: ShownJob['attempts']): readonly LossMark[] {
  return attempts.flatMap(({ attempt, firstStep }) =>
    attempt === 1 || firstStep == null ? [] : [{ step: firstStep, label: `restart, attempt ${attempt}` }],
  );
}

/** Where something began to go wrong. */
export function warningMarks(warnings: ShownJob['warnings']): readonly LossMark[] {
  return warnings.map(({ kind, beganAtStep }) => ({
    step: beganAtStep,
    label: warningWords[kind].label,
    tone: warningWords[kind].tone === 'bad' ? 'bad' : 'warn',
    // What goes on is shaded to the end.
    ...(kind === 'OVERFITTING' || kind === 'PLATEAU' ? { toStep: Number.MAX_SAFE_INTEGER } : {}),
  }));
}

/** Alerts of the trainer drawn on the loss, the newest: more would hide the curve. */
const MOST_ALERT_MARKS = 20;
const alertTones = { INFO: 'neutral', WARN: 'warn', ERROR: 'bad' } as const;

/** Where the trainer raised an alert; one without a step has no place. Alerts of one step are one mark, in the tone of its most urgent. */
export function alertMarks(alerts: ShownJob['alerts']): readonly LossMark[] {
  const tones = ['neutral', 'warn', 'bad'] as const;
  const marks = new Map<number, { readonly label: string; readonly tone: (typeof tones)[number]; readonly count: number }>();
  for (const { title, level, step } of alerts) {
    if (step == null) continue;
    const [held, tone] = [marks.get(step), alertTones[level]];
    if (held === undefined && marks.size === MOST_ALERT_MARKS) continue;
    const isMoreUrgent = held === undefined || tones.indexOf(tone) > tones.indexOf(held.tone);
    marks.set(step, { ...(isMoreUrgent ? { label: title, tone } : held), count: (held?.count ?? 0) + 1 });
  }
  return [...marks].map(([step, { label, tone, count }]) => ({ step, tone, label: count === 1 ? label : `${label}, ${count - 1} more` }));
}
