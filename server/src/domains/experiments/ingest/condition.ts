import { badJson, jsonText } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { operators } from '../pure/condition.ts';
import { isAsciiPattern, maxPatternSteps, stepsOfPattern } from '../pure/pattern.ts';
import { maxValueBytes, type Json } from '../types.ts';

/** What is known of a unit is 64 KiB, that many texts of the greatest length that a pattern is matched against, in lists. */
const listedTexts = 64;
const known = new Set<string>(operators);
const groups = new Set(['$and', '$or', '$nor']);

type Condition = { readonly [name: string]: Json };

/** A condition as it can be evaluated by the server and by SDKs, or what is wrong with it. */
export function readCondition(value: unknown, field: string): Condition | null | Problem {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value))
    return new Problem(field, `is ${shown(value)}; an object of attributes and operators is taken`);
  const size = badSize(value, field);
  if (size !== null) return size;
  const problem = badCondition(value as Condition, field);
  if (problem !== null) return problem;
  const steps = stepsOfAll(value as Condition, 1);
  if (steps > maxPatternSteps)
    return new Problem(
      field,
      `has patterns that may take ${Math.round(steps)} steps together; at most ${maxPatternSteps} are taken: begin patterns with ^, repeat less, and use $in for lists of texts`,
    );
  return value as Condition;
}

/** The most steps that all patterns of a condition take for one unit. */
function stepsOfAll(part: Json, times: number): number {
  if (typeof part !== 'object' || part === null) return 0;
  let sum = 0;
  for (const [name, value] of Object.entries(part as Condition)) {
    const isPattern = (name === '$regex' || name === '$regexi') && typeof value === 'string';
    const steps = isPattern ? stepsOfPattern(value) : 0;
    sum += typeof steps === 'number' ? steps * times : 0;
    sum += stepsOfAll(value, ['$elemMatch', '$all', '$alli'].includes(name) ? listedTexts : times);
  }
  return sum;
}

/** Why a JSON value is too large, or cannot be stored; null: it can. */
export function badSize(value: unknown, field: string): Problem | null {
  const problem = badJson(value);
  if (problem !== null) return new Problem(field, problem);
  const text = jsonText(value);
  if ('problem' in text) return new Problem(field, text.problem);
  const bytes = Buffer.byteLength(text.text);
  return bytes > maxValueBytes ? new Problem(field, `is ${bytes} bytes of JSON; at most ${maxValueBytes} are taken`) : null;
}

const isObject = (value: Json | undefined): value is Condition => typeof value === 'object' && value !== null && !Array.isArray(value);

function badCondition(condition: Condition, field: string): Problem | null {
  for (const [name, wanted] of Object.entries(condition)) {
    const at = `${field}.${name}`;
    const problem = groups.has(name)
      ? badGroup(wanted, at)
      : name === '$not'
        ? isObject(wanted)
          ? badCondition(wanted, at)
          : new Problem(at, 'takes a condition')
        : name.startsWith('$')
          ? new Problem(at, 'is no operator of a condition; $and, $or, $nor and $not are')
          : badValue(wanted, at);
    if (problem !== null) return problem;
  }
  return null;
}

function badGroup(wanted: Json, field: string): Problem | null {
  if (!Array.isArray(wanted)) return new Problem(field, 'takes a list of conditions');
  for (const [place, part] of (wanted as readonly Json[]).entries()) {
    const problem = isObject(part) ? badCondition(part, `${field}[${place}]`) : new Problem(`${field}[${place}]`, 'is no condition');
    if (problem !== null) return problem;
  }
  return null;
}

function badValue(wanted: Json, field: string): Problem | null {
  if (!isObject(wanted)) return null;
  const names = Object.keys(wanted);
  if (!names.some((name) => name.startsWith('$'))) return null;
  for (const name of names) {
    const problem = badOperator(name, wanted[name] as Json, `${field}.${name}`);
    if (problem !== null) return problem;
  }
  return null;
}

function badOperator(operator: string, operand: Json, field: string): Problem | null {
  if (!known.has(operator)) return new Problem(field, `is no operator; one of ${operators.join(', ')} is taken`);
  if (['$in', '$ini', '$nin', '$nini', '$all', '$alli'].includes(operator) && !Array.isArray(operand))
    return new Problem(field, 'takes a list of values');
  if (operator === '$regexi' && typeof operand === 'string' && !isAsciiPattern(operand))
    return new Problem(field, 'takes a pattern of ASCII characters: engines fold the case of others in different ways');
  if (operator === '$regex' || operator === '$regexi') return badPattern(operand, field);
  if (operator === '$all' || operator === '$alli') return badList(operand, field);
  if (operator === '$not' || operator === '$size') return badValue(operand, field);
  if (operator === '$elemMatch')
    return isObject(operand)
      ? Object.keys(operand).every((name) => name.startsWith('$'))
        ? badValue(operand, field)
        : badCondition(operand, field)
      : new Problem(field, 'takes a condition');
  return null;
}

/** Elements of a list that are tests of their own. */
function badList(wanted: Json, field: string): Problem | null {
  for (const [place, one] of (wanted as readonly Json[]).entries()) {
    const problem = badValue(one, `${field}[${place}]`);
    if (problem !== null) return problem;
  }
  return null;
}

/** Patterns are matched against what others send: one whose cost explodes would hold up every caller. `longest`: of the texts. */
export function badPattern(pattern: Json, field: string, longest?: number): Problem | null {
  if (typeof pattern !== 'string') return new Problem(field, `is ${shown(pattern)}; a pattern is a text`);
  const steps = stepsOfPattern(pattern, longest);
  if (typeof steps === 'string') return new Problem(field, steps);
  if (steps <= maxPatternSteps) return null;
  return new Problem(
    field,
    `may take ${steps.toExponential(1)} steps in one text; at most ${maxPatternSteps} are taken: begin it with ^, and repeat or choose less`,
  );
}
