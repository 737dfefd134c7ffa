import { coverRow, externalKeyOf, namedRun } from '../../domains/evaluation-runs/commands/named-run.ts';
import { deleteEvaluationRun } from '../../domains/evaluation-runs/commands/control.ts';
import { reportItems } from '../../domains/evaluation-runs/commands/report.ts';
import { placeOfItem, shownIds } from '../../domains/evaluation-runs/load/item-ids.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { tracesOfSpans } from '../../domains/traces/load/keys.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import type { Dataset, EvaluationRun, EvaluationRunItem } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { datasetOfName, decodedOnce, nameIn, textIn } from './datasets.ts';
import { InvalidRequest } from './errors.ts';
import { isFields } from './fields.ts';
import { instantOf, metaOf, pageOf } from './paging.ts';

const ok = (body: unknown): Answered => ({ status: 200, body });
const application = 'langfuse';
const lookBackMs = 24 * 3_600_000;

/** Notes that an application answers an item in a run, which is made where there is none: the answer is read from its span. */
export async function putRunItem({ stores, live, viewer, workspaceId, body }: Asked): Promise<Answered> {
  if (!isFields(body)) throw new InvalidRequest('The body is a dataset run item, a JSON object.');
  const name = textIn(body, 'runName');
  const itemId = textIn(body, 'datasetItemId');
  const now = new Date();
  const place = await placeOfItem(stores, workspaceId, itemId);
  const dataset = place === null ? null : await stores.prisma.dataset.findUnique({ where: { id: place.datasetId, workspaceId } });
  const missing = new NotFound('Dataset item', itemId.slice(0, 100).toWellFormed(), 'datasetItemId', 'Dataset item not found');
  if (place === null || dataset === null) throw missing;
  const spanId = idOf(nameIn(body, 'observationId'), spanIdOf);
  const traceId =
    idOf(nameIn(body, 'traceId'), traceIdOf) ?? (spanId === null ? null : await traceOfSpan({ stores, workspaceId }, spanId, now));
  if (traceId === null) throw new InvalidRequest('traceId is missing.');
  const { metadata, runDescription, datasetVersion } = body;
  const context = { stores, live, viewer };
  const run = unwrap(
    await namedRun(
      context,
      {
        application,
        datasetId: dataset.id,
        name,
        description: runDescription === undefined ? undefined : nameIn(body, 'runDescription'),
        metadata: metadata === undefined || metadata === null ? undefined : isFields(metadata) ? metadata : { metadata },
        at: datasetVersion === undefined || datasetVersion === null ? null : instantOf(datasetVersion, 'datasetVersion'),
      },
      now,
    ),
  );
  if (!(await coverRow(context, run, place.rowId))) throw missing;
  const report = {
    rowKey: place.rowId,
    repetition: null,
    isAnswered: false,
    output: null,
    error: null,
    latencyMs: null,
    nanoUsd: null,
  } as const;
  const tokens = { inputTokens: null, outputTokens: null, startedAt: now, endedAt: null, scores: [] } as const;
  const [stored] = unwrap(await reportItems({ stores, live, workspaceId }, run.id, [{ ...report, ...tokens, traceId, spanId }], now));
  return ok(toRunItem({ id: BigInt(stored?.id ?? 0), rowKey: place.rowId, traceId, spanId, startedAt: now, endedAt: null }, run, itemId));
}

const idOf = (id: string | null, of: (id: string) => string): string | null => (id === null ? null : of(id));

