import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import { badName } from '../../platform/ingest/text.ts';
import {
  readBoolean,
  readCount,
  readEnum,
  readFields,
  readLine,
  readName,
  readRequiredName,
  readText,
  readTime,
  shown,
  type Fields,
} from '../../platform/ingest/values.ts';
import { BadContinualSession } from './errors.ts';
import { mostTasks, updateStatuses, type Score, type Update } from './types.ts';

/** A session as the API takes it. */
export interface SessionInput extends Fields {
  readonly externalId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly isEnabled?: boolean | null | undefined;
  readonly tasks?: readonly string[] | null | undefined;
  readonly notes?: string | null | undefined;
  readonly startedAt?: Date | null | undefined;
  readonly endedAt?: Date | null | undefined;
}

/** The session as it can be stored, or every field at fault. */
export const checkSession = (input: SessionInput, now: Date): Result<Sound<ReturnType<typeof readSession>>, BadContinualSession> =>
  checkInput(readSession(input, now), BadContinualSession);

function readSession(input: SessionInput, now: Date) {
  const startedAt = readTime(input, 'startedAt', now);
  const endedAt = readTime(input, 'endedAt', now);
  const isBackwards = startedAt instanceof Date && endedAt instanceof Date && endedAt < startedAt;
  return {
    externalId: readRequiredName(input, 'externalId'),
    name: input.name == null ? null : readLine(input, 'name', 200),
    model: readName(input, 'model'),
    isEnabled: readBoolean(input, 'isEnabled'),
    tasks: readTasks(input.tasks),
    notes: readText(input, 'notes'),
    startedAt,
    endedAt: isBackwards ? new Problem('endedAt', 'is before startedAt') : endedAt,
  };
}

function readTasks(tasks: readonly string[] | null | undefined): readonly string[] | null | Problem {
  if (tasks === null || tasks === undefined) return null;
  if (tasks.length === 0 || tasks.length > mostTasks) return new Problem('tasks', `has ${tasks.length} names; 1 to ${mostTasks} are taken`);
  const names = tasks.map((name) => name.trim());
  for (const [place, name] of names.entries()) {
    const problem = badName(name);
    if (problem !== null) return new Problem(`tasks[${place}]`, problem);
    if (names.indexOf(name) < place) return new Problem(`tasks[${place}]`, `is ${shown(name)}, which stands in the list before`);
  }
  return names;
}

interface Checked<Item> {
  readonly items: Item[];
  readonly rejected: Rejection[];
}

/** Checks each item on its own: a bad one never costs the others. */
function checkEach<Item>(sent: readonly unknown[], check: (item: unknown) => Item | Problem): Checked<Item> {
  const checked: Checked<Item> = { items: [], rejected: [] };
  for (const [index, item] of sent.entries()) {
    const read = check(item);
    if (read instanceof Problem) checked.rejected.push({ index, field: read.field, reason: read.reason });
    else checked.items.push(read);
  }
  return checked;
}

const firstProblem = (read: object): Problem | null => Object.values(read).find((value) => value instanceof Problem) ?? null;

const scoreFields: ReadonlySet<string> = new Set(['step', 'task', 'stage', 'accuracy', 'loss', 'at']);

/** Scores of a session with these tasks. */
export const checkScores = (sent: readonly unknown[], tasks: readonly string[], now: Date): Checked<Score> =>
  checkEach(sent, (item) => {
    const fields = readFields(item, scoreFields, 'ContinualScoreInput');
    if (fields instanceof Problem) return fields;
    const read = {
      step: readCount(fields, 'step') ?? new Problem('step', 'is missing'),
      task: readTask(fields, 'task', tasks) ?? new Problem('task', 'is missing'),
      stage: readTask(fields, 'stage', tasks),
      accuracy: readShare(fields, 'accuracy') ?? new Problem('accuracy', 'is missing'),
      loss: readNumber(fields, 'loss'),
      at: readTime(fields, 'at', now) ?? now,
    };
    return firstProblem(read) ?? (read as Score);
  });

const updateFields: ReadonlySet<string> = new Set([
  'externalId',
  'status',
  'at',
  'task',
  'feedbackCount',
  'positiveCount',
  'before',
  'after',
  'mistakeCount',
  'fixedCount',
  'error',
]);

/** Updates of a session with these tasks. */
export const checkUpdates = (sent: readonly unknown[], tasks: readonly string[], now: Date): Checked<Update> =>
  checkEach(sent, (item) => {
    const fields = readFields(item, updateFields, 'ContinualUpdateInput');
    if (fields instanceof Problem) return fields;
    const counts = { feedbackCount: readCount(fields, 'feedbackCount'), mistakeCount: readCount(fields, 'mistakeCount') };
    const read = {
      externalId: readRequiredName(fields, 'externalId'),
      status:
        readEnum(fields, 'status', updateStatuses) ?? new Problem('status', `is missing; one of ${updateStatuses.join(', ')} is taken`),
      at: readTime(fields, 'at', now) ?? now,
      task: readTask(fields, 'task', tasks),
      feedbackCount: counts.feedbackCount ?? 0,
      positiveCount: readPart(fields, 'positiveCount', counts.feedbackCount ?? 0, 'feedbackCount') ?? 0,
      before: readShare(fields, 'before'),
      after: readShare(fields, 'after'),
      mistakeCount: counts.mistakeCount,
      fixedCount: readPart(fields, 'fixedCount', counts.mistakeCount ?? 0, 'mistakeCount'),
      error: readText(fields, 'error'),
    };
    return firstProblem(read) ?? (read as Update);
  });

function readTask(fields: Fields, field: string, tasks: readonly string[]): string | null | Problem {
  const task = readName(fields, field);
  if (task === null || task instanceof Problem || tasks.includes(task)) return task;
  return new Problem(
    field,
    `is ${shown(task)}, which is no task of the session; its tasks are ${tasks.slice(0, 10).map(shown).join(', ')}`,
  );
}

function readPart(fields: Fields, field: string, whole: number | Problem, of: string): number | null | Problem {
  const count = readCount(fields, field);
  if (count === null || count instanceof Problem || whole instanceof Problem || count <= whole) return count;
  return new Problem(field, `is ${count}, more than ${of} (${whole})`);
}

function readNumber(fields: Fields, field: string): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : new Problem(field, `is ${shown(value)}; a number is taken`);
}

function readShare(fields: Fields, field: string): number | null | Problem {
  const value = readNumber(fields, field);
  return value === null || value instanceof Problem || (value >= 0 && value <= 1)
    ? value
    : new Problem(field, `is ${value}; 0 to 1 is taken`);
}
