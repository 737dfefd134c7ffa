import { z } from 'zod';
import { subjectsOfItems } from '../../domains/evaluation-runs/load/subjects.ts';
import { shownIds } from '../../domains/evaluation-runs/load/item-ids.ts';
import type { EvaluationRun, EvaluationRunItem, EvaluationScore } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { InvalidRequest } from './errors.ts';
import { countIn, instantIn, namesIn } from './paging.ts';

const ok = (body: unknown): Answered => ({ status: 200, body });
const mostOnPage = 100;
const mostScores = 50;

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Listing {
  readonly since: Date;
  readonly until: Date | null;
  readonly fields: ReadonlySet<string>;
  readonly limit: number;
  readonly after: string | null;
}

function listingOf(params: URLSearchParams): Listing {
  const since = instantIn(params, 'fromStartTime');
  if (since === null) throw new InvalidRequest('fromStartTime is missing.');
  const limit = countIn(params, 'limit', 50);
  if (limit > mostOnPage) throw new InvalidRequest(`limit is at most ${mostOnPage}.`);
  const cursor = params.get('cursor');
  return {
    since,
    until: instantIn(params, 'toStartTime'),
    fields: new Set(namesIn(params, 'fields') ?? ['core']),
    limit,
    after: cursor === null || cursor === '' ? null : cursor,
  };
}

const Place = z.object({ at: z.coerce.date(), id: z.string() });

function placeOf(cursor: string | null): z.infer<typeof Place> | null {
  if (cursor === null) return null;
  try {
    const found = Place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (found.success && (uuidForm.test(found.data.id) || /^\d{1,18}$/.test(found.data.id))) return found.data;
  } catch {
    // No cursor of this list: refused below.
  }
  throw new InvalidRequest('cursor is none that this server gave.');
}

const cursorOf = (at: Date, id: string): string => Buffer.from(JSON.stringify({ at, id })).toString('base64url');

