import type { ToolDefinition } from '../../types.ts';
import { fromText } from '../check-arguments.ts';
import { nearest } from '../../../../platform/tools/near.ts';
import { answer, noAnswer, type Plan } from './types.ts';

/** Words apart; `key="a b"` and "a b" are one. */
const tokensOf = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"']+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')+/g)].map(([token]) => token);
const unquoted = (text: string): string =>
  text.replaceAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_all, double?: string, single?: string) =>
    (double ?? single ?? '').replaceAll(/\\(.)/g, '$1'),
  );

/**
 * Reads `/tool operation key=value …`. A tool may be named by a word of its name where the operation is of one tool alone:
 * `/training list_jobs status=running`. What stands after the operation without a key is the first argument that is required.
 */
export function planSlash(text: string, tools: readonly ToolDefinition[]): Plan {
  const [name = '', ...words] = tokensOf(text.trim().slice(1));
  const found = toolOf(name, words[0], tools);
  if (!('parameters' in found)) return found;
  const { properties = {}, required = [] } = found.parameters;
  const operations = properties['operation']?.enum;
  const args: Record<string, unknown> = {};
  let rest = words;
  if (operations !== undefined) {
    const [operation, ...others] = words;
    const there = operations.map((one) => `/${found.name} ${one}`);
    if (operation === undefined) return noAnswer(`/${found.name} has the operations ${operations.join(', ')}.`, there);
    if (!operations.includes(operation)) {
      const near = nearest(operation, operations);
      return noAnswer(
        `/${found.name} has no operation ${JSON.stringify(operation)}; there are ${operations.join(', ')}.`,
        near.map((one) => `/${found.name} ${one}`),
      );
    }
    args['operation'] = operation;
    rest = others;
  }
  const loose: string[] = [];
  for (const token of rest) {
    const [, key, value] = /^([A-Za-z_][A-Za-z0-9_]*)[=:]([\s\S]+)$/.exec(token) ?? [];
    if (key === undefined || value === undefined || !(Object.hasOwn(properties, key) || token.includes('='))) loose.push(unquoted(token));
    else if (!Object.hasOwn(properties, key)) {
      const names = Object.keys(properties).filter((one) => one !== 'operation');
      return noAnswer(
        `/${found.name} has no argument ${JSON.stringify(key)}; there are ${names.join(', ')}.`,
        nearest(key, names).map((one) => `${one}=`),
      );
    } else args[key] = fromText(unquoted(value), properties[key] ?? {});
  }
  if (loose.length > 0) {
    const first = firstArgument(found, required, args);
    if (first === null)
      return noAnswer(
        `/${found.name} takes its arguments as key=value: ${Object.keys(properties)
          .filter((one) => one !== 'operation')
          .join(', ')}.`,
      );
    args[first] = fromText(loose.join(' '), properties[first] ?? {});
  }
  return answer(found.name, args, 'The command names the tool.');
}

function firstArgument(
  { parameters: { properties = {} } }: ToolDefinition,
  required: readonly string[],
  args: Record<string, unknown>,
): string | null {
  const isOpen = (name: string): boolean => name !== 'operation' && args[name] === undefined;
  const usual = [
    'expression',
    'jobId',
    'experiment',
    'prompt',
    'configId',
    'suiteId',
    'sessionIds',
    'search',
    'text',
    'traceId',
    'userId',
    'query',
    'messageIds',
    'name',
    'model',
  ];
  return required.find(isOpen) ?? usual.find((name) => Object.hasOwn(properties, name) && isOpen(name)) ?? null;
}

function toolOf(name: string, operation: string | undefined, tools: readonly ToolDefinition[]): ToolDefinition | Plan {
  const exact = tools.find((tool) => tool.name === name);
  if (exact !== undefined) return exact;
  const named = tools.filter((tool) => name !== '' && (tool.name.split('_').includes(name) || tool.name.startsWith(name)));
  const fitting = named.filter(
    ({ parameters }) => operation !== undefined && parameters.properties?.['operation']?.enum?.includes(operation),
  );
  const [only, another] = fitting.length > 0 ? fitting : named;
  if (only !== undefined && another === undefined) return only;
  const names =
    named.length > 0
      ? named.map((tool) => tool.name)
      : nearest(
          name,
          tools.map((tool) => tool.name),
        );
  const suggestions = (names.length > 0 ? names : tools.map((tool) => tool.name)).map((one) => `/${one}`);
  return noAnswer(named.length > 1 ? `/${name} may be ${names.join(' or ')}.` : `No tool is named ${JSON.stringify(name)}.`, suggestions);
}

/** A plan as the command that does the same. */
export function commandOf(tool: string, args: Readonly<Record<string, unknown>>): string {
  const { operation, ...others } = args;
  const shown = (value: unknown): string => {
    const text =
      Array.isArray(value) && value.every((item) => typeof item !== 'object')
        ? value.join(',')
        : typeof value === 'string'
          ? value
          : JSON.stringify(value);
    return /[\s"']/.test(text) || text === '' ? JSON.stringify(text) : text;
  };
  return [
    `/${tool}`,
    ...(operation === undefined ? [] : [String(operation)]),
    ...Object.entries(others).map(([key, value]) => `${key}=${shown(value)}`),
  ].join(' ');
}