async function traceOfSpan({ stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>, spanId: string, now: Date): Promise<string> {
  const [found] = await tracesOfSpans(stores, { workspaceId, spanIds: [spanId], since: new Date(now.getTime() - lookBackMs) });
  if (found === undefined) throw new NotFound('Observation', spanId, 'observationId', 'Observation not found');
  return found.traceId;
}

/** Items of a run by its name, a page of them. */
export async function listRunItems({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const page = pageOf(params);
  const [datasetId, runName] = [params.get('datasetId') ?? '', params.get('runName') ?? ''];
  if (datasetId === '' || runName === '') throw new InvalidRequest('datasetId and runName are needed.');
  const run = await runOfName(stores, workspaceId, datasetId, runName);
  const where = { workspaceId, runId: run.id };
  const [total, items] = await Promise.all([
    stores.prisma.evaluationRunItem.count({ where }),
    stores.prisma.evaluationRunItem.findMany({ where, orderBy: { id: 'asc' }, skip: (page.page - 1) * page.limit, take: page.limit }),
  ]);
  return ok({ data: await shownItems({ stores, workspaceId }, run, items), meta: metaOf(page, total) });
}

/** Below `/datasets/`: `{name}/runs` lists runs, `{name}/runs/{run}` is one with its items. */
export async function readRuns(asked: Asked): Promise<Answered> {
  const { stores, workspaceId, params } = asked;
  const { dataset, runName } = await placeIn(asked);
  if (runName !== null) {
    const run = await runOfName(stores, workspaceId, dataset.id, runName);
    const items = await stores.prisma.evaluationRunItem.findMany({ where: { workspaceId, runId: run.id }, orderBy: { id: 'asc' } });
    return ok({ ...toRun(run, dataset), datasetRunItems: await shownItems({ stores, workspaceId }, run, items) });
  }
  const page = pageOf(params);
  const where = { workspaceId, datasetId: dataset.id };
  const [total, runs] = await Promise.all([
    stores.prisma.evaluationRun.count({ where }),
    stores.prisma.evaluationRun.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page.page - 1) * page.limit,
      take: page.limit,
    }),
  ]);
  return ok({ data: runs.map((run) => toRun(run, dataset)), meta: metaOf(page, total) });
}

export async function removeRun(asked: Asked): Promise<Answered> {
  const { dataset, runName } = await placeIn(asked);
  if (runName === null) throw new InvalidRequest('A run is deleted at /api/public/datasets/{name}/runs/{run}.');
  const run = await runOfName(asked.stores, asked.workspaceId, dataset.id, runName);
  unwrap(await deleteEvaluationRun(asked, run.id));
  return ok({ message: 'Dataset run deleted successfully' });
}

/** Names may hold slashes: the last `/runs` that leads to a dataset counts. */
async function placeIn({ stores, workspaceId, name }: Asked): Promise<{ dataset: Dataset; runName: string | null }> {
  const [, datasetName, , runName = null] = /^(.+?)\/runs(\/(.+))?$/s.exec(name) ?? [];
  if (datasetName === undefined) throw new NotFound('Path', name, 'name', 'Runs are at /api/public/datasets/{name}/runs.');
  return { dataset: await datasetOfName(stores, workspaceId, datasetName), runName };
}

/** The newest run of the name: one of Langfuse's SDKs, else any. */
async function runOfName(stores: Asked['stores'], workspaceId: string, datasetId: string, name: string): Promise<EvaluationRun> {
  for (const one of new Set([name, decodedOnce(name)])) {
    if (one.includes('\u0000') || !one.isWellFormed() || !/^[0-9a-f-]{36}$/.test(datasetId)) continue;
    const externalKey = externalKeyOf({ application, datasetId, name: one });
    const found =
      (await stores.prisma.evaluationRun.findUnique({ where: { workspaceId_externalKey: { workspaceId, externalKey } } })) ??
      (await stores.prisma.evaluationRun.findFirst({ where: { workspaceId, datasetId, name: one }, orderBy: { createdAt: 'desc' } }));
    if (found !== null) return found;
  }
  throw new NotFound('Dataset run', name.slice(0, 100).toWellFormed(), 'name', 'Dataset run not found');
}

type ShownItem = Pick<EvaluationRunItem, 'id' | 'rowKey' | 'traceId' | 'spanId' | 'startedAt' | 'endedAt'>;

async function shownItems(
  { stores, workspaceId }: Pick<Asked, 'stores' | 'workspaceId'>,
  run: EvaluationRun,
  items: readonly ShownItem[],
): Promise<object[]> {
  const ids =
    run.datasetId === null
      ? new Map<string, string>()
      : await shownIds(stores, { workspaceId, datasetId: run.datasetId, rowIds: items.map(({ rowKey }) => rowKey) });
  return items.map((item) => toRunItem(item, run, ids.get(item.rowKey) ?? item.rowKey));
}

const toRunItem = ({ id, traceId, spanId, startedAt, endedAt }: ShownItem, run: EvaluationRun, datasetItemId: string): object => ({
  id: String(id),
  datasetRunId: run.id,
  datasetRunName: run.name,
  datasetItemId,
  traceId: traceId ?? '',
  observationId: spanId,
  createdAt: startedAt ?? run.createdAt,
  updatedAt: endedAt ?? startedAt ?? run.createdAt,
});

const toRun = ({ id, name, description, metadata, createdAt, reportedAt, endedAt }: EvaluationRun, dataset: Dataset): object => ({
  id,
  name,
  description,
  metadata,
  datasetId: dataset.id,
  datasetName: dataset.name,
  createdAt,
  updatedAt: endedAt ?? reportedAt ?? createdAt,
});
