import { fieldOfName } from '../mapping/fields.ts';
import { columnsOf, type Columns } from '../mapping/mapping.ts';
import { isJudgment, rowReader, type RowReader } from '../mapping/rows.ts';
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
    for await (const chunk of file.open()) {
      between ??= separatorOf(chunk);
      break;
    }
    for await (const { line, cells, problem } of rowsOf(file, { separator: between })) {
      if (problem !== undefined) yield { kind: 'bad', line, field: '', reason: problem };
      else if (reader === null) {
        const found = columnsOf(
          cells.map((name) => name.trim()),
          mapping,
        );
        if (found.problem !== null) return yield { kind: 'bad', line: 0, field: '', reason: `was not read: ${found.problem}` };
        ({ columns } = found);
        yield* leftOut(columns, mapping.otherColumns === 'METADATA');
        reader = rowReader({ file, columns, mapping, notation: { hasDecimalComma: between === ';' || between === '\t' } });
      } else yield* reader.recordsOf(cells, line);
    }
    return undefined;
  },
};

function* leftOut(columns: Columns['columns'], isKept: boolean): Iterable<FileRecord> {
  const names = columns.filter(({ field, name }) => field === null && name !== '').map(({ kept }) => JSON.stringify(kept));
  if (names.length === 0) return;
  const one = names.length === 1;
  yield {
    kind: 'remark',
    text: `${one ? 'its column' : 'its columns'} ${names.join(', ')} ${one ? 'is' : 'are'} no field: ${one ? 'it is' : 'they are'} ${isKept ? 'kept as metadata' : 'left out (--map FIELD=COLUMN makes a column a field, --other-columns metadata keeps the rest)'}`,
  };
}
