import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { estimateRun, type RunEstimate } from '../load/estimate.ts';
import { runTitle } from '../pure/title.ts';
import { addItems, type NewItem } from '../queries/items.ts';
import { rowsOfWish, type WantedRows } from './rows.ts';
import { checkWish, type CheckedWish, type RunWish, type Starting } from './wish.ts';

/** What a run would answer, score and cost. Nothing is stored or sent. */
export async function estimateOf(context: Starting, wish: RunWish): Promise<Result<RunEstimate>> {
  const checked = await checkWish(context, wish);
  if (!checked.ok) return checked;
  const rows = await rowsOfWish(context, wish, false);
  return rows.ok ? succeed(await estimateRun(context, checked.value, rows.value)) : rows;
}

/** Begins a run, and gives its id: it goes on in the background, on any server. */
export async function startEvaluationRun(context: Starting, wish: RunWish, now: Date): Promise<Result<string>> {
  const checked = await checkWish(context, wish);
  if (!checked.ok) return checked;
  const rows = await rowsOfWish(context, wish, true);
  if (!rows.ok) return rows;
  const estimate = await estimateRun(context, checked.value, rows.value);
  return succeed(await storeRun(context, wish, checked.value, rows.value, estimate, now));
}

const batch = 5_000;

/** A run with all of its items, or none of it; its id. */
async function storeRun(
  { stores, viewer }: Starting,
  wish: RunWish,
  checked: CheckedWish,
  { version, items }: WantedRows,
  { costUsd }: RunEstimate,
  now: Date,
): Promise<string> {
  const { workspaceId } = viewer;
  const { name, description, model, scorers, repetitions, usesCache, capUsd, prompt } = checked;
  const { id } = await stores.prisma.evaluationRun.create({
    data: {
      workspaceId,
      name: name ?? runTitle({ prompt: checked.version, model }),
      description,
      kind: 'OFFLINE',
      // Nothing of it is taken up before all stands there.
      state: 'PAUSED',
      datasetId: version?.datasetId ?? null,
      datasetVersionId: version?.id ?? null,
      split: wish.split,
      ...(version === null && {
        filter: (wish.filter ?? { messageExternalIds: wish.messageExternalIds }) as unknown as Prisma.InputJsonObject,
      }),
      promptName: checked.version?.name ?? null,
      promptVersion: checked.version?.version ?? null,
      ...(prompt !== null && { prompt: prompt as unknown as Prisma.InputJsonObject }),
      model,
      scorers: scorers as unknown as Prisma.InputJsonArray,
      repetitions,
      usesCache,
      owner: spenderOf(viewer),
      estimatedNanoUsd: costUsd === null ? null : BigInt(Math.round(costUsd * 1e9)),
      capNanoUsd: capUsd === null ? null : BigInt(Math.floor(capUsd * 1e9)),
      createdAt: now,
    },
    select: { id: true },
  });
  const repeated = items.flatMap((item) => Array.from({ length: repetitions }, (_, at): NewItem => ({ ...item, repetition: at + 1 })));
  await inTransaction(stores.postgres, async (client) => {
    for (let from = 0; from < repeated.length; from += batch)
      await addItems(client, { workspaceId, runId: id, items: repeated.slice(from, from + batch) });
  });
  const total = await stores.prisma.evaluationRunItem.count({ where: { runId: id, workspaceId } });
  await stores.prisma.evaluationRun.update({ where: { id, workspaceId }, data: { state: 'WAITING', total } });
  return id;
}
