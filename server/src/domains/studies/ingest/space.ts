import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { readBoolean, readCount, readEnum, readLine, readList, shown, type Fields } from '../../../platform/ingest/values.ts';
import type { Condition, NumberParameter, Parameter, ParameterValue, SearchSpace } from '../types.ts';

export const maxParameters = 100;
export const maxChoices = 1_000;
export const maxLevels = 10_000;
const maxParameterName = 200;
const maxChoiceLength = 500;
/** Beyond it a whole number is not exact. */
const maxInteger = Number.MAX_SAFE_INTEGER;

/** The parameters in their order, or the first problem. A condition names a parameter that stands before. */
export function readSpace(input: Fields): SearchSpace | Problem {
  const items = readList(input, 'searchSpace') ?? [];
  if (items.length === 0 || items.length > maxParameters)
    return new Problem('searchSpace', `has ${items.length} parameters; 1 to ${maxParameters} are taken`);
  const space: Parameter[] = [];
  for (const [place, item] of items.entries()) {
    const path = `searchSpace[${place}]`;
    const parameter = readParameter(item as Fields, space);
    if (parameter instanceof Problem) return new Problem(`${path}.${parameter.field}`, parameter.reason);
    space.push(parameter);
  }
  return space;
}

function readParameter(item: Fields, before: readonly Parameter[]): Parameter | Problem {
  const name = readLine(item, 'name', maxParameterName);
  if (name instanceof Problem) return name;
  if (before.some((other) => other.name === name)) return new Problem('name', `${shown(name)} stands twice`);
  const when = readCondition(item, before);
  if (when instanceof Problem) return when;
  const kind = readEnum(item, 'kind', ['FLOAT', 'INT', 'CATEGORICAL'] as const) ?? new Problem('kind', 'is missing');
  if (kind instanceof Problem) return kind;
  if (kind !== 'CATEGORICAL') return readNumbers(item, kind, name, when);
  const choices = readValues(item, 'choices', maxChoices);
  return choices instanceof Problem ? choices : { name, kind, choices, when };
}

function readNumbers(item: Fields, kind: 'FLOAT' | 'INT', name: string, when: Condition | null): NumberParameter | Problem {
  const low = readNumber(item, 'low', kind);
  if (low instanceof Problem) return low;
  const high = readNumber(item, 'high', kind);
  if (high instanceof Problem) return high;
  const isLog = readBoolean(item, 'isLog') ?? false;
  if (isLog instanceof Problem) return isLog;
  if (high < low) return new Problem('high', `is ${high}, which is below low (${low})`);
  if (isLog && low <= 0) return new Problem('low', `is ${low}; with a logarithmic scale it must be above 0`);
  if (!Number.isFinite(high - low)) return new Problem('high', 'is too far from low');
  const step = item['step'] === undefined || item['step'] === null ? (kind === 'INT' ? 1 : null) : readNumber(item, 'step', kind);
  if (step instanceof Problem) return step;
  if (step !== null && step <= 0) return new Problem('step', `is ${step}; it must be above 0`);
  if (isLog && step !== null && (kind === 'FLOAT' || step !== 1)) return new Problem('step', 'cannot stand beside a logarithmic scale');
  const levels = readCount(item, 'levels');
  if (levels instanceof Problem) return levels;
  if (levels !== null && (levels < 1 || levels > maxLevels)) return new Problem('levels', `is ${levels}; 1 to ${maxLevels} is taken`);
  return { name, kind, low, high, isLog, step, levels, when };
}

function readNumber(item: Fields, field: string, kind: 'FLOAT' | 'INT'): number | Problem {
  const value = item[field];
  if (value === undefined || value === null) return new Problem(field, 'is missing');
  if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem(field, `is ${shown(value)}; a number is taken`);
  if (kind === 'INT' && (!Number.isInteger(value) || Math.abs(value) > maxInteger))
    return new Problem(field, `is ${value}; a whole number is taken`);
  return value;
}

/** Distinct texts, numbers, true or false. */
function readValues(item: Fields, field: string, most: number): readonly ParameterValue[] | Problem {
  const values = readList(item, field) ?? [];
  if (values.length === 0 || values.length > most) return new Problem(field, `has ${values.length} values; 1 to ${most} are taken`);
  for (const [place, value] of values.entries()) {
    const problem = badChoice(value) ?? (values.indexOf(value) < place ? `${shown(value)} stands twice` : null);
    if (problem !== null) return new Problem(`${field}[${place}]`, problem);
  }
  return values as readonly ParameterValue[];
}

function badChoice(value: unknown): string | null {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return null;
  if (typeof value !== 'string') return `is ${shown(value)}; a text, a number, true or false is taken`;
  return value.length > maxChoiceLength ? `has ${value.length} characters; at most ${maxChoiceLength} are taken` : unstorable(value);
}

function readCondition(item: Fields, before: readonly Parameter[]): Condition | null | Problem {
  const when = item['when'] as Fields | null | undefined;
  if (when === undefined || when === null) return null;
  const parameter = readLine(when, 'parameter', maxParameterName);
  if (parameter instanceof Problem) return new Problem('when.parameter', parameter.reason);
  const parent = before.find(({ name }) => name === parameter);
  if (parent === undefined) return new Problem('when.parameter', `${shown(parameter)} is no parameter that stands before this one`);
  const values = readValues(when, 'values', maxChoices);
  if (values instanceof Problem) return new Problem(`when.${values.field}`, values.reason);
  for (const [place, value] of values.entries())
    if (!isPossible(parent, value)) return new Problem(`when.values[${place}]`, `${shown(value)} is no value of ${shown(parameter)}`);
  return { parameter, values };
}

function isPossible(parameter: Parameter, value: ParameterValue): boolean {
  if (parameter.kind === 'CATEGORICAL') return parameter.choices.includes(value);
  return typeof value === 'number' && value >= parameter.low && value <= parameter.high;
}
