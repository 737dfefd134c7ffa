import type { FileRecord, SourceFile } from '../../records.ts';
import { linesOf, wholeText } from '../../text.ts';
import { isObject, parsePythonJson } from '../../values.ts';

/** A text, or any other value as JSON; undefined: there is none. */
export function shownText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const finite = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** A number, or a truth value as 1 and 0; undefined: neither. */
export const scoreOf = (value: unknown): number | undefined => (typeof value === 'boolean' ? Number(value) : finite(value));

/** Whether a score says that an answer is correct or wrong; undefined: it lies between. */
export const verdictOf = (score: number | undefined): boolean | undefined => (score === 1 ? true : score === 0 ? false : undefined);

/** The numbers of an object, by name. */
export const numbersIn = (value: unknown): Record<string, number> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, inner]) => {
          const score = scoreOf(inner);
          return score === undefined ? [] : [[name, score]];
        }),
      )
    : {};

/** Milliseconds of a number of seconds. */
export const msOf = (seconds: unknown): number | undefined => {
  const number = finite(seconds);
  return number === undefined || number < 0 ? undefined : Math.round(number * 1_000);
};

const categoryNames = ['category', 'subject', 'subset', 'topic', 'domain', 'type', 'level'];

/** The category that an item names, under one of the usual names. */
export function categoryIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  for (const name of categoryNames) {
    const found = value[name];
    if (typeof found === 'string' && found.trim() !== '' && found.length <= 200) return found.trim();
  }
  return undefined;
}

type Present<Fields> = { [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name] } & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** Without members that are not there. */
export const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as Present<Fields>;

/** One value of a file, or why there is none. */
export type Read = { readonly value: unknown; readonly line: number } | { readonly bad: FileRecord };

function parsed(text: string, line: number): Read {
  try {
    return { value: parsePythonJson(text), line };
  } catch (error) {
    return { bad: { kind: 'bad', line, field: '', reason: `is not JSON: ${(error as Error).message}` } };
  }
}

/** A file that is one value. */
export const valueIn = async (file: SourceFile): Promise<Read> => parsed(await wholeText(file), 1);

/** A file with a value a line; empty lines are none. */
export async function* valuesIn(file: SourceFile): AsyncIterable<Read> {
  for await (const { line, text } of linesOf(file.open())) if (text.trim() !== '') yield parsed(text, line);
}
