import { readHistory, type HistoryPlace, type HistoryPoint } from '../../domains/training/load/history.ts';
import { readCurves } from '../../domains/training/load/series.ts';
import { canonicalMetric } from '../../domains/training/pure/metric-name.ts';
import { maxStep } from '../../domains/training/types.ts';
import { decodedToken, double, type Answer, type Asked } from './asked.ts';
import { invalid } from './errors.ts';
import { limits, requiredText, textIn, textsIn, wholeIn } from './fields.ts';
import { runOf } from './run-changes.ts';
import { runIdOf } from './run-shape.ts';
import { runIdIn } from './runs.ts';

/** Points that are read at a time where a client asks for all. */
const stretch = 25_000;
const maxRuns = 100;
const maxPointsOfRun = 2_500;

const tokenOf = ({ step, attempt, nth }: HistoryPlace): string => Buffer.from(JSON.stringify({ step, attempt, nth })).toString('base64url');

function placeOf(token: string | null): HistoryPlace | null {
  if (token === null || token === '') return null;
  const { step, attempt, nth } = decodedToken(token) ?? {};
  if (![step, attempt, nth].every((part) => Number.isSafeInteger(part) && (part as number) >= 0)) throw invalid('Invalid page token.');
  return { step, attempt, nth } as HistoryPlace;
}

/** Every point of a metric, in pages where the request has `max_results`, else all of them. */
export async function getHistory(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields } = asked;
  const name = requiredText(fields, 'metric_key', { most: limits.key });
  const most = wholeIn(fields, 'max_results');
  const after = placeOf(textIn(fields, 'page_token'));
  const job = await runOf(asked, runIdIn(asked));
  const read = (from: HistoryPlace | null, limit: number) => readHistory(stores, workspaceId, job.id, { name, after: from, limit });
  const runId = runIdOf(job);
  const shown = ({ value, step, timestampMs }: HistoryPoint) => ({
    key: name,
    value: double(value),
    timestamp: timestampMs,
    step,
    run_id: runId,
  });
  if (most !== null) {
    if (most < 1) throw invalid("Invalid value for parameter 'max_results': at least 1 is taken.");
    const limit = Math.min(most, limits.searchResults);
    const points = await read(after, limit + 1);
    const page = points.slice(0, limit);
    const last = page.at(-1);
    return { metrics: page.map(shown), ...(points.length > limit && last !== undefined && { next_page_token: tokenOf(last) }) };
  }
  const first = await read(after, stretch);
  return (async function* () {
    let points = first;
    yield `{"metrics":[${points.map((point) => JSON.stringify(shown(point))).join(',')}`;
    while (points.length === stretch) {
      points = await read(points.at(-1) as HistoryPoint, stretch);
      if (points.length > 0) yield `,${points.map((point) => JSON.stringify(shown(point))).join(',')}`;
    }
    yield ']}';
  })();
}

/** Curves of several runs; what is left out of a long one is no first, last, lowest or highest point of a stretch, and no NaN. */
export async function getBulkInterval(asked: Asked): Promise<Answer> {
  const { stores, workspaceId, fields } = asked;
  const runIds = textsIn(fields, 'run_ids');
  if (runIds.length === 0 || runIds.length > maxRuns) throw invalid(`Invalid value for parameter 'run_ids': 1 to ${maxRuns} are taken.`);
  const key = requiredText(fields, 'metric_key', { most: limits.key });
  const most = Math.min(Math.max(wholeIn(fields, 'max_results') ?? maxPointsOfRun, 1), maxPointsOfRun);
  const jobs = await Promise.all(runIds.map((runId) => runOf(asked, runId)));
  const metric = canonicalMetric(key);
  const curves = await readCurves(stores, workspaceId, jobs, {
    metrics: [metric],
    maxPoints: most,
    fromStep: wholeIn(fields, 'start_step') ?? 0,
    toStep: wholeIn(fields, 'end_step') ?? maxStep,
    isCurrentOnly: false,
  });
  return {
    metrics: jobs.flatMap((job) => {
      const curve = curves.get(job.id)?.get(metric);
      const runId = runIdOf(job);
      return (curve?.step ?? []).map((step, index) => ({
        key,
        value: double(curve?.value[index] as number),
        timestamp: Math.round(curve?.at[index] as number),
        step,
        run_id: runId,
      }));
    }),
  };
}
