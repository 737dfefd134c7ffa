import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { badName } from '../../platform/ingest/text.ts';
import { readBoolean, readCount, readLine, readList, readName, readText, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadAnnotationQueue, BadQueueJudgment } from './errors.ts';
import type { CheckedQueue, QueueJudgment, Rubric, RubricField } from './types.ts';

export const maxQueueNameLength = 100;
export const maxOverlap = 20;
export const maxLeaseMinutes = 1_440;
export const maxRubricTags = 50;
export const maxRubricFields = 20;
export const maxFieldValues = 20;
export const maxInstructionsLength = 20_000;
export const maxSkipReasonLength = 500;
const defaultLeaseMinutes = 15;
const maxNameLength = 100;
const maxTags = 100;

/** The queue as it can be saved, or every field at fault. */
export function checkQueue(input: Fields): Result<CheckedQueue, BadAnnotationQueue> {
  const read = {
    name: readLine(input, 'name', maxQueueNameLength),
    instructions: readInstructions(input),
    rubric: readRubric(input['rubric']),
    overlap: readWithin(input, 'overlap', { least: 1, most: maxOverlap, absent: 1 }),
    leaseMinutes: readWithin(input, 'leaseMinutes', { least: 1, most: maxLeaseMinutes, absent: defaultLeaseMinutes }),
    isForAll: readBoolean(input, 'isForAll') ?? true,
  };
  return checkInput(read, BadAnnotationQueue);
}

/** What a person says, or every field at fault: it says at least one thing, and chooses among the values of the rubric. */
export function checkJudgment(input: Fields, rubric: Rubric): Result<QueueJudgment, BadQueueJudgment> {
  const read = {
    rating: readRating(input),
    success: readBoolean(input, 'success'),
    failureTags: readNames(input, 'failureTags', maxTags),
    correctedOutput: readText(input, 'correctedOutput'),
    comment: readText(input, 'comment'),
    choices: readChoices(input, rubric),
  };
  const checked = checkInput(read, BadQueueJudgment);
  if (!checked.ok) return checked;
  const { rating, success, failureTags, correctedOutput, comment, choices } = checked.value;
  const isEmpty =
    [rating, success, correctedOutput, comment].every((value) => value === null) &&
    failureTags.length === 0 &&
    Object.keys(choices).length === 0;
  if (!isEmpty) return checked;
  const nothing = 'is missing, and so is all else: a judgment says at least one thing; a message that cannot be judged is skipped';
  return checkInput({ rating: new Problem('rating', nothing) }, BadQueueJudgment) as Result<never, BadQueueJudgment>;
}

/** Why a message is skipped; null: no reason is given. */
export function checkSkipReason(reason: string | null | undefined): Result<string | null, BadQueueJudgment> {
  const text = reason?.trim() ?? '';
  if (text === '') return { ok: true, value: null };
  const checked = checkInput({ reason: readLine({ reason: text }, 'reason', maxSkipReasonLength) }, BadQueueJudgment);
  return checked.ok ? { ok: true, value: checked.value.reason } : checked;
}

function readInstructions(input: Fields): string | Problem {
  const text = readText(input, 'instructions') ?? '';
  if (text instanceof Problem || text.length <= maxInstructionsLength) return text;
  return new Problem('instructions', `is ${text.length} characters long; at most ${maxInstructionsLength} are taken`);
}

function readWithin(
  input: Fields,
  field: string,
  { least, most, absent }: { least: number; most: number; absent: number },
): number | Problem {
  const value = readCount(input, field) ?? absent;
  if (value instanceof Problem) return value;
  return value >= least && value <= most ? value : new Problem(field, `is ${value}; ${least} to ${most} is taken`);
}

function readRating(input: Fields): number | null | Problem {
  const rating = input['rating'] ?? null;
  if (rating === null || (typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 5)) return rating;
  return new Problem('rating', `is ${shown(rating)}; a rating is a whole number from 1 to 5`);
}

function readRubric(value: unknown): Rubric | Problem | Problems {
  if (value === undefined || value === null) return { rating: true, success: true, correction: true, failureTags: [], fields: [] };
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem('rubric', `is ${shown(value)}; an object is taken`);
  const input = value as Fields;
  const rubric = sound({
    rating: readBoolean(input, 'rating', 'rubric.rating') ?? false,
    success: readBoolean(input, 'success', 'rubric.success') ?? false,
    correction: readBoolean(input, 'correction', 'rubric.correction') ?? false,
    failureTags: readNames(input, 'failureTags', maxRubricTags, 'rubric.failureTags'),
    fields: readRubricFields(input),
  });
  if (rubric instanceof Problems) return rubric;
  const asksNothing = !rubric.rating && !rubric.success && !rubric.correction && rubric.failureTags.length + rubric.fields.length === 0;
  return asksNothing ? new Problem('rubric', 'asks for nothing: a rating, a verdict, a correction, failure tags or fields') : rubric;
}

function readRubricFields(input: Fields): readonly RubricField[] | Problem {
  const path = 'rubric.fields';
  const items = readList(input, 'fields') ?? [];
  if (items.length > maxRubricFields) return new Problem(path, `has ${items.length} fields; at most ${maxRubricFields} are taken`);
  const fields: RubricField[] = [];
  for (const [place, item] of items.entries()) {
    const at = `${path}[${place}]`;
    const name = readLineAt(item as Fields, 'name', `${at}.name`);
    if (name instanceof Problem) return name;
    if (fields.some((field) => field.name === name)) return new Problem(`${at}.name`, `"${name}" stands twice`);
    const values = readNames(item as Fields, 'values', maxFieldValues, `${at}.values`);
    if (values instanceof Problem) return values;
    if (values.length < 2) return new Problem(`${at}.values`, 'has fewer than two values: there is nothing to choose');
    fields.push({ name, values });
  }
  return fields;
}

function readLineAt(fields: Fields, field: string, path: string): string | Problem {
  const line = readLine(fields, field, maxNameLength);
  return line instanceof Problem ? new Problem(path, line.reason) : line;
}

/** Distinct names. */
function readNames(input: Fields, field: string, most: number, path = field): readonly string[] | Problem {
  const names = readList(input, field) ?? [];
  if (names.length > most) return new Problem(path, `has ${names.length}; at most ${most} are taken`);
  for (const [place, name] of names.entries()) {
    const problem = typeof name === 'string' ? badName(name) : 'is not a text';
    if (problem !== null) return new Problem(`${path}[${place}]`, problem);
  }
  return [...new Set(names as readonly string[])];
}

function readChoices(input: Fields, rubric: Rubric): Readonly<Record<string, string>> | Problem {
  const choices: Record<string, string> = {};
  for (const [place, item] of (readList(input, 'choices') ?? []).entries()) {
    const path = `choices[${place}]`;
    const field = readName(item as Fields, 'field', `${path}.field`);
    const value = readName(item as Fields, 'value', `${path}.value`);
    if (field instanceof Problem) return field;
    if (value instanceof Problem) return value;
    const known = rubric.fields.find(({ name }) => name === field);
    if (known === undefined)
      return new Problem(`${path}.field`, `"${field}" is no field of the queue; it has ${listed(rubric.fields.map(({ name }) => name))}`);
    if (value === null) continue;
    if (!known.values.includes(value)) return new Problem(`${path}.value`, `"${value}" is not offered; there are ${listed(known.values)}`);
    choices[known.name] = value;
  }
  return choices;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', '));
