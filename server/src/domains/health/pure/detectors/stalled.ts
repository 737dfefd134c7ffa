import { durationText, type Finding, stepText } from '../finding.ts';
import { lastStepOf } from '../roles.ts';
import type { Run } from '../run.ts';

/** A trainer that has fallen silent; for how long a trainer may be silent is a rule of the job's state. */
export function stalled({ isSilent, heardAt, now, series }: Run): Finding | null {
  if (!isSilent || heardAt === null) return null;
  const step = lastStepOf(series);
  const silentMs = Math.max(0, now - heardAt);
  return {
    kind: 'STALLED',
    beganAtStep: step,
    evidence: { lastStep: step, silentMs },
    message: `Nothing was heard of the trainer for ${durationText(silentMs)}; its last step is ${stepText(step)}.`,
    advice:
      'Look at the log and at the machine: a process that was killed (out of memory, preempted) reports nothing more; a hung one holds its GPU. Resume from the last checkpoint.',
  };
}
