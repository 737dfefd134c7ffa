import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sendRecords, type Sent } from 'importer/batches';
import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import type { Encoding } from 'importer/encoding';
import { ownNames, type Mapping } from 'importer/mapping/mapping';
import type { Format, Remedy } from 'importer/records';
import { formatOf, runFormats, UnknownFormat } from './formats.ts';
import { createProgress, shown, shownRejections, type Screen } from './progress.ts';
import { findRuns } from './runs/find.ts';
import { importRuns } from './runs/import.ts';
import type { RunSource } from './runs/types.ts';
import { namedFaults, openFile, type CountedFile } from './text.ts';

const maxPriceTableBytes = 24 * 1024 * 1024;

export interface Imported {
  rejectedCount: number;
}

/** What a person decides about the files. */
export interface ImportOptions {
  readonly mapping: Mapping;
  /** Null: as the bytes show. */
  readonly encoding: Encoding | null;
  /** Between the cells of a table; null: as the file shows. */
  readonly separator: string | null;
}

const asTheyAre: ImportOptions = { mapping: ownNames, encoding: null, separator: null };

/**
 * Imports files into a running server, one after the other. All formats are looked at first: an unknown one stops it before
 * anything is sent, and the first line says where to. Errors: throws `UnknownFormat` or `ServerProblem`.
 */
export async function importFiles(
  paths: readonly string[],
  server: ServerAddress,
  screen: Screen,
  options: ImportOptions = asTheyAre,
): Promise<Imported> {
  const imports: Import[] = [];
  for (const path of paths) imports.push(await lookInto(path, imports, options));
  // `viewer`, which a key that only sends may ask for, too.
  const { viewer } = await sendOperation<{ viewer: { workspace: { name: string } | null } }>(
    server,
    '{ viewer { workspace { name } } }',
    {},
    { unansweredAttempts: 3 },
  );
  screen.write(`Importing into the workspace “${viewer.workspace?.name}” at ${server.url}\n`);
  let rejectedCount = 0;
  for (const one of imports) rejectedCount += await one.start(server, screen);
  return { rejectedCount };
}

/** What an argument of the command turned out to be. */
interface Import {
  /** Of training runs. */
  readonly sources: readonly RunSource[];
  /** Gives how many records were rejected. */
  start(server: ServerAddress, screen: Screen): Promise<number>;
}

