import { isBinary } from './text.ts';
import { inspectArchive, inspectJson } from './formats/benchmarks/inspect.ts';
import { lmEvalResults, lmEvalSamples } from './formats/benchmarks/lm-eval.ts';
import { promptfoo, promptfooLines } from './formats/benchmarks/promptfoo.ts';
import { csv, csvOfShapes } from './formats/csv.ts';
import { jsonArray, jsonLines, jsonObject, flattened, namesIn, shapes } from './formats/json.ts';
import { langfuseTrace } from './formats/langfuse-trace.ts';
import { llmdrift } from './formats/llmdrift.ts';
import { otlpJson } from './formats/otlp-json.ts';
import { parquet } from './formats/parquet.ts';
import { tauBench, tauBenchDialogues } from './formats/tau-bench.ts';
import { suggestMapping } from './mapping/mapping.ts';
import type { Format } from './records.ts';
import { headerOf } from './table.ts';
import { isObject } from './values.ts';

/** Formats that are known by what only they have; asked first. */
export const particularFormats = [
  parquet,
  otlpJson,
  langfuseTrace,
  inspectArchive,
  inspectJson,
  promptfoo,
  promptfooLines,
  lmEvalSamples,
  lmEvalResults,
  tauBench,
  tauBenchDialogues,
  llmdrift,
  csv,
  csvOfShapes,
] as const;
/** Formats that hold records of many shapes; asked last. */
export const generalFormats = [jsonArray, jsonLines, jsonObject] as const;

/** For the list of known formats. */
export const descriptions = (): readonly string[] => [
  ...particularFormats.map(({ description }) => description),
  ...generalFormats.map(({ description }) => description),
  ...shapes(),
];

/** The format that reads a file row by row, whatever its columns are called; null: the file has no rows. */
export function tableOf(head: string): Format | null {
  if (head.startsWith('PAR1')) return parquet;
  // Pictures, archives: no text.
  if (isBinary(head)) return null;
  const start = head.trimStart();
  if (start.startsWith('[')) return jsonArray;
  if (start.startsWith('{')) return isOnePerLine(start) ? jsonLines : jsonObject;
  return headerOf(head).length > 1 ? csv : null;
}

function isOnePerLine(head: string): boolean {
  try {
    return typeof JSON.parse(head.split('\n', 1)[0] ?? '') === 'object';
  } catch {
    return false;
  }
}

/** Names of the columns of a file that `tableOf` reads, as far as its beginning shows them. */
export const columnNamesOf = (head: string): readonly string[] => {
  const format = tableOf(head);
  return format === null ? [] : format === csv ? headerOf(head) : (pathsIn(head) ?? [...namesIn(head)]);
};

/** Members of the first object by their paths; null: it is longer than the beginning of the file. */
function pathsIn(head: string): readonly string[] | null {
  try {
    const first: unknown = JSON.parse(
      head
        .trimStart()
        .split('\n', 1)[0]
        ?.replace(/^\[|[,\]]\s*$/g, '') ?? '',
    );
    return isObject(first) ? [...flattened(first, '')].map(([name]) => name) : null;
  } catch {
    return null;
  }
}

/** Why a file of no known format can't be read, and how it can be where it is a table. */
export function problemOf(head: string): string {
  const names = columnNamesOf(head);
  if (names.length === 0) return 'its format is not known';
  const { columns } = suggestMapping(names);
  const pairs = Object.entries(columns).map(([field, column]) => `${field}=${column}`);
  const shown = names.map((name) => JSON.stringify(name)).join(', ');
  return `its format is not known. It has the columns ${shown}; say which is which with --map FIELD=COLUMN${pairs.length === 0 ? '' : `, for example --map '${pairs.join(',')}'`}`;
}
