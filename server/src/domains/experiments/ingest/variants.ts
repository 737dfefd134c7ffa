import { Problems } from '../../../platform/ingest/input.ts';
import { sound } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, readName } from '../../../platform/ingest/values.ts';
import { maxNameLength, maxVariants, type ExperimentKind, type FlagValueType, type Json, type Variant } from '../types.ts';
import { badSize } from './condition.ts';
import type { VariantInput } from './input.ts';
import { readNumber, readValue } from './values.ts';

const keyForm = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const weightTolerance = 0.0011;
/** Sums that differ from 1 by no more than the arithmetic of fractions does. */
const exactSum = 1e-9;

/** A name that code uses: of a variant, a layer, and, unless it is reserved, an experiment. */
export function readKey(key: string, field: string): string | Problem {
  return keyForm.test(key)
    ? key
    : new Problem(
        field,
        `is ${JSON.stringify(key.slice(0, 80).toWellFormed())}; 1 to 64 of a-z, 0-9, ".", "_" and "-" are taken, a letter or digit first`,
      );
}

/** Keys that are addresses of pages beside those of experiments: /experiments/<key>. */
const reservedKeys: ReadonlySet<string> = new Set(['planner']);

/** The key of an experiment or flag. */
export function readExperimentKey(key: string, field: string): string | Problem {
  return reservedKeys.has(key)
    ? new Problem(field, `is "${key}", which is the address of a page; another key is taken`)
    : readKey(key, field);
}

/** What the flag is for the units of a variant that names no value: what else it names, or its key. */
function impliedValue({ key, model, promptName, promptVersion, parameters }: VariantInput, type: FlagValueType): Json {
  const config = Object.fromEntries(
    Object.entries({ model, promptName, promptVersion, parameters }).filter(([, value]) => value !== undefined && value !== null),
  ) as { [name: string]: Json };
  return type === 'JSON' ? { variant: key, ...config } : type === 'STRING' ? key : null;
}

const namesMore = ({ model, promptName, parameters }: VariantInput): boolean =>
  [model, promptName, parameters].some((value) => value !== undefined && value !== null);

/** Whether the variants are described by model, prompt or parameters alone. */
export const isConfigured = (variants: readonly VariantInput[]): boolean =>
  variants.some(namesMore) && variants.every(({ value }) => value === undefined || value === null);

export function readVariants(
  given: readonly VariantInput[],
  kind: ExperimentKind,
  type: FlagValueType,
): readonly Variant[] | Problem | Problems {
  const least = kind === 'FLAG' ? 1 : 2;
  if (given.length < least || given.length > maxVariants)
    return new Problem('variants', `has ${given.length} variants; ${least} to ${maxVariants} are taken`);
  const read = given.map((variant, at) => readVariant(variant, at, given.length, type));
  const problems = read.flatMap((variant) => (variant instanceof Problems ? variant.all : []));
  if (problems.length > 0) return new Problems(problems);
  const variants = read as readonly Variant[];
  const twice = variants.findIndex(({ key }, at) => variants.findIndex((other) => other.key === key) < at);
  if (twice >= 0) return new Problem(`variants[${twice}].key`, 'is that of another variant; keys are unique in an experiment');
  const sum = variants.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) > weightTolerance)
    return new Problem('variants', `have weights that sum to ${Number(sum.toFixed(6))}; weights are shares, and sum to 1`);
  // What is a rounding of thirds has all units in: shares of the sum.
  return Math.abs(sum - 1) < exactSum ? variants : variants.map((variant) => ({ ...variant, weight: variant.weight / sum }));
}

function readVariant(input: VariantInput, at: number, count: number, type: FlagValueType): Variant | Problems {
  const path = `variants[${at}]`;
  const { value, parameters = null, name = null, promptVersion = null } = input;
  const size = parameters === null ? null : badSize(parameters, `${path}.parameters`);
  return sound({
    key: readKey(input.key, `${path}.key`),
    name: name === null || name.trim() === '' ? null : within(path, readLine({ name }, 'name', maxNameLength)),
    weight: orElse(readNumber(input.weight, `${path}.weight`, [0, 1]), 1 / count),
    value: value === undefined || value === null ? impliedValue(input, type) : readValue(value, type, `${path}.value`),
    model: readName({ model: input.model }, 'model', `${path}.model`),
    promptName: readName({ promptName: input.promptName }, 'promptName', `${path}.promptName`),
    promptVersion: readVersion(promptVersion, input.promptName, `${path}.promptVersion`),
    parameters: size ?? (parameters as Json),
  });
}

function readVersion(version: number | null, name: VariantInput['promptName'], path: string): number | null | Problem {
  if (version === null) return null;
  if (version < 1) return new Problem(path, `is ${version}; versions begin with 1`);
  return name === undefined || name === null || name.trim() === ''
    ? new Problem(path, `is ${version} of no prompt; name it in promptName`)
    : version;
}

const within = <Value>(path: string, read: Value | Problem): Value | Problem =>
  read instanceof Problem ? new Problem(`${path}.${read.field}`, read.reason) : read;

const orElse = <Value>(read: Value | null | Problem, absent: Value): Value | Problem => read ?? absent;
