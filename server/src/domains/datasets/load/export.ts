import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Stores } from '../../../platform/store/stores.ts';
import { readVersionLines, type StoredVersion } from '../load.ts';
import { datasetInfo, exportedRow, type DatasetExportFormat, type ExportShape } from '../pure/export-row.ts';
import { rowOf } from '../pure/row-line.ts';

export interface VersionExport {
  readonly contentType: string;
  /** Of letters, digits, dots and hyphens. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array | string>;
}

interface Asked {
  readonly workspaceId: string;
  readonly version: StoredVersion;
  readonly format: DatasetExportFormat;
  /** Null: all. */
  readonly split: string | null;
}

/** A file of an export: rows of one split with one shape. */
interface Part {
  readonly split: string;
  readonly shape: ExportShape;
}

/**
 * The rows of a version as a program takes them: one JSON Lines file where all rows are of one split and one shape, else an archive with a
 * file for each, and for LLaMA-Factory its `dataset_info.json`. Rows that the program has no place for are left out.
 */
export async function exportVersion(stores: Pick<Stores, 'postgres'>, asked: Asked): Promise<VersionExport> {
  const { version, format, split } = asked;
  const parts = await partsOf(stores, asked);
  const name = `${version.datasetName.replaceAll(/[^\w.-]+/g, '-').slice(0, 80) || 'dataset'}-v${version.number}${split === null || split === '' ? '' : `-${plain(split)}`}`;
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && format !== 'LLAMA_FACTORY')
    return { contentType: 'application/jsonl', name: `${name}.jsonl`, content: linesOf(stores, asked, only) };
  const { ZipFile } = await import('yazl'); // for archives alone
  const zip = new ZipFile();
  const out = zip.outputStream as unknown as Readable;
  const files = parts.map((part) => ({ ...part, file: fileOf(part, parts) }));
  const filling = (async () => {
    for (const file of files) {
      const stream = new PassThrough();
      zip.addReadStream(stream, file.file);
      // One after the other: the archive reads them in this order.
      await pipeline(Readable.from(linesOf(stores, asked, file)), stream);
    }
    if (format === 'LLAMA_FACTORY')
      zip.addBuffer(
        Buffer.from(`${JSON.stringify(datasetInfo(plain(version.datasetName) || 'dataset', files), null, 2)}\n`),
        'dataset_info.json',
      );
    zip.end();
  })();
  filling.catch((error: Error) => out.destroy(error));
  return { contentType: 'application/zip', name: `${name}.zip`, content: out as AsyncIterable<Uint8Array> };
}

const plain = (text: string): string => text.replaceAll(/[^\w.-]+/g, '-').slice(0, 80);

function fileOf({ split, shape }: Part, all: readonly Part[]): string {
  const splitName = split === '' ? (all.some((part) => part.split !== '') ? 'rest' : 'data') : plain(split);
  return all.some((part) => part.split === split && part.shape !== shape) ? `${splitName}-${shape}.jsonl` : `${splitName}.jsonl`;
}

/** Which files there are: looked for at the beginnings of lines, without parsing them. */
async function partsOf(stores: Pick<Stores, 'postgres'>, { workspaceId, version, format, split }: Asked): Promise<Part[]> {
  const found = new Map<string, Part>();
  for await (const lines of readVersionLines(stores, { workspaceId, versionId: version.id, split }))
    for (const line of lines) {
      const key = `${shapeOf(line.text, format)} ${line.split ?? ''}`;
      if (!found.has(key)) found.set(key, { split: line.split ?? '', shape: shapeOf(line.text, format) });
    }
  return [...found.values()].toSorted((one, other) => (`${one.split} ${one.shape}` < `${other.split} ${other.shape}` ? -1 : 1));
}

function shapeOf(line: string, format: DatasetExportFormat): ExportShape {
  if (format === 'ROWS') return 'rows';
  const head = /^\{"id":"(?:[^"\\]|\\.)*","kind":"([A-Z]+)"(?:,"split":"(?:[^"\\]|\\.)*")?,"(\w+)"/.exec(line);
  const [, kind, first] = head ?? [];
  if (kind === 'PREFERENCE') return 'preference';
  if (kind === 'KTO') return 'kto';
  return kind === 'PLAIN' && first === 'expectedOutput' && format !== 'OPENAI' ? 'text' : 'chat';
}

async function* linesOf(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, version, format }: Asked,
  { split, shape }: Part,
): AsyncGenerator<string> {
  for await (const lines of readVersionLines(stores, { workspaceId, versionId: version.id, split })) {
    const written: string[] = [];
    for (const { text } of lines) {
      if (format === 'ROWS') {
        written.push(`${text}\n`);
        continue;
      }
      if (shapeOf(text, format) !== shape) continue;
      const row = exportedRow(rowOf(text), format);
      if (row !== null && row.shape === shape) written.push(`${JSON.stringify(row.value)}\n`);
    }
    if (written.length > 0) yield written.join('');
  }
}
