import { recordPoints } from '../../domains/training/commands/points.ts';
import type { SentPoint } from '../../domains/training/types.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import type { Fields } from '../../platform/ingest/values.ts';
import { type Answer, type Asked } from './asked.ts';
import { invalid, missing } from './errors.ts';
import { doubleIn, entriesIn, instantIn, keyIn, limits, objectsIn, wholeIn } from './fields.ts';
import { activeJobId, assertActive, changeRun, forgetRun, runOf } from './run-changes.ts';
import { runIdIn } from './runs.ts';

/** What was read before in a batch: names are checked once, and neighbours mostly have one time. */
interface Shared {
  readonly names: Map<unknown, string>;
  timestamp: number;
  at: Date | null;
}
const nothingShared = (): Shared => ({ names: new Map(), timestamp: Number.NaN, at: null });

function pointIn(metric: Fields, path: string, now: Date, shared: Shared): SentPoint {
  const sent = metric['key'];
  let name = shared.names.get(sent);
  if (name === undefined) shared.names.set(sent, (name = keyIn(metric, path)));
  const timestamp = wholeIn(metric, 'timestamp', path) ?? now.getTime();
  if (timestamp !== shared.timestamp) {
    // A clock that was never set orders the points all the same.
    shared.at = instantIn(timestamp, 'timestamp', now, path);
    shared.timestamp = timestamp;
  }
  return {
    metric: name,
    value: doubleIn(metric, 'value', path),
    step: wholeIn(metric, 'step', path) ?? 0,
    at: shared.at,
    nth: timestamp,
  };
}

async function store(asked: Asked, points: readonly SentPoint[]): Promise<void> {
  const { workspaceId, now } = asked;
  const runId = runIdIn(asked);
  const result = await recordPoints(asked, workspaceId, await activeJobId(asked, runId), points, now);
  if (!result.ok && result.failure instanceof NotFound) {
    forgetRun(asked, runId);
    throw missing('Run', runId);
  }
  const [bad] = unwrap(result).rejected;
  if (bad !== undefined) throw invalid(`Invalid value for parameter 'metrics[${bad.index}].${bad.field}': it ${bad.reason}.`);
}

export async function logMetric(asked: Asked): Promise<Answer> {
  await store(asked, [pointIn(asked.fields, '', asked.now, nothingShared())]);
  return {};
}

export async function logBatch(asked: Asked): Promise<Answer> {
  const { fields, now } = asked;
  const metrics = objectsIn(fields, 'metrics');
  assertCounts(metrics.length, objectsIn(fields, 'params').length, objectsIn(fields, 'tags').length);
  const shared = nothingShared();
  const points = metrics.map((metric, index) => pointIn(metric, `metrics[${index}]`, now, shared));
  const params = entriesIn(fields, 'params', limits.paramValue);
  const tags = entriesIn(fields, 'tags', limits.tagValue);
  // Parameters first: where one is refused, nothing of the batch is stored.
  if (params.size > 0 || tags.size > 0) {
    const job = await runOf(asked, runIdIn(asked));
    assertActive(job);
    await changeRun(asked, job, { params, tags });
  }
  if (points.length > 0 || (params.size === 0 && tags.size === 0)) await store(asked, points);
  return {};
}

function assertCounts(metrics: number, params: number, tags: number): void {
  const refuse = (kind: string, most: number, count: number) =>
    invalid(
      `A batch logging request can contain at most ${most} ${kind}. Got ${count} ${kind}. Please split up ${kind} across multiple requests and try again.`,
    );
  if (metrics > limits.batchMetrics) throw refuse('metrics', limits.batchMetrics, metrics);
  if (params > limits.batchParamsOrTags) throw refuse('params', limits.batchParamsOrTags, params);
  if (tags > limits.batchParamsOrTags) throw refuse('tags', limits.batchParamsOrTags, tags);
  const all = metrics + params + tags;
  if (all > limits.batchEntities) throw refuse('metrics, params, and tags', limits.batchEntities, all);
}
