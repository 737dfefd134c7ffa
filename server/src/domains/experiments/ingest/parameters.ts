import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FieldProblem } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { maxPatternSteps, stepsOfPattern } from '../pure/pattern.ts';
import { maxValueBytes, type Json, type JsonSchema, type Variant } from '../types.ts';
import { badPattern, badSize } from './condition.ts';

/** Parts of a schema, each counted as often as something refers to it; and values that are checked against it. Their product bounds the work. */
const maxParts = 2_000;
const maxValues = 2_000;
const mostProblems = 20;
/** They lead out of the schema, or to where only a run finds. */
const notTaken = new Set(['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef']);

/** A JSON schema of parameters as it can be stored, or why it cannot. Whether it is one: `problemsOfParameters`. */
export function readSchema(value: unknown): JsonSchema | null | Problem {
  const field = 'parametersSchema';
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem(field, `is ${shown(value)}; a JSON schema is an object`);
  const schema = value as JsonSchema;
  return badSize(value, field) ?? badPart(schema, { schema, leftCount: maxParts, leftSteps: maxPatternSteps }, field) ?? schema;
}

interface Walk {
  readonly schema: JsonSchema;
  leftCount: number;
  /** Of patterns, in texts as long as the parameters of a variant. */
  leftSteps: number;
}

function badPart(part: Json, walk: Walk, path: string): Problem | null {
  if (typeof part !== 'object' || part === null) return null;
  walk.leftCount -= 1;
  if (walk.leftCount < 0)
    return new Problem('parametersSchema', `has more than ${maxParts} parts with all that it refers to, or refers to itself`);
  for (const [name, value] of Object.entries(part as { readonly [name: string]: Json })) {
    const at = Array.isArray(part) ? `${path}[${name}]` : `${path}.${name}`;
    const problem = badKeyword(name, value, walk, at) ?? badPart(value, walk, at);
    if (problem !== null) return problem;
  }
  return null;
}

function badKeyword(name: string, value: Json, walk: Walk, path: string): Problem | null {
  if (notTaken.has(name) && typeof value === 'string')
    return new Problem(path, 'is not taken; $ref leads to a part of the schema by its place');
  if (name === 'pattern' && typeof value === 'string') return badPatternOf(value, walk, path);
  if (name === 'patternProperties' && typeof value === 'object' && value !== null)
    for (const pattern of Object.keys(value)) {
      const problem = badPatternOf(pattern, walk, path);
      if (problem !== null) return problem;
    }
  if (name !== '$ref' || typeof value !== 'string') return null;
  const target = partAt(walk.schema, value);
  return target === undefined
    ? new Problem(path, `is ${shown(value)}, where nothing stands; a place in the schema is taken, such as #/$defs/name`)
    : badPart(target, walk, path);
}

function badPatternOf(pattern: string, walk: Walk, path: string): Problem | null {
  const problem = badPattern(pattern, path, maxValueBytes);
  if (problem !== null) return problem;
  walk.leftSteps -= Number(stepsOfPattern(pattern, maxValueBytes));
  return walk.leftSteps >= 0
    ? null
    : new Problem(
        'parametersSchema',
        `has patterns that may take more than ${maxPatternSteps} steps together; begin them with ^, or have fewer`,
      );
}

/** What stands at a JSON pointer of the form `#/a/b`. */
function partAt(schema: JsonSchema, reference: string): Json | undefined {
  if (!/^#(\/|$)/.test(reference)) return undefined;
  let part: Json | undefined = schema;
  for (const step of stepsOf(reference.slice(1))) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) return undefined;
    part = (part as { readonly [name: string]: Json })[step];
  }
  return part;
}

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => unescaped(step).replaceAll('~1', '/').replaceAll('~0', '~'));

function unescaped(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/**
 * What of the parameters of variants does not fit their schema, by the path of the value; or why it is no schema. Variants without parameters
 * fit any.
 */
export async function problemsOfParameters(schema: JsonSchema, variants: readonly Pick<Variant, 'parameters'>[]): Promise<FieldProblem[]> {
  // Loaded here: few servers need it.
  const { Ajv2020 } = (await import('ajv/dist/2020.js')).default;
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    inlineRefs: false,
    logger: false,
  });
  if (ajv.validateSchema(schema) !== true)
    return (ajv.errors ?? []).slice(0, mostProblems).map((error) => ({
      field: placeIn(schema, 'parametersSchema', error.instancePath).field,
      reason: `is no part of a JSON schema: it ${error.message ?? 'is not valid'}`,
    }));
  try {
    const fits = ajv.compile(schema);
    return variants.flatMap(({ parameters }, at) => {
      const field = `variants[${at}].parameters`;
      if (parameters === null) return [];
      const count = countOf(parameters);
      if (count > maxValues) return [{ field, reason: `has ${count} values; beside a schema at most ${maxValues} are taken` }];
      return fits(parameters) ? [] : (fits.errors ?? []).slice(0, mostProblems).map((error) => misfit(parameters, field, error));
    });
  } catch (error) {
    return [{ field: 'parametersSchema', reason: `is no JSON schema that can be used: ${(error as Error).message.slice(0, 300)}` }];
  }
}

function misfit(parameters: Json, path: string, { instancePath, keyword, message, params }: ErrorObject): FieldProblem {
  const { field, value } = placeIn(parameters, path, instancePath);
  const more: unknown =
    keyword === 'additionalProperties' || keyword === 'unevaluatedProperties'
      ? ((params as Record<string, unknown>)['additionalProperty'] ?? (params as Record<string, unknown>)['unevaluatedProperty'])
      : keyword === 'enum'
        ? (params as { allowedValues: unknown }).allowedValues
        : (params as { allowedValue?: unknown }).allowedValue;
  const which = more === undefined ? '' : ` ${JSON.stringify(more).slice(0, 200)}`;
  return { field, reason: `is ${shown(value)}; by parametersSchema it ${message ?? 'does not fit'}${which}` };
}

/** The value at a JSON pointer, and its path as other problems name it. */
function placeIn(whole: Json, path: string, pointer: string): { field: string; value: Json } {
  let [field, value] = [path, whole];
  for (const step of stepsOf(pointer)) {
    field += Array.isArray(value) ? `[${step}]` : `.${step}`;
    value = (value as { readonly [name: string]: Json } | null)?.[step] ?? null;
  }
  return { field, value };
}

function countOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value as { readonly [name: string]: Json }).reduce<number>((sum, one) => sum + countOf(one), 1);
}
