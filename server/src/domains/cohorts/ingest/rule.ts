import { sound, Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { maxDays, maxDepth, maxLeaves, maxListedUsers, maxRuleLength, maxSteps, type CohortRule } from '../types.ts';
import { leavesOf } from '../pure/walk.ts';
import { readNumber, readText, readTexts, readWhole } from './fields.ts';
import type { RuleInput } from './input.ts';
import { readProperty } from './property.ts';

const kinds = ['all', 'any', 'not', 'property', 'activity', 'seen', 'event', 'funnel', 'exposure', 'users'] as const;

/** A rule as it can be compiled, or every field at fault. */
export function readRule(input: RuleInput, path: string): CohortRule | Problem | Problems {
  const rule = readNode(input, path, 1);
  if (rule instanceof Problem || rule instanceof Problems) return rule;
  const count = leavesOf(rule).length;
  if (count > maxLeaves) return new Problem(path, `has ${count} conditions; at most ${maxLeaves} are taken`);
  const { length } = JSON.stringify(rule);
  return length > maxRuleLength ? new Problem(path, `is ${length} characters long as JSON; at most ${maxRuleLength} are taken`) : rule;
}

function readNode(input: RuleInput, path: string, depth: number): CohortRule | Problem | Problems {
  const given = kinds.filter((kind) => input[kind] !== undefined && input[kind] !== null);
  const [kind] = given;
  if (kind === undefined || given.length > 1)
    return new Problem(path, `has ${given.length === 0 ? 'none' : given.join(' and ')}; exactly one of ${kinds.join(', ')} is taken`);
  if (depth > maxDepth) return new Problem(path, `is nested more than ${maxDepth} deep`);
  const at = `${path}.${kind}`;
  if (kind === 'all' || kind === 'any') return readList(kind, input[kind] ?? [], at, depth);
  if (kind === 'not') {
    const rule = readNode(input.not as RuleInput, at, depth + 1);
    return rule instanceof Problem || rule instanceof Problems ? rule : { not: rule };
  }
  return readLeaf(input, kind, at);
}

function readList(kind: 'all' | 'any', list: readonly RuleInput[], path: string, depth: number): CohortRule | Problem | Problems {
  if (list.length === 0) return new Problem(path, 'is empty; at least one condition is taken');
  const rules = list.map((one, place) => readNode(one, `${path}[${place}]`, depth + 1));
  const problems = rules.flatMap((rule) => (rule instanceof Problem ? [rule] : rule instanceof Problems ? rule.all : []));
  if (problems.length > 0) return new Problems(problems.map(({ field, reason }) => ({ field, reason })));
  return kind === 'all' ? { all: rules as CohortRule[] } : { any: rules as CohortRule[] };
}

/** Days back from now; absent: ever. */
const readDays = (days: number | null | undefined, path: string): number | undefined | Problem =>
  days === undefined || days === null ? undefined : readWhole(days, `${path}.days`, [1, maxDays]);

/** A field that belongs to other tests. */
const absent = (value: unknown, path: string, tests: string): undefined | Problem =>
  value === undefined || value === null ? undefined : new Problem(path, `belongs to ${tests}`);

/** Without the fields that are undefined, so that the rule is the same JSON wherever it comes from. */
const given = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;

function readLeaf(
  { property, activity, seen, event, funnel, exposure, users }: RuleInput,
  kind: Exclude<(typeof kinds)[number], 'all' | 'any' | 'not'>,
  path: string,
): CohortRule | Problem | Problems {
  if (kind === 'property' && property) {
    const read = readProperty(property, path);
    return read instanceof Problem ? read : { property: read };
  }
  if (kind === 'activity' && activity) {
    const { measure, test, ratings } = activity;
    const isNarrowed = { tools: measure === 'TOOL_CALLS', ratings: measure === 'RATINGS' };
    const read = sound({
      measure,
      test,
      number: readNumber(activity.number, `${path}.number`),
      days: readDays(activity.days, path),
      models: readTexts(activity.models, `${path}.models`),
      tools:
        isNarrowed.tools || !activity.tools?.length
          ? readTexts(activity.tools, `${path}.tools`)
          : new Problem(`${path}.tools`, `belongs to TOOL_CALLS, not to ${measure}`),
      ratings: !ratings?.length
        ? undefined
        : !isNarrowed.ratings
          ? new Problem(`${path}.ratings`, `belongs to RATINGS, not to ${measure}`)
          : ratings.every((rating) => Number.isInteger(rating) && rating >= 1 && rating <= 5)
            ? [...new Set(ratings)].sort()
            : new Problem(`${path}.ratings`, 'has what is no rating; there are 1, 2, 3, 4, 5'),
    });
    return read instanceof Problems ? read : { activity: given(read) as never };
  }
  if (kind === 'seen' && seen) {
    const { which, test, at, days } = seen;
    const read = sound(
      test === 'WITHIN_DAYS'
        ? { which, test, days: readWhole(days, `${path}.days`, [1, maxDays]), at: absent(at, `${path}.at`, 'BEFORE and AFTER') }
        : {
            which,
            test,
            at: at ? at.toISOString() : new Problem(`${path}.at`, `is missing: ${test} needs a time`),
            days: absent(days, `${path}.days`, 'WITHIN_DAYS'),
          },
    );
    return read instanceof Problems ? read : { seen: given(read) as never };
  }
  if (kind === 'event' && event) {
    const { test, measure } = event;
    const read = sound({
      name: readText(event.name, `${path}.name`),
      measure: measure ?? ('COUNT' as const),
      test,
      number: readNumber(event.number, `${path}.number`),
      days: readDays(event.days, path),
    });
    return read instanceof Problems ? read : { event: given(read) as never };
  }
  if (kind === 'funnel' && funnel) {
    const steps = funnel.steps.map((step, place) => readText(step, `${path}.steps[${place}]`));
    const read = sound({
      steps:
        steps.length < 2 || steps.length > maxSteps
          ? new Problem(`${path}.steps`, `has ${steps.length} steps; 2 to ${maxSteps} are taken`)
          : (steps.find((step) => step instanceof Problem) ?? (steps as string[])),
      reached: readWhole(funnel.reached, `${path}.reached`, [1, Math.max(1, steps.length)]),
      isLast: funnel.isLast ?? false,
      withinDays: readWhole(funnel.withinDays, `${path}.withinDays`, [1, maxDays]),
    });
    return read instanceof Problems ? read : { funnel: read };
  }
  if (kind === 'exposure' && exposure) {
    const read = sound({
      experiment: readText(exposure.experiment, `${path}.experiment`),
      variants: readTexts(exposure.variants, `${path}.variants`),
    });
    return read instanceof Problems ? read : { exposure: { ...read, variants: read.variants ?? [] } };
  }
  const read = readTexts(users, path, maxListedUsers);
  return read instanceof Problem ? read : { users: read ?? [] };
}
