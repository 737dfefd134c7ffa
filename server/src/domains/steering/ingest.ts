import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { badJson } from '../../platform/ingest/json.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readEnum, readFields, readRequiredName, readText, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadParameter } from './errors.ts';
import { fitsType, objectionTo } from './pure/parameter.ts';
import { parameterChanges, parameterTypes, type DeclaredParameter, type ParameterValue, type UpdateAnswer } from './types.ts';

/** Of one job, and of one update. */
export const maxParameters = 500;

type Values = Readonly<Record<string, ParameterValue>>;

const isValue = (value: unknown): value is ParameterValue =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** New values by name, each of which the trainer declared that it can change to. */
export function checkUpdate(parameters: unknown, declared: readonly DeclaredParameter[]): Result<Values, BadParameter> {
  const field = 'parameters';
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters))
    return fail(new BadParameter(field, `is ${shown(parameters)}; a JSON object of values by name is taken`));
  const entries = Object.entries(parameters);
  if (entries.length === 0) return fail(new BadParameter(field, 'names no parameter'));
  if (entries.length > maxParameters)
    return fail(new BadParameter(field, `has ${entries.length} parameters; at most ${maxParameters} are taken`));
  if (declared.length === 0)
    return fail(new BadParameter(field, 'cannot be changed: the trainer has not declared a parameter that it can change'));
  const byName = new Map(declared.map((parameter) => [parameter.name, parameter]));
  const problems = entries.flatMap(([name, value]) => {
    const objection = objectionOf(byName.get(name), value);
    return objection === null ? [] : [new Problem(`${field}.${name.slice(0, 100).toWellFormed()}`, objection)];
  });
  const [first, ...others] = problems;
  return first === undefined ? succeed(parameters as Values) : fail(new BadParameter(first.field, first.reason, others));
}

function objectionOf(parameter: DeclaredParameter | undefined, value: unknown): string | null {
  if (parameter === undefined) return 'is not a parameter that the trainer has declared';
  if (!isValue(value)) return `is ${shown(value)}; a number, a text or a boolean is taken`;
  return badJson(value) ?? objectionTo(parameter, value);
}

/** A parameter as the API takes it. */
export interface ParameterInput {
  readonly name: string;
  readonly type: string;
  readonly applies: string;
  readonly minimum?: number | null | undefined;
  readonly maximum?: number | null | undefined;
  readonly current?: unknown;
}

const known: ReadonlySet<string> = new Set(['name', 'type', 'applies', 'minimum', 'maximum', 'current']);

/** The parameters of a job, each name once. */
export function checkDeclaration(parameters: readonly ParameterInput[]): Result<readonly DeclaredParameter[], BadParameter> {
  if (parameters.length > maxParameters)
    return fail(new BadParameter('parameters', `has ${parameters.length} parameters; at most ${maxParameters} are taken`));
  const names = new Set<string>();
  const read = parameters.map((parameter, index) => {
    const one = readDeclared(parameter, `parameters[${index}]`);
    if (one instanceof Problem || one instanceof Problems) return one;
    if (names.has(one.name)) return new Problem(`parameters[${index}].name`, `is ${shown(one.name)}, which is declared already`);
    names.add(one.name);
    return one;
  });
  const checked = checkInput({ ...read }, BadParameter);
  return checked.ok ? succeed(read as DeclaredParameter[]) : checked;
}

function readDeclared(item: unknown, path: string): DeclaredParameter | Problem | Problems {
  const fields = readFields(item, known, 'DeclaredParameterInput', path);
  if (fields instanceof Problem) return fields;
  const at = (problem: Problem): Problem => new Problem(`${path}.${problem.field}`, problem.reason);
  const type = readEnum(fields, 'type', parameterTypes) ?? new Problem('type', 'is missing');
  const applies = readEnum(fields, 'applies', parameterChanges) ?? new Problem('applies', 'is missing');
  const minimum = readBound(fields, 'minimum');
  const maximum = readBound(fields, 'maximum');
  const isCrossed = typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum;
  return sound({
    name: readRequiredName(fields, 'name', `${path}.name`),
    type: type instanceof Problem ? at(type) : type,
    applies: applies instanceof Problem ? at(applies) : applies,
    minimum: minimum instanceof Problem ? at(minimum) : minimum,
    maximum: isCrossed
      ? new Problem(`${path}.maximum`, `is ${maximum}, less than the minimum ${minimum}`)
      : maximum instanceof Problem
        ? at(maximum)
        : maximum,
    current: readCurrent(fields, type, `${path}.current`),
  });
}

function readBound(fields: Fields, field: string): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : new Problem(field, `is ${shown(value)}; a number is taken`);
}

function readCurrent(fields: Fields, type: DeclaredParameter['type'] | Problem, path: string): ParameterValue | null | Problem {
  const value = fields['current'];
  if (value === undefined || value === null) return null;
  if (!isValue(value)) return new Problem(path, `is ${shown(value)}; a number, a text or a boolean is taken`);
  const problem = badJson(value);
  if (problem !== null) return new Problem(path, problem);
  return type instanceof Problem || fitsType(type, value)
    ? value
    : new Problem(path, `is ${shown(value)}; a value of type ${type} is taken`);
}

/** The reason of a refusal; null where the update is not refused. */
export function checkReason(answer: UpdateAnswer, reason: string | null | undefined): Result<string | null, BadParameter> {
  const read = readText({ reason }, 'reason');
  if (read instanceof Problem) return fail(new BadParameter(read.field, read.reason));
  if (answer === 'REFUSED' && read === null) return fail(new BadParameter('reason', 'is missing'));
  return succeed(answer === 'REFUSED' ? read : null);
}
