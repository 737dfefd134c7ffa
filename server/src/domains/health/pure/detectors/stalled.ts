import { durationText, type Finding, stepText } from '../finding.ts';
import { lastStepOf } from '../roles.ts';
import type { Run } from '../run.ts';

/** A trainer that has fallen silent; for how long a trainer may be silent is a rule of the job's state. */
export function stalled(run: Run): Finding | null {
  const { isSilent, isActive, heardAt, now, series, currentStep } = run;
  if (!isSilent || heardAt === null) return null;
  const step = currentStep ?? lastStepOf(series);
  const silentMs = Math.max(0, now - heardAt);
  // An import is heard after the end of its run.
  if (!isActive && silentMs === 0) return brokenOff(run, step);
  return {
    kind: 'STALLED',
    beganAtStep: step,
    evidence: { lastStep: step, silentMs },
    message: `Nothing was heard of the trainer for ${durationText(silentMs)}; its last step is ${stepText(step)}.`,
    advice:
      'Look at the log and at the machine: a process that was killed (out of memory, preempted) reports nothing more; a hung one holds its GPU. Resume from the last checkpoint.',
  };
}

function brokenOff({ series, now }: Run, step: number): Finding {
  const times = [...series.values()].flatMap(({ ats }) => [...ats.subarray(-1)]).filter(Number.isFinite);
  const lastPointAt = new Date(times.length === 0 ? now : Math.max(...times)).toISOString();
  return {
    kind: 'STALLED',
    beganAtStep: step,
    evidence: { lastStep: step, lastPointAt },
    message: `The run stopped without an end: its last point is of ${lastPointAt.slice(0, 16).replace('T', ' ')} UTC, its last step is ${stepText(step)}.`,
    advice:
      'Look at the log of that time: a process that was killed (out of memory, preempted) writes no end. A run that has gone on since can be imported again, and one that has not can be resumed from its last checkpoint.',
  };
}
