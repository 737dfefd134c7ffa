import { fieldOfName, plainName } from '../mapping/fields.ts';
import { columnsOf, remarkOnOthers, type Columns, type Mapping } from '../mapping/mapping.ts';
import { isJudgment, rowReader, type RowReader } from '../mapping/rows.ts';
import type { FileRecord, Format, ReadOptions, SourceFile } from '../records.ts';
import { readers, readerOf } from '../readers/readers.ts';
import { chunkJoiner, isChunk } from '../readers/streams.ts';
import { elementsOf, linesOf, wholeText } from '../text.ts';
import { isObject, parsePythonJson } from '../values.ts';

/** JSON Lines: messages, evaluations, conversations and spans of every known shape, mixed as they come. */
export const jsonLines: Format = {
  id: 'JSON Lines',
  description: 'JSON Lines (.jsonl, .ndjson) of MessageInput and EvaluationInput, one a line; any other with --map',
  recognises: (head, path) =>
    !head.includes('"messages_display"') &&
    /^\s*\{/.test(head) &&
    ((/\.(jsonl|ndjson)$/i.test(path) && !isWhole(firstLineOf(head))) || (isWhole(firstLineOf(head)) && isKnown(namesIn(head)))),
  async *read(file, options) {
    const read = valueReader(file, options);
    for await (const { line, text } of linesOf(file.open())) if (text.trim() !== '') yield* read.text(text, line);
    yield* read.end();
  },
  values: (file) => valuesOf(linesOf(file.open())),
};

/** The same in one JSON array. */
export const jsonArray: Format = {
  id: 'JSON',
  description: 'a JSON array (.json) of MessageInput and EvaluationInput; any other with --map',
  recognises: (head) => /^\s*\[\s*\{/.test(head) && isKnown(namesIn(head.trimStart().slice(1))),
  async *read(file, options) {
    const read = valueReader(file, options);
    for await (const { line, text } of elementsOf(file.open())) yield* read.text(text, line);
    yield* read.end();
  },
  values: (file) => valuesOf(elementsOf(file.open())),
};

async function* valuesOf(texts: AsyncIterable<{ line: number; text: string }>): AsyncIterable<{ line: number; value: unknown }> {
  for await (const { line, text } of texts) {
    const value = text.trim() === '' ? undefined : valueIn(text);
    if (value !== undefined) yield { line, value };
  }
}

/** Undefined: it is no JSON. */
function valueIn(text: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    return undefined;
  }
}

/** Lists as the APIs of others answer: `{ data: [ … ] }`, with what stands beside the list. */
const lists = ['data', 'runs', 'spans', 'traces', 'calls', 'items', 'records', 'rows', 'objects', 'content'];

/** One JSON object: a record of a known shape, or a list of them as an API answers. */
export const jsonObject: Format = {
  id: 'JSON',
  description: 'one JSON object (.json) of a known shape, or with a list of them as APIs answer: { data: [ … ] }',
  recognises: (head) => /^\s*\{/.test(head) && (readerOf(namesIn(head)) !== undefined || isKnown(namesInList(head))),
  async *read(file, options) {
    const text = await wholeText(file);
    let value: unknown;
    try {
      value = parsePythonJson(text);
    } catch (error) {
      return yield { kind: 'bad', line: 1, field: '', reason: `is not JSON: ${(error as Error).message}` };
    }
    const read = valueReader(file, options);
    const isOne = !isObject(value) || (!options.mapping.isComplete && readerOf(new Set(Object.keys(value))) !== undefined);
    const list = isOne ? undefined : listIn(value as Record<string, unknown>);
    if (list === undefined) yield* read.value(value, text, 1);
    else for (const [index, one] of list.entries()) yield* read.value(one, JSON.stringify(one), index + 1);
    return yield* read.end();
  },
  async *values(file) {
    const value = valueIn(await wholeText(file));
    if (isObject(value)) yield* (listIn(value) ?? [value]).map((one, index) => ({ line: index + 1, value: one }));
  },
};

const listIn = (value: Record<string, unknown>): readonly unknown[] | undefined => lists.map((name) => value[name]).find(Array.isArray);

interface ValueReader {
  text(text: string, line: number): Iterable<FileRecord>;
  value(value: unknown, text: string, line: number): Iterable<FileRecord>;
  /** After the last value. */
  end(): Iterable<FileRecord>;
}

/** Whether values are read by the mapping, and not each by its own shape. */
export const isMapped = (mapping: Mapping): boolean => mapping.isComplete || Object.keys(mapping.columns).length > 0;

/** Reads values one by one, each by its own shape; with a mapping, all by it. */
export function valueReader(file: Pick<SourceFile, 'name' | 'modifiedAt'>, { mapping }: ReadOptions): ValueReader {
  const rows = isMapped(mapping) ? objectRows(file, mapping) : null;
  const chunks = chunkJoiner();
  function* value(given: unknown, text: string, line: number): Iterable<FileRecord> {
    if (!isObject(given)) return yield { kind: 'bad', line, field: '', reason: 'is not a JSON object' };
    if (rows !== null) return yield* rows(given, line);
    if (isChunk(given)) return yield* chunks.add(given, { file, line, text });
    const reader = readerOf(new Set(Object.keys(given)));
    return reader === undefined ? yield ownRecordOf(given, line, mapping) : yield* reader.records(given, { file, line, text });
  }
  return {
    value,
    end: () => chunks.end(),
    *text(text, line) {
      let given: unknown;
      try {
        given = parsePythonJson(text);
      } catch (error) {
        return yield { kind: 'bad', line, field: '', reason: `is not JSON: ${(error as Error).message}` };
      }
      return yield* value(given, text, line);
    },
  };
}

/** Rows whose columns may differ from one to the next. */
function objectRows(
  file: Pick<SourceFile, 'name' | 'modifiedAt'>,
  mapping: Mapping,
): (value: Record<string, unknown>, line: number) => Iterable<FileRecord> {
  const known = new Map<string, { reader: RowReader; others: readonly string[]; problem: Columns['problem'] }>();
  const named = new Set<string>();
  return function* rowsIn(value, line) {
    const flat = Object.fromEntries(flattened(value, ''));
    const names = Object.keys(flat);
    const signature = JSON.stringify(names);
    let held = known.get(signature);
    if (held === undefined) {
      const present = Object.fromEntries(
        Object.entries(mapping.columns).filter(([, column]) => names.some((name) => plainName(name) === plainName(column))),
      );
      const found: Columns =
        Object.keys(mapping.columns).length > 0 && Object.keys(present).length === 0
          ? { columns: [], problem: { reason: `has none of the members that the mapping names; it has ${names.join(', ')}` } }
          : columnsOf(names, { ...mapping, columns: present });
      const reader = rowReader({ file, columns: found.columns, mapping, notation: { hasDecimalComma: false } });
      const others = found.columns.filter(({ field, isChosen }) => field === null && !(isChosen && reader.hasMetadata));
      held = { problem: found.problem, reader, others: found.problem === null ? others.map(({ kept }) => kept) : [] };
      known.set(signature, held);
    }
    const unseen = held.others.filter((name) => !named.has(name));
    for (const name of unseen) named.add(name);
    if (unseen.length > 0) yield remarkOnOthers(unseen, mapping.otherColumns === 'METADATA' && held.reader.hasMetadata);
    if (held.problem !== null) yield { kind: 'bad', line, field: '', ...held.problem };
    else
      yield* held.reader.recordsOf(
        names.map((name) => flat[name]),
        line,
      );
  };
}

/** Members of nested objects by their path, with dots; lists and empty objects stay as they are. */
export function* flattened(value: Record<string, unknown>, prefix: string): Iterable<[string, unknown]> {
  for (const [key, inner] of Object.entries(value)) {
    if (isObject(inner) && Object.keys(inner).length > 0 && !(inner instanceof Date)) yield* flattened(inner, `${prefix}${key}.`);
    else yield [`${prefix}${key}`, inner];
  }
}

/** A MessageInput or an EvaluationInput, its members in any spelling. What is no member stays: the server names it. */
function ownRecordOf(value: Record<string, unknown>, line: number, { otherColumns }: Mapping): FileRecord {
  const record: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const known = fieldOfName(name)?.name ?? null;
    if (known !== null && !(known in record) && (known === name || !(known in value))) record[known] = inner;
    else if (otherColumns === 'METADATA') others[name] = inner;
    else record[name] = inner;
  }
  if (isJudgment((name) => name in record)) return { kind: 'evaluation', value: record, line };
  if (Object.keys(others).length > 0) record['metadata'] = { ...others, ...(isObject(record['metadata']) ? record['metadata'] : {}) };
  return { kind: 'message', value: record, line };
}

const firstLineOf = (head: string): string => head.trimStart().split('\n', 1)[0] ?? '';

function isWhole(line: string): boolean {
  try {
    return isObject(JSON.parse(line));
  } catch {
    return false;
  }
}

/** A known shape, or a message or an evaluation by the names of its members. */
function isKnown(names: ReadonlySet<string>): boolean {
  if (readerOf(names) !== undefined) return true;
  const own = new Set([...names].flatMap((name) => fieldOfName(name)?.name ?? []));
  const isNamed = ['externalId', 'messageExternalId', 'conversationId'].some((name) => own.has(name));
  return isNamed || ((own.has('traceId') || own.has('sessionId')) && isJudgment((name) => own.has(name)));
}

/** The names of the members of the first object in a text that may be cut off. */
export function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const start = text.indexOf('{');
  let depth = 0;
  let isName = false;
  for (let at = start; at >= 0 && at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfText(text, at);
      if (end === -1) break;
      if (depth === 1 && isName) names.add(text.slice(at + 1, end));
      isName = false;
      at = end;
    } else if (char === '{' || char === '[') {
      depth += 1;
      isName = depth === 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) break;
    } else if (char === ',' && depth === 1) isName = true;
  }
  return names;
}

function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/** The names of the first record in the list that an API answers with. */
function namesInList(head: string): ReadonlySet<string> {
  const found = lists.map((name) => new RegExp(`"${name}"\\s*:\\s*\\[`).exec(head)).find((match) => match !== null);
  return found === undefined ? new Set() : namesIn(head.slice(found.index + found[0].length));
}

/** Descriptions of the shapes that stand in JSON, for the list of known formats. */
export const shapes = (): readonly string[] => readers.map(({ description }) => description);
