import type { Checked, Problems } from '../../controls/form/form-state.ts';
import type { JsonSchema } from './types.ts';

/** What is typed for one argument: a text; of a list one item a line; of an object with known fields the texts of those. */
export type Typed = string | { readonly [name: string]: Typed };
export type Draft = Readonly<Record<string, Typed>>;
export type Arguments = Readonly<Record<string, unknown>>;

/** How one argument is asked for. */
export interface CommandField {
  readonly name: string;
  /** `sessionIds` as "Session ids". */
  readonly label: string;
  readonly about: string;
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
  readonly kind: 'choice' | 'choices' | 'yesNo' | 'number' | 'time' | 'text' | 'long' | 'lines' | 'group' | 'json';
}

const longNames: readonly string[] = ['query', 'document', 'text', 'prompt'];

/** Fields of the arguments, in the order of their schema, those that are needed first. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema): CommandField[] {
  const fields = Object.entries(properties).map(([name, schema]): CommandField => ({
    name,
    label: labelOf(name),
    about: schema.description ?? '',
    isRequired: required.includes(name),
    schema,
    kind: kindOf(name, schema),
  }));
  return [...fields.filter(({ isRequired }) => isRequired), ...fields.filter(({ isRequired }) => !isRequired)];
}

function kindOf(name: string, schema: JsonSchema): CommandField['kind'] {
  switch (schema.type) {
    case 'boolean':
      return 'yesNo';
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      if (schema.items?.enum !== undefined) return 'choices';
      return schema.items?.type === 'object' ? 'json' : 'lines';
    case 'object':
      return Object.keys(schema.properties ?? {}).length > 0 ? 'group' : 'json';
    default:
      if (schema.format === 'date-time') return 'time';
      return schema.enum === undefined ? (longNames.includes(name) ? 'long' : 'text') : 'choice';
  }
}

const labelOf = (name: string): string => {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, (_whole, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What the form shows of arguments; what is absent is empty. */
export function draftOf(schema: JsonSchema, args: Arguments = {}): Draft {
  return Object.fromEntries(fieldsOf(schema).map((field) => [field.name, typedOf(field, args[field.name])]));
}

function typedOf({ kind, schema }: CommandField, value: unknown): Typed {
  if (kind === 'group') return draftOf(schema, (value ?? {}) as Arguments);
  if (value === undefined || value === null) return '';
  if (kind === 'lines' || kind === 'choices') return (Array.isArray(value) ? value : [value]).map(String).join('\n');
  if (kind === 'json') return JSON.stringify(value, null, 2);
  return String(value);
}

/** The arguments that a draft stands for; empty fields are left out. Problems by the path of the field. */
export function argumentsOf(schema: JsonSchema, draft: Draft): Checked<Arguments> {
  const problems: Record<string, string> = {};
  const value = read(schema, draft, '', problems);
  return Object.keys(problems).length === 0 ? { ok: true, value } : { ok: false, problems };
}

function read(schema: JsonSchema, draft: Draft, path: string, problems: Record<string, string>): Arguments {
  const args: Record<string, unknown> = {};
  for (const field of fieldsOf(schema)) {
    const at = `${path}${field.name}`;
    const typed = draft[field.name] ?? '';
    if (typeof typed !== 'string') {
      const inner = read(field.schema, typed, `${at}.`, problemsWithin(problems, field, typed));
      if (Object.keys(inner).length > 0 || field.isRequired) args[field.name] = inner;
      continue;
    }
    if (typed.trim() === '') {
      if (field.isRequired) problems[at] = 'Needed.';
      continue;
    }
    const value = valueOf(field, typed);
    if (typeof value === 'object' && value !== null && 'problem' in value) problems[at] = String(value.problem);
    else args[field.name] = (value as { readonly is: unknown }).is;
  }
  return args;
}

/** A group that nothing was typed in is left out, whatever it would need. */
const problemsWithin = (problems: Record<string, string>, { isRequired }: CommandField, typed: Draft): Record<string, string> =>
  isRequired || !isEmpty(typed) ? problems : {};

const isEmpty = (draft: Draft): boolean =>
  Object.values(draft).every((typed) => (typeof typed === 'string' ? typed.trim() === '' : isEmpty(typed)));

type Value = { readonly is: unknown } | { readonly problem: string };

function valueOf({ kind, schema }: CommandField, typed: string): Value {
  switch (kind) {
    case 'yesNo':
      return { is: typed === 'true' };
    case 'number':
      return numberOf(typed, schema);
    case 'choices':
    case 'lines':
      return linesOf(typed, schema);
    case 'json':
      return jsonOf(typed, schema);
    case 'group':
    case 'choice':
    case 'long':
    case 'time':
    case 'text':
      return { is: typed.trim() };
    default:
      return kind satisfies never;
  }
}

function numberOf(typed: string, { type, minimum, maximum }: JsonSchema): Value {
  const value = Number(typed);
  if (!Number.isFinite(value)) return { problem: 'A number is taken.' };
  if (type === 'integer' && !Number.isInteger(value)) return { problem: 'A whole number is taken.' };
  if (minimum !== undefined && value < minimum) return { problem: `At least ${minimum}.` };
  return maximum !== undefined && value > maximum ? { problem: `At most ${maximum}.` } : { is: value };
}

function linesOf(typed: string, { items }: JsonSchema): Value {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (items?.type !== 'number' && items?.type !== 'integer') return { is: lines };
  const values = lines.map((line) => numberOf(line, items));
  return values.find((value) => 'problem' in value) ?? { is: values.map((value) => ('is' in value ? value.is : null)) };
}

function jsonOf(typed: string, { type }: JsonSchema): Value {
  try {
    const value: unknown = JSON.parse(typed);
    const fits = type === 'array' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);
    return fits ? { is: value } : { problem: type === 'array' ? 'A list in JSON is taken.' : 'An object in JSON is taken.' };
  } catch {
    return { problem: 'That is not valid JSON.' };
  }
}

/** Problems of the fields inside of a group, by their own names. */
export const problemsOfGroup = (problems: Problems, name: string): Problems =>
  Object.fromEntries(
    Object.entries(problems).flatMap(([path, problem]) => (path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), problem]] : [])),
  );

/** The arguments with another value in place of one that the failure names; null: it can't be known which one that is. */
export function corrected(args: Arguments, argument: string | undefined, message: string, value: string): Arguments | null {
  if (argument === undefined) return null;
  const held = args[argument];
  if (typeof held === 'string') return { ...args, [argument]: value };
  if (!Array.isArray(held)) return null;
  const place = held.findIndex((item) => message.includes(JSON.stringify(item)));
  return place < 0 ? null : { ...args, [argument]: held.with(place, value) };
}
