import { BadInput, fail, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { badNode, userSetType } from '../../../platform/graphql/node-ids.ts';
import { parseSearch } from '../../../platform/graphql/search.ts';
import { trainingMethods } from '../../models/types.ts';
import type { AnalyticsFilter, FilterLists, TimeEnds } from './filter.ts';
import { ratingValues } from './measures.ts';
import { isTimeZone } from './zone.ts';

/** The filter, or all that cannot be of it: a rating, a training method, a time range, a text, a zone. */
export function checkFilter<Filter extends AnalyticsFilter>(filter: Filter): Result<Filter, BadInput> {
  const { slowerThanMs, timeZone, usersFirstSeen, not } = filter;
  const problems: (FieldProblem | null)[] = [
    rangeProblem('from', filter),
    ...listProblems('', filter),
    isZone(timeZone),
    typeof slowerThanMs === 'number' && slowerThanMs < 0
      ? { field: 'slowerThanMs', reason: `${slowerThanMs} is less than no time.` }
      : null,
    rangeProblem('usersFirstSeen.from', usersFirstSeen ?? {}),
    cohortProblem(filter.cohort),
    topicProblem(filter.topicIds),
    ...listProblems('not.', not ?? {}),
  ];
  const [first, ...others] = problems.filter((problem) => problem !== null);
  return first === undefined ? succeed(filter) : fail(new BadInput(first.field, first.reason, others));
}

const topicId = /^[1-9]\d{0,8}$/;
function topicProblem(topicIds: readonly string[] | null | undefined): FieldProblem | null {
  const place = topicIds?.findIndex((id) => !topicId.test(id)) ?? -1;
  return place < 0
    ? null
    : { field: `topicIds[${place}]`, reason: `"${topicIds?.[place]?.slice(0, 60)}" is no topic's id; ids are those of \`topics\`.` };
}

function cohortProblem(cohort: string | null | undefined): FieldProblem | null {
  const reason = cohort === null || cohort === undefined ? null : badNode(userSetType, cohort);
  return reason === null ? null : { field: 'cohort', reason };
}

function rangeProblem(field: string, { from, to }: TimeEnds): FieldProblem | null {
  if (!from || !to || from <= to) return null;
  return { field, reason: `${from.toISOString()} is after "to" (${to.toISOString()}); the time range is [from, to).` };
}

function listProblems(path: string, { ratings, trainingMethods: methods, text }: FilterLists): (FieldProblem | null)[] {
  const impossible = ratings?.find((rating) => !(ratingValues as readonly number[]).includes(rating));
  const unknown = methods?.find((method) => !(trainingMethods as readonly string[]).includes(method));
  const search = parseSearch(text, `${path}text`);
  return [
    impossible === undefined
      ? null
      : { field: `${path}ratings`, reason: `${impossible} is no rating; there are ${ratingValues.join(', ')}.` },
    unknown === undefined
      ? null
      : {
          field: `${path}trainingMethods`,
          reason: `"${unknown.slice(0, 60)}" is not known; there are ${trainingMethods.join(', ')}.`,
        },
    search.ok ? null : search.failure.problems[0],
  ];
}

const isZone = (timeZone: string | null | undefined): FieldProblem | null =>
  timeZone === null || timeZone === undefined || isTimeZone(timeZone)
    ? null
    : {
        field: 'timeZone',
        reason: `"${timeZone.slice(0, 60)}" is no time zone; names are those of IANA's list, such as America/New_York.`,
      };
