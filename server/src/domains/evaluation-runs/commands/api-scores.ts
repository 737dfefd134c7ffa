import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { storeScores, type NewScore } from '../queries/scores.ts';
import type { ScoreKind } from '../types.ts';

/** A score that an application gives a run, or a trace, by the id that it has chosen. */
export interface ApiScore {
  /** Null: of a trace. */
  readonly runId: string | null;
  /** 32 hex digits; null: of a run. */
  readonly traceId: string | null;
  readonly externalId: string;
  readonly name: string;
  readonly kind: Exclude<ScoreKind, 'RULE'>;
  readonly value: number | null;
  readonly label: string | null;
  readonly passed: boolean | null;
  readonly comment: string | null;
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Keeps scores of runs, and those of traces that answers of runs are of, with the items. The same id again replaces the score.
 *
 * Result  places of scores whose run is not there; a trace that no run knows is none of them.
 */
export async function takeScores(
  { stores, live, workspaceId }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'>; readonly workspaceId: string },
  scores: readonly ApiScore[],
): Promise<readonly number[]> {
  const { prisma } = stores;
  const runIds = [...new Set(scores.flatMap(({ runId }) => (runId !== null && uuidForm.test(runId) ? [runId.toLowerCase()] : [])))];
  const traceIds = [...new Set(scores.flatMap(({ traceId }) => traceId ?? []))];
  if (runIds.length === 0 && traceIds.length === 0) return scores.flatMap(({ runId }, at) => (runId === null ? [] : [at]));
  const [runs, items] = await Promise.all([
    prisma.evaluationRun.findMany({ where: { workspaceId, id: { in: runIds } }, select: { id: true } }),
    traceIds.length === 0
      ? []
      : prisma.evaluationRunItem.findMany({
          where: { workspaceId, traceId: { in: traceIds } },
          select: { id: true, runId: true, traceId: true },
        }),
  ]);
  const known = new Set(runs.map(({ id }) => id));
  const byTrace = Map.groupBy(items, ({ traceId }) => traceId as string);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const missing: number[] = [];
  const rows = new Map<string, NewScore>();
  for (const [at, { runId, traceId, externalId, comment, ...score }] of scores.entries()) {
    const own = {
      ...score,
      scorer: `api:${externalId}`,
      version: null,
      error: null,
      nanoUsd: 0n,
      comment: comment === null || masker === null ? comment : masker.text(comment),
    };
    const add = (row: NewScore): void => void rows.set(`${row.runId} ${row.itemId} ${row.name} ${row.scorer}`, row);
    if (runId !== null && known.has(runId.toLowerCase())) add({ ...own, runId: runId.toLowerCase(), itemId: null });
    else if (runId !== null) missing.push(at);
    for (const item of traceId === null ? [] : (byTrace.get(traceId) ?? []))
      add({ ...own, runId: item.runId, itemId: String(item.id), traceId });
  }
  if (rows.size > 0) await storeScores(stores.postgres, { workspaceId, scores: [...rows.values()] });
  for (const id of new Set([...rows.values()].map(({ runId }) => runId))) live.publish('evaluationRun.changed', id, {});
  return missing;
}

/** A score that an application gives one answer, by its name: the same name again replaces it. */
export interface ItemScore extends Pick<ApiScore, 'name' | 'kind' | 'value' | 'label' | 'passed' | 'comment'> {
  readonly error: string | null;
  readonly metadata: object | null;
  readonly traceId: string | null;
}

const byName = 'api';

/** Keeps a score of an answer; its number, or null where the answer is not there. */
export async function takeItemScore(
  { stores, live, workspaceId }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'>; readonly workspaceId: string },
  itemId: bigint,
  score: ItemScore,
): Promise<bigint | null> {
  const item = await stores.prisma.evaluationRunItem.findUnique({ where: { id: itemId, workspaceId }, select: { runId: true } });
  if (item === null) return null;
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const comment = score.comment === null || masker === null ? score.comment : masker.text(score.comment);
  const row: NewScore = { ...score, comment, scorer: byName, version: null, nanoUsd: 0n, runId: item.runId, itemId: String(itemId) };
  await storeScores(stores.postgres, { workspaceId, scores: [row] });
  const place = { runId: item.runId, slot: String(itemId), name: score.name, scorer: byName };
  const stored = await stores.prisma.evaluationScore.findUnique({
    where: { runId_slot_name_scorer: place, workspaceId },
    select: { id: true },
  });
  live.publish('evaluationRun.changed', item.runId, {});
  return stored?.id ?? null;
}
