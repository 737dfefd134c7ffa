import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Report } from '../../analytics/load/report.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { reportProgramOf } from '../load/report-program.ts';
import { filterOfJson } from '../pure/filter.ts';
import { workspaceName } from '../queries/schedules.ts';
import type { ExportType } from '../types.ts';

/** Reports are drawn by what the dashboard is built with. */
export class NoReports extends Error {
  constructor() {
    super('This server has no built dashboard, which draws reports: start it with pnpm start, or choose another format.');
  }
}

export interface ReportQuery {
  readonly workspaceId: string;
  readonly type: ExportType;
  /** As it is stored. */
  readonly filter: unknown;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** The page of a report, in UTF-8. Errors: throws `NoReports`; an Error with the last words of the program that draws. */
export async function reportOf(stores: Stores, { workspaceId, type, filter: stored, now, signal }: ReportQuery): Promise<Buffer> {
  const program = reportProgramOf(stores);
  const isThere =
    program !== null &&
    (await access(program).then(
      () => true,
      () => false,
    ));
  if (!isThere) throw new NoReports();
  const filter = filterOfJson(stored);
  const report = await Report.open(stores, workspaceId, filter, now);
  const [[workspace], overview, previous, series, models] = await Promise.all([
    workspaceName(stores.postgres, { workspaceId }),
    report.overview(),
    report.previous(),
    report.series(null),
    report.byModel(),
  ]);
  const data = {
    workspace: workspace?.name ?? '',
    type,
    filter: stored,
    timeZone: filter.timeZone ?? utcZone,
    madeAt: now,
    overview,
    previous,
    interval: report.interval,
    series,
    models: models.map((model) => ({ ...model, series: [] })),
  };
  return drawn(program, JSON.stringify(data, withNumbers), signal);
}

/** As the API gives whole numbers that JSON can hold. */
const withNumbers = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

const longestMs = 60_000;

/** In a process of its own: React and the kit take memory that goes with it, and the server answers meanwhile. */
async function drawn(program: string, json: string, signal: AbortSignal): Promise<Buffer> {
  const child = spawn(process.execPath, [program], {
    env: { NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestMs)]),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  child.stdin.on('error', () => {}); // its end says more
  child.stdin.end(json);
  const [page, words, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  if (code !== 0) throw new Error(`The report could not be drawn: ${words.toString().trim().slice(-2_000)}`);
  return page;
}
