import { expect, test } from 'vitest';
import { trainingStatuses, type TrainingEndReason, type TrainingStatus } from '../types.ts';
import { isActive, isEnded, transition, type JobEvent, type JobState } from './transition.ts';

const reasonOf: Readonly<Partial<Record<TrainingStatus, TrainingEndReason>>> = {
  FINISHED: 'COMPLETED',
  FAILED: 'BAD_EXIT',
  CANCELLED: 'USER',
  LOST: 'LOST_RUNNER',
};
const stateOf = (status: TrainingStatus): JobState => ({ status, endReason: reasonOf[status] ?? null, attempt: 3 });
const ended = (status: 'FINISHED' | 'FAILED' | 'CANCELLED', endReason: TrainingEndReason): JobEvent => ({
  kind: 'ENDED',
  status,
  endReason,
});
const finished = ended('FINISHED', 'COMPLETED');
const failed = ended('FAILED', 'OUT_OF_MEMORY');
const cancelled = ended('CANCELLED', 'USER');

/** Of each event: what every state becomes; '=' unchanged, '-' illegal; a digit after the name: the attempt, where it changes. */
const table: readonly (readonly [JobEvent, string])[] = [
  //                                  QUEUED    STARTING   RUNNING    STALLED    CANCELLING FINISHED FAILED   CANCELLED LOST
  [{ kind: 'LEASED' }, '              STARTING  -          -          -          -          -        -        -         -'],
  [{ kind: 'HEARD' }, '               RUNNING   RUNNING    =          RUNNING    =          =        =        =         RUNNING'],
  [{ kind: 'SILENT' }, '              =         =          STALLED    =          =          =        =        =         ='],
  [{ kind: 'GIVEN_UP' }, '            =         FAILED     FAILED     FAILED     FAILED     =        =        =         ='],
  [{ kind: 'DONE' }, '                =         =          FINISHED   FINISHED   =          =        =        =         ='],
  [{ kind: 'CANCEL_REQUESTED' }, '    CANCELLED CANCELLING CANCELLING CANCELLING =          -        -        =         -'],
  [finished, '                        FINISHED  FINISHED   FINISHED   FINISHED   FINISHED   =        -        -         FINISHED'],
  [failed, '                          FAILED    FAILED     FAILED     FAILED     FAILED     -        =        -         FAILED'],
  [cancelled, '                       CANCELLED CANCELLED  CANCELLED  CANCELLED  CANCELLED  -        -        =         CANCELLED'],
  [{ kind: 'LEASE_LOST' }, '          -         LOST       LOST       LOST       LOST       -        -        -         -'],
  [{ kind: 'RESUMED' }, '             RUNNING   RUNNING    RUNNING4   RUNNING4   -          RUNNING4 RUNNING4 RUNNING4  RUNNING4'],
  [{ kind: 'REQUEUED' }, '            -         -          -          -          -          QUEUED4  QUEUED4  QUEUED4   QUEUED4'],
];
const cases = table.flatMap(([event, row]) =>
  row
    .trim()
    .split(/\s+/)
    .map((cell, index) => ({
      event,
      name: `${event.kind}${event.kind === 'ENDED' ? ` ${event.status}` : ''}`,
      from: trainingStatuses[index] as TrainingStatus,
      cell,
    })),
);

test('the table has every state', () => expect(cases.length).toBe(table.length * trainingStatuses.length));

test.each(cases)('$name makes of $from: $cell', ({ event, from, cell }) => {
  const next = transition(stateOf(from), event);
  if (cell === '-') expect(next).toBeNull();
  else if (cell === '=') expect(next).toEqual(stateOf(from));
  else expect(`${next?.status}${next?.attempt === 3 ? '' : next?.attempt}`).toBe(cell);
});

test.each(cases)('after $name from $from, a reason stands exactly where the job has ended', ({ event, from }) => {
  const next = transition(stateOf(from), event);
  if (next !== null) expect(next.endReason !== null).toBe(isEnded(next.status));
  expect(next !== null && isEnded(next.status) && isActive(next.status)).toBe(false);
});

const silent: JobState = { status: 'FAILED', endReason: 'SILENT', attempt: 1 };
test.each([
  [{ kind: 'HEARD' } as const, { status: 'RUNNING', endReason: null, attempt: 1 }],
  [finished, { status: 'FINISHED', endReason: 'COMPLETED', attempt: 1 }],
  [failed, { status: 'FAILED', endReason: 'OUT_OF_MEMORY', attempt: 1 }],
  [{ kind: 'RESUMED' } as const, { status: 'RUNNING', endReason: null, attempt: 2 }],
])('a job that was given up as silent follows what its trainer reports: %o', (event, next) =>
  expect(transition(silent, event)).toEqual(next),
);