/** Runs, newest first, in pages by cursor. */
export async function listExperiments({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const { since, until, fields, limit, after } = listingOf(params);
  const place = placeOf(after);
  const [ids, names, datasetIds] = [namesIn(params, 'id'), namesIn(params, 'name'), namesIn(params, 'datasetId')];
  if (params.get('filter') !== null && params.get('filter') !== '')
    throw new InvalidRequest('filter is not taken here; use id, name and datasetId.');
  const found = await stores.prisma.evaluationRun.findMany({
    where: {
      AND: [
        { workspaceId, createdAt: { gte: since, ...(until !== null && { lt: until }) } },
        ...(ids === null ? [] : [{ id: { in: ids.filter((id) => uuidForm.test(id)) } }]),
        ...(names === null ? [] : [{ name: { in: names.filter(isStorable) } }]),
        ...(datasetIds === null ? [] : [{ datasetId: { in: datasetIds.filter((id) => uuidForm.test(id)) } }]),
        ...(place === null ? [] : [{ OR: [{ createdAt: { lt: place.at } }, { createdAt: place.at, id: { lt: place.id } }] }]),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = found.slice(0, limit);
  const scoreLimit = Math.min(mostScores, countIn(params, 'scoreLimit', mostScores));
  const scores = fields.has('scores') ? await scoresOfRuns({ stores, workspaceId }, page, scoreLimit) : null;
  const last = found.length > limit ? page.at(-1) : undefined;
  return ok({
    data: page.map((run) => toExperiment(run, fields, scores?.get(run.id))),
    meta: { limit, ...(last === undefined ? {} : { cursor: cursorOf(last.createdAt, last.id) }) },
  });
}

const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

async function scoresOfRuns({ stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>, runs: readonly EvaluationRun[], limit: number) {
  const scores = new Map<string, object[]>();
  for (const { id } of runs)
    scores.set(
      id,
      (
        await stores.prisma.evaluationScore.findMany({ where: { workspaceId, runId: id, slot: '' }, orderBy: { id: 'asc' }, take: limit })
      ).map((score) => toScore(score, workspaceId)),
    );
  return scores;
}

/** Items of runs, newest first, in pages by cursor. */
export async function listExperimentItems({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const { since, until, fields, limit, after } = listingOf(params);
  const place = placeOf(after);
  const runIds = (namesIn(params, 'experimentId') ?? namesIn(params, 'id') ?? []).filter((id) => uuidForm.test(id));
  const found = await stores.prisma.evaluationRunItem.findMany({
    where: {
      workspaceId,
      ...(runIds.length > 0 && { runId: { in: runIds } }),
      run: { createdAt: { gte: since, ...(until !== null && { lt: until }) } },
      ...(place !== null && { id: { lt: BigInt(place.id) } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: { run: true, ...(fields.has('scores') && { scores: { take: mostScores, orderBy: { id: 'asc' as const } } }) },
  });
  const page = found.slice(0, limit) as (EvaluationRunItem & { run: EvaluationRun; scores?: EvaluationScore[] })[];
  const data = Array.from<object>({ length: page.length });
  for (const own of Map.groupBy(page.entries(), ([, { runId }]) => runId).values()) {
    const [[, { run }]] = own as [[number, (typeof page)[number]]];
    const items = own.map(([, item]) => item);
    const [subjects, ids] = await Promise.all([
      subjectsOfItems(
        stores,
        workspaceId,
        run,
        items.map(({ rowKey, messageId }) => ({ rowKey, messageId: messageId === null ? null : String(messageId) })),
      ),
      run.datasetId === null
        ? new Map<string, string>()
        : shownIds(stores, { workspaceId, datasetId: run.datasetId, rowIds: items.map(({ rowKey }) => rowKey) }),
    ]);
    for (const [at, item] of own) {
      const subject = subjects.get(item.rowKey);
      data[at] = {
        id: item.spanId ?? String(item.id),
        traceId: item.traceId ?? '',
        startTime: item.startedAt ?? run.createdAt,
        endTime: item.endedAt,
        level: item.state === 'FAILED' ? 'ERROR' : 'DEFAULT',
        environment: run.application === 'langfuse' ? 'sdk-experiment' : 'default',
        experimentId: run.id,
        experimentName: run.name,
        experimentItemId: ids.get(item.rowKey) ?? item.rowKey,
        experimentDatasetId: run.datasetId,
        experimentItemVersion: null,
        ...(fields.has('io') && { input: subject?.input ?? null, output: item.output }),
        ...((fields.has('io') || fields.has('dataset')) && { expectedOutput: subject?.expected ?? null }),
        ...(fields.has('itemMetadata') && { experimentItemMetadata: objectOf(subject?.metadata) }),
        ...(fields.has('metadata') && { metadata: {} }),
        ...(fields.has('experimentMetadata') && { experimentMetadata: objectOf(run.metadata), experimentDescription: run.description }),
        ...(item.scores !== undefined && { scores: item.scores.map((score) => toScore(score, workspaceId)) }),
      };
    }
  }
  const last = found.length > limit ? page.at(-1) : undefined;
  return ok({ data, meta: { limit, ...(last === undefined ? {} : { cursor: cursorOf(last.run.createdAt, String(last.id)) }) } });
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});

const toExperiment = (run: EvaluationRun, fields: ReadonlySet<string>, scores: readonly object[] | undefined): object => ({
  id: run.id,
  name: run.name,
  description: run.description,
  startTime: run.startedAt ?? run.createdAt,
  endTime: run.endedAt ?? run.reportedAt ?? run.startedAt ?? run.createdAt,
  itemCount: run.done + run.failed,
  datasetId: run.datasetId,
  ...(fields.has('metadata') && { metadata: objectOf(run.metadata) }),
  ...(scores !== undefined && { scores }),
});

/** In the form of the scores of the API's third version. */
function toScore(
  { id, name, value, label, passed, comment, kind, runId, itemId, metadata, createdAt }: EvaluationScore,
  projectId: string,
): object {
  return {
    id: String(id),
    projectId,
    name,
    value: passed ?? label ?? value,
    dataType: passed !== null ? 'BOOLEAN' : value === null ? 'CATEGORICAL' : 'NUMERIC',
    source: kind === 'HUMAN' ? 'ANNOTATION' : kind === 'MODEL' ? 'EVAL' : 'API',
    comment,
    environment: 'default',
    metadata: objectOf(metadata),
    subject: itemId === null ? { kind: 'experiment', id: runId } : undefined,
    timestamp: createdAt,
    createdAt,
    updatedAt: createdAt,
  };
}