async function lookInto(path: string, before: readonly Import[], options: ImportOptions): Promise<Import> {
  if (await isFolder(path)) {
    const found = await findRuns(path, runFormats);
    if (found.sources.length === 0 && found.broken.length > 0) {
      const faults = found.broken.map((one) => `${one.path}: ${one.fault}`).join('; ');
      throw new UnknownFormat(path, `no training run in this folder can be read (${faults})`, { isPlain: true });
    }
    if (found.sources.length === 0)
      throw new UnknownFormat(path, `no training run is in this folder (${found.otherCount.toLocaleString('en')} other files)`);
    return { sources: found.sources, start: (server, screen) => importRuns(path, found, server, screen) };
  }
  const isMapped = Object.keys(options.mapping.columns).length > 0;
  const format = await formatOf(path, options.encoding, isMapped);
  if ('open' in format) {
    // Of a run that is several files, each of them stands for all.
    const source = await format.open(path);
    const isKnown = before.some(({ sources }) => sources.some((one) => one.path === source.path && one.format === source.format));
    const sources = isKnown ? [] : [source];
    return {
      sources,
      start: (server, screen) => importRuns(path, { sources, broken: [], otherCount: 0, deletedCount: 0 }, server, screen),
    };
  }
  const file = await openFile(path, options.encoding);
  return {
    sources: [],
    start: (server, screen) =>
      'read' in format ? importRecords(file, format, options, server, screen) : importPriceTable(file, server, screen),
  };
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() ?? false;

async function importRecords(
  file: CountedFile,
  format: Format,
  options: ImportOptions,
  server: ServerAddress,
  screen: Screen,
): Promise<number> {
  const progress = createProgress(screen, basename(file.path));
  let rejectedCount = 0;
  let latest: Sent = nothing;
  try {
    await sendRecords(server, format.read(file, options), {
      rejected: ({ line, field, reason, remedy }) => {
        rejectedCount += 1;
        const place = line === 0 ? file.path : `${file.path}:${line}`;
        const what = field === '' ? (line === 0 ? 'the file' : 'the record') : field;
        if (rejectedCount <= shownRejections) progress.line(`${place}: ${what} ${reason}${remedyIn(remedy)}`);
      },
      remark: (text, remedy) => progress.line(`${file.path}: ${text}${remedyIn(remedy)}`),
      progress: (sent) => {
        latest = sent;
        progress.show(
          shareOf(file),
          kinds.reduce((sum, kind) => sum + sent[kind].accepted + sent[kind].updated, 0),
        );
      },
    });
  } finally {
    progress.end();
    for (const text of remarksOn(file)) screen.write(`${file.path}: ${text}\n`);
    const unlistedCount = rejectedCount - shownRejections;
    if (unlistedCount > 0)
      screen.write(`${shown(file.path)}: ${unlistedCount.toLocaleString('en')} more are rejected; they are not listed\n`);
    screen.write(`${shown(file.path)}: ${format.id}, ${summaryOf(latest)}, ${rejectedCount.toLocaleString('en')} rejected\n`);
  }
  return rejectedCount;
}

/** What can be done about a column, by the command's options. */
const remedies: Readonly<Record<Remedy, string>> = {
  KEEP_OTHERS: ' (--other-columns metadata)',
  MAP: ' (--map FIELD=COLUMN makes a column a field, --other-columns metadata keeps the rest)',
};
const remedyIn = (remedy: Remedy | undefined): string => (remedy === undefined ? '' : remedies[remedy]);

/** How the letters were read, where that was not plain. */
function remarksOn(file: CountedFile): string[] {
  const encoding = file.encoding();
  const faults = file.faultyLines();
  const remarks: string[] = [];
  if (encoding !== null && encoding.label !== 'utf-8')
    remarks.push(`read as ${encoding.name}${encoding.isGuess ? ', since it is not UTF-8 (--encoding NAME reads it as another)' : ''}`);
  if (faults.length > 0)
    remarks.push(
      `has bytes that are not ${encoding?.name ?? 'UTF-8'}, read as \ufffd, in ${faults.length === 1 ? 'line' : 'lines'} ${faults.join(', ')}${faults.length === namedFaults ? ' …' : ''}`,
    );
  return remarks;
}

const shareOf = (file: CountedFile): number => (file.sizeBytes === 0 ? 1 : Math.min(1, file.readBytes() / file.sizeBytes));

const kinds = ['message', 'evaluation', 'span', 'event', 'result'] as const;

const none = { accepted: 0, updated: 0 } as const;
const nothing: Sent = { message: none, evaluation: none, span: none, event: none, result: none, rejectedCount: 0 };

/** Spans and events are counted where there are any; else messages and evaluations. */
function summaryOf({ message, evaluation, span, event, result }: Sent): string {
  if (result.accepted + result.updated > 0) return countsOf('result', result);
  const ofTraces = (
    [
      ['span', span],
      ['event', event],
    ] as const
  )
    .filter(([, { accepted }]) => accepted > 0)
    .map(([kind, { accepted }]) => `${accepted.toLocaleString('en')} ${kind}${accepted === 1 ? '' : 's'}`);
  const ofBoth = [
    ['message', message],
    ['evaluation', evaluation],
  ] as const;
  const beside = ofBoth.filter(([, { accepted, updated }]) => accepted + updated > 0).map(([kind, counts]) => countsOf(kind, counts));
  return ofTraces.length > 0
    ? [...ofTraces, ...beside].join(', ')
    : `${countsOf('message', message)}, ${countsOf('evaluation', evaluation)}`;
}

function countsOf(kind: string, { accepted, updated }: { accepted: number; updated: number }): string {
  const count = accepted + updated;
  return `${count.toLocaleString('en')} ${kind}${count === 1 ? '' : 's'}${count === 0 ? '' : ` (${accepted.toLocaleString('en')} new, ${updated.toLocaleString('en')} known)`}`;
}

interface PricesAnswer {
  importPrices: {
    added: number;
    changed: number;
    unchanged: number;
    skipped: { model: string; reason: string }[];
    task: { id: string } | null;
  };
}

async function importPriceTable(file: CountedFile, server: ServerAddress, screen: Screen): Promise<number> {
  if (file.sizeBytes > maxPriceTableBytes)
    throw new ServerProblem(
      `${file.path}: a price table of ${file.sizeBytes} bytes is too large; at most ${maxPriceTableBytes} are taken.`,
    );
  let table: unknown;
  try {
    table = JSON.parse(await readFile(file.path, 'utf8'));
  } catch (error) {
    screen.write(`${file.path}: it is not JSON: ${(error as Error).message}\n`);
    return 1;
  }
  const mutation =
    'mutation ImportPrices($table: JSON!) { importPrices(input: { table: $table }) { added changed unchanged skipped { model reason } task { id } } }';
  const { importPrices } = await sendOperation<PricesAnswer>(server, mutation, { table });
  for (const { model, reason } of importPrices.skipped.slice(0, shownRejections))
    screen.write(`${file.path}: ${model} is left out: ${reason}\n`);
  const { added, changed, unchanged, skipped, task } = importPrices;
  const unlistedCount = skipped.length - shownRejections;
  if (unlistedCount > 0) screen.write(`${shown(file.path)}: ${unlistedCount} more are left out; they are not listed\n`);
  screen.write(
    `${file.path}: LiteLLM prices, ${added} added, ${changed} changed, ${unchanged} known, ${skipped.length} left out${task === null ? '' : '; messages get their new cost in the background'}\n`,
  );
  return 0;
}
