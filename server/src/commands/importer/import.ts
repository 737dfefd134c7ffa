import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sendRecords, type Sent } from './batches.ts';
import { sendOperation, ServerProblem, type ServerAddress } from './client.ts';
import { formatOf, runFormats, UnknownFormat } from './formats.ts';
import { createProgress, shownRejections, type Screen } from './progress.ts';
import type { Format } from './records.ts';
import { findRuns } from './runs/find.ts';
import { importRuns } from './runs/import.ts';
import type { RunSource } from './runs/types.ts';
import { openFile, type CountedFile } from './text.ts';

const maxPriceTableBytes = 24 * 1024 * 1024;

export interface Imported {
  rejectedCount: number;
}

/**
 * Imports files into a running server, one after the other. All formats are looked at first: an unknown one stops it before
 * anything is sent, and the first line says where to. Errors: throws `UnknownFormat` or `ServerProblem`.
 */
export async function importFiles(paths: readonly string[], server: ServerAddress, screen: Screen): Promise<Imported> {
  const imports: Import[] = [];
  for (const path of paths) imports.push(await lookInto(path, imports));
  const { workspace } = await sendOperation<{ workspace: { name: string } }>(
    server,
    '{ workspace { name } }',
    {},
    { unansweredAttempts: 3 },
  );
  screen.write(`Importing into the workspace “${workspace.name}” at ${server.url}\n`);
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

async function lookInto(path: string, before: readonly Import[]): Promise<Import> {
  if (await isFolder(path)) {
    const found = await findRuns(path, runFormats);
    if (found.sources.length === 0)
      throw new UnknownFormat(path, `no training run is in this folder (${found.otherCount.toLocaleString('en')} other files)`);
    return { sources: found.sources, start: (server, screen) => importRuns(path, found, server, screen) };
  }
  const format = await formatOf(path);
  if ('open' in format) {
    // Of a run that is several files, each of them stands for all.
    const source = await format.open(path);
    const isKnown = before.some(({ sources }) => sources.some((one) => one.path === source.path && one.format === source.format));
    const sources = isKnown ? [] : [source];
    return { sources, start: (server, screen) => importRuns(path, { sources, otherCount: 0, deletedCount: 0 }, server, screen) };
  }
  const file = await openFile(path);
  return {
    sources: [],
    start: (server, screen) => ('read' in format ? importRecords(file, format, server, screen) : importPriceTable(file, server, screen)),
  };
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() ?? false;

async function importRecords(file: CountedFile, format: Format, server: ServerAddress, screen: Screen): Promise<number> {
  const progress = createProgress(screen, basename(file.path));
  let rejectedCount = 0;
  let latest: Sent | null = null;
  try {
    latest = await sendRecords(server, format.read(file), {
      rejected: ({ line, field, reason }) => {
        rejectedCount += 1;
        if (rejectedCount <= shownRejections) progress.line(`${file.path}:${line}: ${field === '' ? 'the record' : field} ${reason}`);
      },
      progress: (sent) =>
        progress.show(
          shareOf(file),
          kinds.reduce((sum, kind) => sum + sent[kind].accepted + sent[kind].updated, 0),
        ),
    });
  } catch (error) {
    if (error instanceof ServerProblem) throw error;
    rejectedCount += 1;
    progress.line(`${file.path}: it could not be read further: ${(error as Error).message}`);
  } finally {
    progress.end();
  }
  const unlistedCount = rejectedCount - shownRejections;
  if (unlistedCount > 0) screen.write(`${file.path}: ${unlistedCount.toLocaleString('en')} more are rejected; they are not listed\n`);
  if (latest !== null) screen.write(`${file.path}: ${format.id}, ${summaryOf(latest)}, ${rejectedCount.toLocaleString('en')} rejected\n`);
  return rejectedCount;
}

const shareOf = (file: CountedFile): number => (file.sizeBytes === 0 ? 1 : Math.min(1, file.readBytes() / file.sizeBytes));

const kinds = ['message', 'evaluation', 'span', 'event'] as const;

/** Counts of files of traces are in spans or events; those of other files in messages and evaluations. */
function summaryOf({ message, evaluation, span, event }: Sent): string {
  const ofTraces = (
    [
      ['span', span],
      ['event', event],
    ] as const
  )
    .filter(([, { accepted }]) => accepted > 0)
    .map(([kind, { accepted }]) => `${accepted.toLocaleString('en')} ${kind}${accepted === 1 ? '' : 's'}`);
  return ofTraces.length > 0 ? ofTraces.join(', ') : `${countsOf('message', message)}, ${countsOf('evaluation', evaluation)}`;
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
  if (unlistedCount > 0) screen.write(`${file.path}: ${unlistedCount} more are left out; they are not listed\n`);
  screen.write(
    `${file.path}: LiteLLM prices, ${added} added, ${changed} changed, ${unchanged} known, ${skipped.length} left out${task === null ? '' : '; messages get their new cost in the background'}\n`,
  );
  return 0;
}
