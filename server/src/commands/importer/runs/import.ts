import { basename } from 'node:path';
import type { ServerAddress } from 'importer/client';
import { createProgress, shownRejections, type Progress, type Screen } from '../progress.ts';
import type { Found } from './find.ts';
import type { RunSent } from './run.ts';
import { sendRuns } from './send.ts';
import type { Place, RunSource } from './types.ts';

/** Runs of a folder that are sent at a time. */
const maxAtOnce = 3;
/** Runs that are listed one by one; of larger folders only the sums are. */
const shownRuns = 50;

/** Imports the runs of a file or a folder, and gives how many records and files were rejected. Errors: throws `ServerProblem`. */
export async function importRuns(path: string, found: Found, server: ServerAddress, screen: Screen): Promise<number> {
  const { sources } = found;
  const progress = createProgress(screen, basename(path));
  const sums = { runs: 0, points: 0, rejected: 0 };
  const sizeBytes = sources.reduce((sum, source) => sum + source.sizeBytes, 0);
  const show = (): void => {
    const readBytes = sources.reduce((sum, source) => sum + source.readBytes(), 0);
    progress.show(sizeBytes === 0 ? 1 : Math.min(1, readBytes / sizeBytes), sums.points);
  };
  for (const { path: file, fault } of found.broken) progress.line(`${file}: ${fault}`);
  sums.rejected += found.broken.length;
  try {
    await eachOf(sources, async (source) => {
      const { sent, rejectedCount } = await importSource(source, server, progress, (pointCount) => {
        sums.points += pointCount;
        show();
      });
      sums.rejected += rejectedCount;
      sums.runs += sent.length;
      if (sources.length > shownRuns) return;
      for (const run of sent)
        progress.line(`${source.path}: ${source.format}, ${summaryOf(run)}, ${rejectedCount.toLocaleString('en')} rejected`);
      if (sent.length === 0)
        progress.line(`${source.path}: ${source.format}, it holds no points, ${rejectedCount.toLocaleString('en')} rejected`);
    });
  } finally {
    progress.end();
  }
  if (sources.length > 1 || found.otherCount + found.broken.length > 0)
    screen.write(
      `${path}: ${counted(sums.runs, 'run')}, ${counted(sums.points, 'point')}, ${sums.rejected.toLocaleString('en')} rejected${leftOut(found)}\n`,
    );
  return sums.rejected;
}

async function importSource(
  source: RunSource,
  server: ServerAddress,
  progress: Progress,
  taken: (pointCount: number) => void,
): Promise<{ sent: RunSent[]; rejectedCount: number }> {
  let rejectedCount = 0;
  const sent = await sendRuns(server, source, {
    rejected: ({ place, field, reason }) => {
      rejectedCount += 1;
      if (rejectedCount <= shownRejections) progress.line(`${placeOf(place)}: ${field === '' ? 'the record' : field} ${reason}`);
    },
    remark: (text) => progress.line(text),
    taken,
    unreadable: (reason) => {
      rejectedCount += 1;
      progress.line(`${source.path}: it could not be read further: ${reason}`);
    },
  });
  const unlistedCount = rejectedCount - shownRejections;
  if (unlistedCount > 0) progress.line(`${source.path}: ${unlistedCount.toLocaleString('en')} more are rejected; they are not listed`);
  return { sent, rejectedCount };
}

/** `metrics.csv:12`; records of binary files have no lines. */
const placeOf = ({ file, unit, number }: Place): string => (unit === 'line' ? `${file}:${number}` : `${file}: record ${number}`);

function summaryOf({ name, pointCount, systemPointCount, metricCount, attemptCount, end }: RunSent): string {
  const parts = [`“${name}”`, `${counted(pointCount, 'point')} of ${counted(metricCount, 'metric')}`];
  if (systemPointCount > 0) parts.push(`${counted(systemPointCount, 'point')} of system metrics`);
  if (attemptCount > 1) parts.push(counted(attemptCount, 'attempt'));
  if (end !== null)
    parts.push(
      end.status === 'UNKNOWN'
        ? 'finished as far as is known'
        : `${end.status.toLowerCase()}${'details' in end ? ` (${end.details})` : ''}`,
    );
  return parts.join(', ');
}

function leftOut({ otherCount, deletedCount }: Found): string {
  const parts = [
    ...(otherCount > 0 ? [`${counted(otherCount, 'other file')} left out`] : []),
    ...(deletedCount > 0 ? [`${counted(deletedCount, 'deleted run')} left out`] : []),
  ];
  return parts.map((part) => `; ${part}`).join('');
}

const counted = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** A few at a time; the first failure ends it once those under way have ended. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (hasFailed) return;
      try {
        await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: maxAtOnce }, worker));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
