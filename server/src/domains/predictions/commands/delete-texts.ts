import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { countWithTexts, predictionsWithTexts, withTexts } from '../queries/with-texts.ts';

/** Texts that ClickHouse looks for at once. */
const mostTexts = 200;
/** Shorter texts ("Yes, please.") are written by many. */
const shortestTelling = 24;

const groupsOf = (texts: readonly string[]): string[][] => {
  const telling = [...new Set(texts)].filter((text) => text.length >= shortestTelling);
  return Array.from({ length: Math.ceil(telling.length / mostTexts) }, (_, group) =>
    telling.slice(group * mostTexts, (group + 1) * mostTexts),
  );
};

/** How many predictions have one of these texts in their prompt, reference or answer. */
export async function countPredictionsWith({ clickhouse }: Stores, workspaceId: string, texts: readonly string[]): Promise<number> {
  let count = 0;
  for (const group of groupsOf(texts)) count += (await countWithTexts(clickhouse, { workspaceId, texts: group }))[0]?.count ?? 0;
  return count;
}

/** Takes those predictions off the disk. */
export async function deletePredictionsWith({ clickhouse }: Stores, workspaceId: string, texts: readonly string[]): Promise<void> {
  for (const group of groupsOf(texts))
    await deleteRows(clickhouse, { table: 'training_predictions', workspaceId }, withTexts(workspaceId, group));
}

/** A prediction that repeats a text. */
export type RepeatingPrediction = Awaited<ReturnType<typeof predictionsWithTexts>>[number];

/** Those predictions. */
export async function predictionsWith(
  { clickhouse }: Stores,
  workspaceId: string,
  texts: readonly string[],
): Promise<RepeatingPrediction[]> {
  const found: RepeatingPrediction[] = [];
  for (const group of groupsOf(texts)) found.push(...(await predictionsWithTexts(clickhouse, { workspaceId, texts: group })));
  return found;
}
