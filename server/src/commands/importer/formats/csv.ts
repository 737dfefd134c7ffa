import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { FileRecord, Format, SourceFile } from '../records.ts';

const texts = new Set([
  'externalId',
  'conversationId',
  'role',
  'content',
  'createdAt',
  'model',
  'provider',
  'errorType',
  'sessionId',
  'experimentName',
  'variant',
  'userId',
  'environment',
  'traceId',
  'spanId',
  'messageExternalId',
  'comment',
  'correctedOutput',
  'evaluator',
  'evaluatorKind',
]);
const counts = new Set([
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
  'latencyMs',
  'timeToFirstTokenMs',
  'rating',
]);
const booleans = new Set(['widget', 'success']);
const jsons = new Set(['metadata', 'toolCalls']);
const lists = new Set(['failureTags']);
const known = [...texts, ...counts, ...booleans, ...jsons, ...lists];

const words: Readonly<Record<string, boolean>> = { true: true, yes: true, '1': true, false: false, no: false, '0': false };

/** CSV whose header has the names of MessageInput or of EvaluationInput. An empty cell is absent. */
export const csv: Format = {
  id: 'CSV',
  description: `CSV (.csv) with a header of MessageInput's or EvaluationInput's names; metadata and toolCalls as JSON, failureTags separated by |`,
  recognises: (head) => {
    const names = headerOf(head);
    return names.includes('messageExternalId') || (names.includes('externalId') && names.includes('conversationId'));
  },
  async *read(file) {
    let names: string[] | null = null;
    for await (const { cells, line } of rowsOf(file)) {
      if (names === null) {
        names = cells;
        const unknown = names.find((name) => !known.includes(name));
        if (unknown !== undefined) throw new Error(`its column "${unknown}" is not known; the known ones are ${known.join(', ')}`);
        continue;
      }
      yield recordOf(names, cells, line);
    }
  },
};

/** Each row with the line it starts at, from 1. */
export async function* rowsOf(file: SourceFile): AsyncIterable<{ cells: string[]; line: number }> {
  const parser = Readable.from(file.open()).pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: false }),
  );
  let line = 1;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { cells: record, line };
    line = info.lines + 1;
  }
}

/** The names in the first line of a CSV file; names with a line break in them are not expected. */
export const headerOf = (head: string): string[] =>
  (head.split(/\r?\n/, 1)[0] ?? '').split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));

function recordOf(names: readonly string[], cells: readonly string[], line: number): FileRecord {
  if (cells.length !== names.length)
    return { kind: 'bad', line, field: '', reason: `has ${cells.length} cells; the header has ${names.length}` };
  const value: Record<string, unknown> = names.includes('content') ? { content: '' } : {};
  for (const [index, name] of names.entries()) {
    const cell = cells[index] as string;
    if (cell === '') continue;
    if (jsons.has(name)) {
      try {
        value[name] = JSON.parse(cell);
      } catch {
        return { kind: 'bad', line, field: name, reason: 'is not JSON' };
      }
    } else value[name] = valueOf(name, cell);
  }
  return { kind: names.includes('messageExternalId') ? 'evaluation' : 'message', value, line };
}

/** What is no number where one belongs goes on as it is: the server names it. */
function valueOf(name: string, cell: string): unknown {
  if (counts.has(name)) return /^[+-]?\d+(\.0+)?$/.test(cell.trim()) ? Number(cell) : cell;
  if (booleans.has(name)) return words[cell.trim().toLowerCase()] ?? cell;
  if (lists.has(name))
    return cell
      .split('|')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  return name === 'role' || name === 'evaluatorKind' ? cell.trim().toUpperCase() : cell;
}
