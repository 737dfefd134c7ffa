import type { Json } from '../types.ts';
import { maxMatchedLength, maxPatternSteps, stepsOfPattern } from './pattern.ts';

type Value = Json | undefined;
type Condition = { readonly [name: string]: Json };

/** Operators that may stand in a condition (docs/experiments.md). */
export const operators = [
  '$eq',
  '$ne',
  '$lt',
  '$lte',
  '$gt',
  '$gte',
  '$exists',
  '$in',
  '$ini',
  '$nin',
  '$nini',
  '$all',
  '$alli',
  '$size',
  '$elemMatch',
  '$not',
  '$regex',
  '$regexi',
  '$type',
  '$veq',
  '$vne',
  '$vgt',
  '$vgte',
  '$vlt',
  '$vlte',
] as const;

/** Whether the attributes of a unit meet a condition, as GrowthBook's SDKs find. */
export function meetsCondition(attributes: Value, condition: Condition): boolean {
  for (const [name, wanted] of Object.entries(condition)) {
    if (!meetsPart(attributes, name, wanted)) return false;
  }
  return true;
}

function meetsPart(attributes: Value, name: string, wanted: Json): boolean {
  if (name === '$or') return anyOf(attributes, wanted);
  if (name === '$nor') return !anyOf(attributes, wanted);
  if (name === '$and') return listOf(wanted).every((part) => meetsCondition(attributes, part as Condition));
  if (name === '$not') return !meetsCondition(attributes, wanted as Condition);
  return meetsValue(wanted, valueAt(attributes, name), false);
}

function anyOf(attributes: Value, wanted: Json): boolean {
  const parts = listOf(wanted);
  return parts.length === 0 || parts.some((part) => meetsCondition(attributes, part as Condition));
}

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** What stands at a dotted path; null: nothing does. */
function valueAt(attributes: Value, path: string): Json {
  let value: Value = attributes;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null;
    value = (value as Condition)[part];
  }
  return value ?? null;
}

const isOperators = (value: object): boolean => {
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => name.startsWith('$'));
};

function meetsValue(wanted: Json, value: Json, foldsCase: boolean): boolean {
  if (typeof wanted === 'string') return foldsCase ? String(value).toLowerCase() === wanted.toLowerCase() : textOf(value) === wanted;
  if (typeof wanted === 'number') return Number(value) === wanted;
  if (typeof wanted === 'boolean') return value !== null && Boolean(value) === wanted;
  if (wanted === null) return value === null;
  if (Array.isArray(wanted) || !isOperators(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  return Object.entries(wanted).every(([operator, operand]) => meetsOperator(operator, value, operand));
}

/** As `value + ""`. */
const textOf = (value: Json): string => (typeof value === 'string' ? value : String(value));

function meetsOperator(operator: string, value: Json, operand: Json): boolean {
  switch (operator) {
    case '$eq':
      return value === operand;
    case '$ne':
      return value !== operand;
    case '$lt':
      return (value as number) < (operand as number);
    case '$lte':
      return (value as number) <= (operand as number);
    case '$gt':
      return (value as number) > (operand as number);
    case '$gte':
      return (value as number) >= (operand as number);
    case '$exists':
      return Boolean(operand) === (value !== null);
    case '$in':
      return Array.isArray(operand) && isIn(value, operand, same);
    case '$ini':
      return Array.isArray(operand) && isIn(value, operand, folded);
    case '$nin':
      return Array.isArray(operand) && !isIn(value, operand, same);
    case '$nini':
      return Array.isArray(operand) && !isIn(value, operand, folded);
    case '$all':
      return hasAll(value, operand, false);
    case '$alli':
      return hasAll(value, operand, true);
    case '$not':
      return !meetsValue(operand, value, false);
    case '$size':
      return Array.isArray(value) && meetsValue(operand, value.length, false);
    case '$elemMatch':
      return hasElement(value, operand);
    case '$regex':
      return matches(operand, value, '');
    case '$regexi':
      return matches(operand, value, 'i');
    case '$type':
      return (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value) === operand;
    default:
      return meetsVersion(operator, value, operand);
  }
}

const same = (value: Json): Json => value;
const folded = (value: Json): Json => (typeof value === 'string' ? value.toLowerCase() : value);

function isIn(value: Json, list: readonly Json[], form: (value: Json) => Json): boolean {
  const wanted = list.map(form);
  return Array.isArray(value) ? value.some((one) => wanted.includes(form(one))) : wanted.includes(form(value));
}

function hasAll(value: Json, operand: Json, foldsCase: boolean): boolean {
  if (!Array.isArray(value) || !Array.isArray(operand)) return false;
  return operand.every((wanted) => value.some((one) => meetsValue(wanted, one, foldsCase)));
}

function hasElement(value: Json, operand: Json): boolean {
  if (!Array.isArray(value) || typeof operand !== 'object' || operand === null) return false;
  const isMet = isOperators(operand)
    ? (one: Json) => meetsValue(operand, one, false)
    : (one: Json) => meetsCondition(one, operand as Condition);
  return value.some((one) => one !== null && isMet(one));
}

const patterns = new Map<string, RegExp | null>();

function matches(pattern: Json, value: Json, flags: string): boolean {
  const text = String(value);
  return text.length <= maxMatchedLength && (patternOf(String(pattern), flags)?.test(text) ?? false);
}

function patternOf(pattern: string, flags: string): RegExp | null {
  const key = `${flags}/${pattern}`;
  let known = patterns.get(key);
  if (known === undefined) {
    // One that was saved before its cost was counted matches nothing.
    const steps = stepsOfPattern(pattern);
    known = typeof steps === 'number' && steps <= maxPatternSteps ? new RegExp(pattern, flags) : null;
    if (patterns.size >= 1_000) patterns.clear();
    patterns.set(key, known);
  }
  return known;
}

function meetsVersion(operator: string, value: Json, operand: Json): boolean {
  const [version, wanted] = [versionText(value), versionText(operand)];
  switch (operator) {
    case '$veq':
      return version === wanted;
    case '$vne':
      return version !== wanted;
    case '$vlt':
      return version < wanted;
    case '$vlte':
      return version <= wanted;
    case '$vgt':
      return version > wanted;
    case '$vgte':
      return version >= wanted;
    default:
      return false;
  }
}

/** A version as a text that sorts as versions do: numbers have one width, and a release comes after what led to it. */
function versionText(version: Json): string {
  const given = typeof version === 'number' ? String(version) : version;
  const text = typeof given === 'string' && given !== '' ? given : '0';
  const parts = withoutBuild(text.startsWith('v') ? text.slice(1) : text).split(/[-.]/);
  if (parts.length === 3) parts.push('~');
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5, ' ') : part)).join('-');
}

/** A version without what follows its plus sign on its last line. */
function withoutBuild(text: string): string {
  const line = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end)));
  const plus = text.indexOf('+', line + 1);
  return plus < 0 ? text : text.slice(0, plus);
}
