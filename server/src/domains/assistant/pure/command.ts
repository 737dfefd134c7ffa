import type { JsonSchema, ToolDefinition } from '../../assistant-tools/types.ts';

export type Command =
  | { readonly ok: true; readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string; readonly near: readonly string[] };

/** Whether a text is a command: a slash, and a word. */
export const isCommand = (text: string): boolean => /^\/[a-z]/i.test(text.trim());

type Known = Pick<ToolDefinition, 'name' | 'parameters'>;

/**
 * Reads `/tool operation name=value …` or `/tool {"name": …}`. The tool may be named by its beginning where its operation makes it the only one:
 * `/training list_jobs` is the tool `training_metrics`.
 */
export function readCommand(text: string, tools: readonly Known[]): Command {
  const [, name = '', rest = ''] = /^\/([\w-]+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const words = wordsOf(rest);
  const first = words[0] !== undefined && !words[0].includes('=') && !words[0].startsWith('{') ? words[0] : null;
  const found = toolNamed(name.toLowerCase(), first, tools);
  if (typeof found === 'string')
    return {
      ok: false,
      message: found,
      near: tools
        .map((tool) => `/${tool.name}`)
        .filter((one) => one.includes(name))
        .slice(0, 8),
    };
  const operation = operationsOf(found).length === 0 ? null : first;
  const given = operation === null ? words : words.slice(1);
  const values: Record<string, unknown> = operation === null ? {} : { operation };
  if (rest.trim().startsWith('{')) return withJson(rest, found, values);
  const loose: string[] = [];
  for (const word of given) {
    const [, key, value] = /^([A-Za-z]\w*)=([\s\S]*)$/.exec(word) ?? [];
    if (key === undefined || value === undefined) loose.push(word);
    else values[key] = valueOf(value, found.parameters.properties?.[key]);
  }
  if (loose.length > 0) {
    const open = (found.parameters.required ?? []).find((key) => values[key] === undefined);
    if (open === undefined) return { ok: false, message: `${loose[0]} is no argument; write name=value. ${argumentsOf(found)}`, near: [] };
    values[open] = valueOf(loose.join(' '), found.parameters.properties?.[open]);
  }
  return { ok: true, tool: found.name, arguments: values };
}

function withJson(rest: string, { name, parameters }: Known, values: Record<string, unknown>): Command {
  try {
    const given: unknown = JSON.parse(rest.trim());
    if (typeof given === 'object' && given !== null && !Array.isArray(given))
      return { ok: true, tool: name, arguments: { ...values, ...given } };
  } catch {
    // named below
  }
  return { ok: false, message: `What follows /${name} is not valid JSON. ${argumentsOf({ name, parameters })}`, near: [] };
}

const argumentsOf = ({ name, parameters }: Known): string =>
  `/${name} takes ${Object.keys(parameters.properties ?? {}).join(', ') || 'no arguments'}.`;

function toolNamed(name: string, operation: string | null, tools: readonly Known[]): Known | string {
  const exact = tools.find((tool) => tool.name === name);
  if (exact !== undefined) return exact;
  const beginning = tools.filter((tool) => tool.name.startsWith(name) || tool.name.includes(`_${name}`));
  const fitting = operation === null ? beginning : beginning.filter((tool) => operationsOf(tool).includes(operation));
  const [first] = fitting;
  if (fitting.length === 1 && first !== undefined) return first;
  if (beginning.length === 0) return `There is no command /${name}.`;
  const listed = beginning.map((tool) => `/${tool.name} (${operationsOf(tool).join(', ') || 'no operations'})`).join('; ');
  return fitting.length === 0
    ? `No command that begins with /${name} has the operation ${operation}. There are ${listed}.`
    : `/${name} may be ${listed}.`;
}

const operationsOf = ({ parameters }: Known): readonly string[] => parameters.properties?.['operation']?.enum ?? [];

/** A value as its parameter wants it; what does not fit stays a text, and is refused by its name where the tool is run. */
function valueOf(text: string, schema: JsonSchema | undefined): unknown {
  if ((schema?.type === 'number' || schema?.type === 'integer') && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (schema?.type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (schema?.type === 'array')
    return text.startsWith('[') ? jsonOr(text) : text.split(',').map((item) => valueOf(item.trim(), schema.items));
  return schema?.type === 'object' ? jsonOr(text) : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Words by white space; quotes hold one together. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_whole, double, single) => String(double ?? single)),
  );
}
