import { maxSchemaBytes } from '../types.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Parts of a schema, each counted as often as something refers to it: bounds what a check of a value costs. */
const maxParts = 2_000;
/** Values, not parts of a schema. */
const literals = new Set(['const', 'enum', 'default', 'examples']);
/** Regular expressions of people are run over texts of models by no check of ours: some take without limit. */
const unchecked = new Set(['pattern', 'patternProperties', 'format', '$schema', '$id', 'id']);

async function ajvOf() {
  // Loaded here: most servers never need it. Where the server is one file, a CommonJS module has its default alone.
  const { Ajv2020 } = (await import('ajv/dist/2020.js')).default;
  return new Ajv2020({ strict: false, validateFormats: false, inlineRefs: false, logger: false });
}

/**
 * Why a value is no JSON Schema that can be used, to be read after the field's name; null: it is one. `of`: OBJECT where values of the schema
 * are objects, as models take it; ANY where they may be anything.
 */
export async function badSchema(value: unknown, of: 'OBJECT' | 'ANY' = 'OBJECT'): Promise<string | null> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no JSON object; a JSON Schema is one';
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > maxSchemaBytes) return `is ${bytes} bytes of JSON; at most ${maxSchemaBytes} are taken`;
  const schema = value as Schema;
  const type = schema['type'];
  if (of === 'OBJECT' && type !== undefined && type !== 'object')
    return `has the type ${JSON.stringify(type).slice(0, 60)}; models take a schema with the type "object"`;
  const ajv = await ajvOf();
  if (ajv.validateSchema(withoutUnchecked(schema) as Schema) !== true) {
    const [error] = ajv.errors ?? [];
    return `is no JSON Schema: ${error?.instancePath === '' || error === undefined ? 'it' : error.instancePath} ${error?.message ?? 'is not valid'}`;
  }
  return unresolved(schema, schema, 0);
}

/** A reference that leads nowhere. */
function unresolved(part: unknown, schema: Schema, depth: number): string | null {
  if (typeof part !== 'object' || part === null || depth > 64) return null;
  for (const [name, value] of Object.entries(part)) {
    if (name === '$ref' && typeof value === 'string' && partAt(schema, value) === undefined)
      return `refers to ${JSON.stringify(value.slice(0, 100))}, where nothing stands; a place in the schema is taken, such as #/$defs/name`;
    const problem = unresolved(value, schema, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

/** What checks values by a schema: why one does not fit, or null. Null: the schema is too large to be checked by. Patterns and formats are not looked at. */
export async function checkerOf(schema: Schema): Promise<((value: unknown) => string | null) | null> {
  return isSmall(schema, schema, { left: maxParts }) ? checkerOfAny(schema) : null;
}

async function checkerOfAny(schema: Schema): Promise<(value: unknown) => string | null> {
  const fits = (await ajvOf()).compile(withoutUnchecked(schema) as Schema);
  return (value) => {
    if (fits(value)) return null;
    const [error] = fits.errors ?? [];
    const extra = (error?.params as { additionalProperty?: unknown } | undefined)?.additionalProperty;
    return `${error?.instancePath === '' || error === undefined ? 'it' : error.instancePath} ${error?.message ?? 'is not valid'}${extra === undefined ? '' : ` (${JSON.stringify(extra).slice(0, 100)})`}`;
  };
}

/**
 * Why a text does not fit a schema, as a sentence; null: it does. Patterns and formats are not looked at. The time that it takes has no bound:
 * `outputProblemInThread` (load/schema-check.ts) has one.
 */
export async function outputProblem(schema: Schema, text: string): Promise<string | null> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return text.trim() === '' ? 'The answer is empty.' : `The answer is no JSON: ${(error as Error).message.slice(0, 200)}.`;
  }
  try {
    const problem = (await checkerOfAny(schema))(value);
    return problem === null ? null : `The answer does not fit the schema: ${problem}.`;
  } catch (error) {
    return `The answer can't be checked: ${(error as Error).message.slice(0, 200)}.`;
  }
}

/** False: it has more parts than are looked at, or refers to itself. */
function isSmall(part: unknown, schema: Schema, walk: { left: number }): boolean {
  if (typeof part !== 'object' || part === null) return true;
  walk.left -= 1;
  if (walk.left < 0) return false;
  return Object.entries(part).every(
    ([name, value]) =>
      isSmall(value, schema, walk) && (name !== '$ref' || typeof value !== 'string' || isSmall(partAt(schema, value), schema, walk)),
  );
}

const withoutUnchecked = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(withoutUnchecked);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) =>
      unchecked.has(name) && (typeof value === 'string' || name === 'patternProperties')
        ? []
        : [[name, literals.has(name) ? value : withoutUnchecked(value)]],
    ),
  );
};

/** What stands at a JSON pointer of the form `#/a/b`. */
function partAt(schema: Schema, reference: string): unknown {
  if (!/^#(\/|$)/.test(reference)) return undefined;
  let part: unknown = schema;
  for (const step of reference.slice(1).split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined;
    part = (part as Schema)[name];
  }
  return part;
}
