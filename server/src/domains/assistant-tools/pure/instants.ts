import { parseInstant } from '../../../platform/graphql/scalars.ts';
import { BadToolArgument, type Arguments } from '../../../platform/tools/tool.ts';
import type { JsonSchema } from '../types.ts';
import { readTimeWords, timeExamples, type Clock } from './time-words.ts';

interface Instants {
  readonly args: Arguments;
  /** As what instant words were read. */
  readonly notes: readonly string[];
}

/**
 * The arguments with instants in place of words for times ("yesterday", "last 7 days", "now"). Of the time that the words name, an argument that
 * ends a range (`to`, `endDate`, `before`) is its end, any other one its beginning. ISO 8601 stays as it is.
 *
 * Errors  throws `BadToolArgument` for a text that names no time, or none with that end.
 */
export function readInstants(args: Arguments, properties: Readonly<Record<string, JsonSchema>>, clock: Clock): Instants {
  const notes: string[] = [];
  const read = (value: unknown, schema: JsonSchema | undefined, name: string, at: string): unknown => {
    if (value === null || value === undefined || schema === undefined) return value;
    if (schema.format === 'date-time') {
      const instant = instantOf(String(value), name, at, clock);
      if (instant === null) return value;
      notes.push(`${at} ${JSON.stringify(value)} was read as ${instant}.`);
      return instant;
    }
    if (Array.isArray(value)) return value.map((item, index) => read(item, schema.items, name, `${at}[${index}]`));
    if (schema.properties === undefined || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, read(inner, schema.properties?.[key], key, `${at}.${key}`)]),
    );
  };
  const entries = Object.entries(args).map(([name, value]) => [name, read(value, properties[name], name, name)] as const);
  return { args: Object.fromEntries(entries), notes };
}

const isEnd = (name: string): boolean => /^(?:to|until|before|end)$|^end[A-Z]|(?:To|Until|Before)$/.test(name);

/** The instant that words stand for, as ISO 8601; null: the text is that already. */
function instantOf(text: string, name: string, at: string, clock: Clock): string | null {
  if (isInstant(text)) return null;
  const words = text.trim();
  if (words.toLowerCase() === 'now') return clock.now.toISOString();
  const [argument = at] = at.split(/[.[]/);
  const range = readTimeWords(words, clock);
  if (range === null || range.phrase.length !== words.length)
    throw new BadToolArgument(
      argument,
      `${at} is ${JSON.stringify(text.slice(0, 60))}, which is no time; a time such as ${timeExamples}, or an instant such as 2026-03-01T12:00:00Z is taken.`,
    );
  const end = isEnd(name) ? range.to : range.from;
  if (end === null)
    throw new BadToolArgument(
      argument,
      `${at} is ${JSON.stringify(text.slice(0, 60))}, which has no ${isEnd(name) ? 'end' : 'beginning'}; without ${at} there is no limit.`,
    );
  return end.toISOString();
}

function isInstant(text: string): boolean {
  try {
    parseInstant(text);
    return true;
  } catch {
    return false;
  }
}
