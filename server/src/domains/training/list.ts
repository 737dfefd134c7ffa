import { badCursor, decodeCursor, encodeCursor, instantPart, type CursorArgument } from '../../platform/graphql/cursors.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { BadArgument, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { isYearStorable } from '../../platform/ingest/time.ts';
import { isTextOrder, type JobFilter, type JobOrder, type JobSortKey } from './queries/list.ts';

const maxSearchLength = 512;
const maxWords = 16;

export type JobFilterInput = { readonly [Field in keyof JobFilter]?: JobFilter[Field] | null | undefined };

/** The filter, or every field that no store can compare with. */
export function checkFilter(filter: JobFilterInput | null | undefined): Result<JobFilter, BadArgument> {
  const given = filter ?? {};
  const checked = checkInput(
    {
      projects: textsOf(given, 'projects'),
      groupNames: textsOf(given, 'groupNames'),
      tags: textsOf(given, 'tags'),
      baseModels: textsOf(given, 'baseModels'),
      from: instantOf(given, 'from'),
      to: instantOf(given, 'to'),
    },
    BadArgument,
  );
  if (!checked.ok) return checked;
  const { ids, statuses, sources, trainingMethods, configurationIds, runnerIds } = given;
  return succeed({
    ...checked.value,
    ids: keysOf('TrainingJob', ids, 'ids'),
    statuses: statuses ?? [],
    sources: sources ?? [],
    trainingMethods: trainingMethods ?? [],
    configurationIds: keysOf('TrainingConfiguration', configurationIds, 'configurationIds'),
    runnerIds: keysOf('Runner', runnerIds, 'runnerIds'),
  });
}

const keysOf = (type: string, ids: readonly string[] | null | undefined, field: string): string[] =>
  (ids ?? []).map((id, index) => keyOfNode(type, String(id), `filter.${field}[${index}]`));

function textsOf(filter: JobFilterInput, field: 'projects' | 'groupNames' | 'tags' | 'baseModels'): readonly string[] | Problem {
  const texts = filter[field] ?? [];
  for (const [index, text] of texts.entries()) {
    const problem = unstorable(text);
    if (problem !== null) return new Problem(`${field}[${index}]`, problem);
  }
  return texts;
}

function instantOf(filter: JobFilterInput, field: 'from' | 'to'): Date | null | Problem {
  const instant = filter[field] ?? null;
  return instant === null || isYearStorable(instant) ? instant : new Problem(field, 'is outside of the years 1 to 9999');
}

/** The words of a search. */
export function wordsOf(search: string | null | undefined): Result<string[], BadArgument> {
  const text = search ?? '';
  if (text.length > maxSearchLength)
    return fail(new BadArgument('search', `has ${text.length} characters; at most ${maxSearchLength} are taken`));
  // What cannot be stored stands in no job.
  const words = text.replaceAll('\u0000', '\ufffd').toWellFormed().split(/\s+/).filter(Boolean);
  if (words.length > maxWords) return fail(new BadArgument('search', `has ${words.length} words; at most ${maxWords} are taken`));
  return succeed(words);
}

/** The cursors of one order of the list: those of another are refused. */
export function placesOf(order: JobOrder, isDescending: boolean) {
  const format = `training ${order} ${isDescending ? 'down' : 'up'}`;
  return {
    /** `now`: at which durations are counted, on every page of a list. */
    cursorOf: ({ id, key }: JobSortKey, now: Date): string => encodeCursor(format, key, id, now.getTime()),
    placeOf(cursor: string, argument: CursorArgument): JobSortKey & { readonly now: Date } {
      const [key, id, nowMs] = decodeCursor(format, 3, cursor, argument);
      const isKey =
        key === null ||
        (typeof key === 'string' && (isTextOrder(order) ? !key.includes('\u0000') && key.isWellFormed() : number.test(key)));
      if (!isKey || typeof id !== 'string' || !uuidForm.test(id)) throw badCursor(argument);
      return { key: key as string | null, id, now: instantPart(nowMs, argument) };
    },
  };
}

/** As PostgreSQL writes a number. */
const number = /^(?:NaN|-?Infinity|-?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
