import { badJson, jsonText } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { operators } from '../pure/condition.ts';
import { maxValueBytes, type Json } from '../types.ts';

const maxPatternLength = 200;
/** Each makes a pattern's cost grow by a power of the text's length. */
const maxRepeats = 2;
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
  return badCondition(value as Condition, field) ?? (value as Condition);
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
  if (operator === '$regex' || operator === '$regexi') return badPattern(operand, field);
  if (operator === '$not' || operator === '$size') return badValue(operand, field);
  if (operator === '$elemMatch')
    return isObject(operand)
      ? Object.keys(operand).every((name) => name.startsWith('$'))
        ? badValue(operand, field)
        : badCondition(operand, field)
      : new Problem(field, 'takes a condition');
  return null;
}

/** Patterns are matched against what others send: one whose cost explodes would hold up everyone. */
export function badPattern(pattern: Json, field: string): Problem | null {
  if (typeof pattern !== 'string' || pattern.length > maxPatternLength)
    return new Problem(field, `takes a pattern of at most ${maxPatternLength} characters`);
  try {
    new RegExp(pattern);
  } catch {
    return new Problem(field, 'is no regular expression');
  }
  const bare = pattern.replaceAll(/\\[^1-9k]/g, '_').replaceAll(/\[[^\]]*\]/g, '_');
  if (/\)[*+{?]/.test(bare) || /\\[1-9k]/.test(bare) || /\(\?[=!<]/.test(bare))
    return new Problem(field, 'repeats a group, looks around or refers back; a pattern may do none of these');
  const repeats = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  return repeats > maxRepeats ? new Problem(field, `repeats ${repeats} parts; at most ${maxRepeats} are taken`) : null;
}
