import { BadToolArgument, UnknownValue, type Arguments } from '../../../platform/tools/tool.ts';
import type { JsonSchema } from '../types.ts';
import { nearest } from '../../../platform/tools/near.ts';

const maxTextLength = 20_000;
const maxItems = 1_000;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/**
 * The arguments as an operation takes them; null and absent are the same.
 *
 * Errors  throws `BadToolArgument` for the first that does not fit, with names or values that are spelled alike.
 */
export function checkArguments(args: unknown, { properties = {}, required = [] }: JsonSchema, operation: string): Arguments {
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    throw new BadToolArgument('arguments', `arguments is ${shown(args)}; a JSON object of values by name is taken.`);
  const given = Object.entries(args as Record<string, unknown>).filter(([, value]) => value !== undefined && value !== null);
  for (const [name] of given) {
    if (Object.hasOwn(properties, name)) continue;
    const names = Object.keys(properties);
    throw new BadToolArgument(
      name,
      `${name} is no argument of ${operation}; ${names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`}.`,
      nearest(name, names),
    );
  }
  for (const name of required) {
    if (given.some(([of]) => of === name)) continue;
    const { description } = properties[name] as JsonSchema;
    throw new BadToolArgument(name, `${name} is missing for ${operation}${description === undefined ? '' : ` (${description})`}.`);
  }
  for (const [name, value] of given) checkValue(value, properties[name] as JsonSchema, name);
  return Object.fromEntries(given);
}

function checkValue(value: unknown, schema: JsonSchema, at: string): void {
  const { type, minimum, maximum } = schema;
  const refuse = (takes: string, near: readonly string[] = []): never => {
    throw new BadToolArgument(at.split(/[.[]/)[0] as string, `${at} is ${shown(value)}; ${takes}.`, near);
  };
  switch (type) {
    case 'string':
      if (typeof value !== 'string')
        return refuse(schema.enum === undefined ? 'a text is taken' : `one of ${schema.enum.join(', ')} is taken`);
      if (value.length > maxTextLength) return refuse(`at most ${maxTextLength} characters are taken`);
      if (schema.enum !== undefined && !schema.enum.includes(value))
        throw new UnknownValue(at, `${at} is ${shown(value)}; one of ${schema.enum.join(', ')} is taken.`, nearest(value, schema.enum));
      return;
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('a number is taken');
      if (type === 'integer' && !Number.isInteger(value)) return refuse('a whole number is taken');
      if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum))
        return refuse(
          `${minimum === undefined ? 'at most' : maximum === undefined ? 'at least' : `${minimum} to`} ${maximum ?? minimum} is taken`,
        );
      return;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : refuse('true or false is taken');
    case 'array':
      if (!Array.isArray(value)) return refuse('a list is taken');
      if (value.length > maxItems) return refuse(`at most ${maxItems} items are taken`);
      return value.forEach((item, index) => checkValue(item, schema.items as JsonSchema, `${at}[${index}]`));
    default:
      return checkObject(value, schema, at);
  }
}

function checkObject(value: unknown, { properties, required = [] }: JsonSchema, at: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadToolArgument(at, `${at} is ${shown(value)}; a JSON object is taken.`);
  if (properties === undefined) return;
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null || inner === undefined) continue;
    if (!Object.hasOwn(properties, name))
      throw new BadToolArgument(at, `${at}.${name} is no field of it.`, nearest(name, Object.keys(properties)));
    checkValue(inner, properties[name] as JsonSchema, `${at}.${name}`);
  }
  for (const name of required)
    if ((value as Record<string, unknown>)[name] == null) throw new BadToolArgument(at, `${at}.${name} is missing.`);
}

/** A value that was typed as text, as its argument takes it: numbers, "true", lists by commas, JSON. What doesn't fit is left as it is. */
export function fromText(text: string, schema: JsonSchema): unknown {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return { true: true, yes: true, false: false, no: false }[text.toLowerCase()] ?? text;
    case 'array':
      if (text.trim().startsWith('[')) return parsed(text);
      return text.split(',').map((item) => fromText(item.trim(), schema.items as JsonSchema));
    case 'object':
      return parsed(text);
    default:
      return text;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
