import { fieldOfName } from '../mapping/fields.ts';
import { columnsOf, remarkOnOthers, type Columns } from '../mapping/mapping.ts';
import { isJudgment, rowReader, type RowReader } from '../mapping/rows.ts';
import { readers } from '../readers/readers.ts';
import type { Reader } from '../readers/reader.ts';
import type { FileRecord, Format } from '../records.ts';
import { headerOf, rowsOf, separatorOf } from '../table.ts';

/** A table whose columns are named after fields, or are mapped to them. An empty cell is absent. */
export const csv: Format = {
  id: 'CSV',
  description: `CSV (.csv, .tsv) with a header of MessageInput's or EvaluationInput's names; metadata and toolCalls as JSON, failureTags separated by |. Any other table: with --map`,
  recognises: (head) => {
    const names = new Set(headerOf(head).flatMap((name) => fieldOfName(name)?.name ?? []));
    return (
      names.has('messageExternalId') ||
      (names.has('externalId') && names.has('conversationId')) ||
      ((names.has('traceId') || names.has('sessionId')) && isJudgment((name) => names.has(name)))
    );
  },
  async *read(file, { mapping, separator }) {
    let columns: Columns['columns'] = [];
    let reader: RowReader | null = null;
    let between = separator;
    let hasRows = false;
    for await (const chunk of file.open()) {
      between ??= separatorOf(chunk);
      break;
    }
    for await (const { line, cells, problem } of rowsOf(file, { separator: between })) {
      if (problem !== undefined) {
        hasRows = true;
        yield { kind: 'bad', line, field: '', reason: problem };
      } else if (reader === null) {
        const found = columnsOf(
          cells.map((name) => name.trim()),
          mapping,
        );
        if (found.problem !== null)
          return yield { kind: 'bad', line: 0, field: '', ...found.problem, reason: `was not read: ${found.problem.reason}` };
        ({ columns } = found);
        reader = rowReader({ file, columns, mapping, notation: { hasDecimalComma: between === ';' || between === '\t' } });
        yield* leftOut(columns, mapping.otherColumns === 'METADATA', reader.hasMetadata);
      } else {
        hasRows = true;
        yield* reader.recordsOf(cells, line);
      }
    }
    if (!hasRows) yield noRows;
    return undefined;
  },
};

const noRows: FileRecord = { kind: 'remark', text: 'it has a header, and no row below it' };

/** A table may have the shape of what others export, with lists and objects as JSON in its cells; pairs of texts alone are mapped. */
const shapeOf = (names: readonly string[]): Reader | undefined =>
  readers.find(({ id, matches }) => id !== 'instructions' && matches(new Set(names)));

/** A table whose rows have a known shape. */
export const csvOfShapes: Format = {
  id: 'CSV',
  description: 'CSV whose rows have a known shape, such as data frames of Phoenix and runs of LangSmith',
  recognises: (head) => !/^\s*[[{]/.test(head) && shapeOf(headerOf(head)) !== undefined,
  async *read(file, { separator }) {
    let names: readonly string[] = [];
    let reader: Reader | undefined;
    for await (const { line, cells, problem } of rowsOf(file, { separator })) {
      if (problem !== undefined) yield { kind: 'bad', line, field: '', reason: problem };
      else if (reader === undefined) {
        names = cells.map((name) => name.trim());
        reader = shapeOf(names);
        if (reader === undefined) return yield { kind: 'bad', line, field: '', reason: 'is no header of a known shape' };
      } else {
        const value = Object.fromEntries(
          names.flatMap((name, index) => (cells[index] === '' ? [] : [[name, valueIn(cells[index] as string)]])),
        );
        yield* reader.records(value, { file, line, text: JSON.stringify(cells) });
      }
    }
    return undefined;
  },
};

/** JSON of lists and objects; a text stays a text. */
function valueIn(cell: string): unknown {
  if (!/^\s*[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

function* leftOut(columns: Columns['columns'], isKept: boolean, hasMetadata: boolean): Iterable<FileRecord> {
  const names = columns
    .filter(({ field, name, isChosen }) => field === null && name !== '' && !(isChosen && hasMetadata))
    .map(({ kept }) => kept);
  if (names.length > 0) yield remarkOnOthers(names, isKept && hasMetadata);
}
