import { dayMs } from '../../../platform/ingest/time.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { clusterVectors } from '../load/reader.ts';
import { lookBackDays } from '../load/pending.ts';
import { embeddingSettings, versionOf } from '../load/settings.ts';
import { bestMatch } from '../pure/match.ts';
import { tellingTerms, type ClusterText } from '../pure/terms.ts';
import { textsByIds } from '../queries.ts';
import { retireOthers, saveTopic, standingTopics, topicState } from '../queries/topic-rows.ts';
import { assignTopics, embeddedMessages } from '../queries/topics.ts';
import { workspacesWithMeaning } from '../queries/workspaces.ts';

const mostSampled = 6_000;
const leastSampled = 100;
const mostTopics = 30;
/** Topics are found again after so long. */
const freshMs = dayMs;
/** A direction that is less like an earlier one is another topic. */
const sameLikeness = 0.6;
const textStep = 500;

/** Finds the topics of each workspace whose topics are a day old, or that has none and enough messages. */
export async function findDueTopics(stores: Stores, now: Date, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  for (const { workspaceId } of await workspacesWithMeaning(stores.clickhouse, {})) {
    if (signal.aborted) return;
    try {
      await inWorkspace(workspaceId, async () => {
        const [state] = await topicState(stores.postgres, { workspaceId });
        const foundAt = state?.foundAt ?? null;
        if (foundAt === null || now.getTime() - foundAt.getTime() >= freshMs) await findTopics(stores, workspaceId, now);
      });
    } catch (error) {
      onError(error);
    }
  }
}

/**
 * Finds what users' messages of the last 90 days are about: clusters of a sample of their embeddings, beginning with the directions of the
 * topics that are known; each cluster keeps the number of the topic that it is most like (as a whole the best match), or gets a new one. Then
 * sorts all messages of these days by topic. Returns how many topics there are; 0: there are too few messages.
 */
export async function findTopics(stores: Stores, workspaceId: string, now: Date): Promise<number> {
  const { postgres, clickhouse } = stores;
  const since = new Date(now.getTime() - lookBackDays * dayMs);
  const modelVersion = versionOf(await embeddingSettings(stores, workspaceId));
  const sample = await embeddedMessages(clickhouse, { workspaceId, since, modelVersion, limit: mostSampled });
  if (sample.length < leastSampled) return 0;
  const known = await standingTopics(postgres, { workspaceId });
  const count = Math.min(mostTopics, Math.max(4, Math.round(Math.sqrt(sample.length / 8))));
  const { centroids, nearest } = await clusterVectors(
    sample.map(({ embedding }) => embedding),
    Math.max(count, Math.min(mostTopics, known.length)),
    known.map(({ centroid }) => centroid),
  );
  const terms = tellingTerms(await textsOf(stores, workspaceId, sample, nearest), centroids.length);
  // A cluster that no term tells of is none that a reader could name.
  const kept = [...centroids.keys()].filter((place) => (terms[place] as string[]).length > 0);
  const gains = kept.map((place) =>
    known.map(({ centroid }) =>
      Math.max(0, (centroids[place] as number[]).reduce((sum, value, at) => sum + value * (centroid[at] ?? 0), 0) - sameLikeness),
    ),
  );
  const matches = bestMatch(gains);
  const [state] = await topicState(postgres, { workspaceId });
  let largest = state?.largest ?? 0;
  const numbers = kept.map((_place, row) => {
    const match = matches[row] as number;
    const isSame = match >= 0 && ((gains[row] as number[])[match] as number) > 0;
    return isSame ? (known[match] as { number: number }).number : (largest += 1);
  });
  await postgres.transaction(async (session) => {
    await retireOthers(session, { workspaceId, numbers, now });
    for (const [row, place] of kept.entries())
      await saveTopic(session, {
        workspaceId,
        number: numbers[row] as number,
        terms: terms[place] as string[],
        centroid: centroids[place] as number[],
        now,
      });
  });
  if (kept.length > 0)
    await assignTopics(clickhouse, {
      workspaceId,
      since,
      modelVersion,
      numbers,
      centroids: kept.map((place) => centroids[place] as number[]),
    });
  return kept.length;
}

/** The beginnings of the sampled texts that are in a cluster. */
async function textsOf(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  sample: readonly { messageId: number; conversationId: number }[],
  nearest: readonly number[],
): Promise<ClusterText[]> {
  const clusterOf = new Map(sample.map(({ messageId }, place) => [messageId, nearest[place] as number]));
  const texts: ClusterText[] = [];
  for (let from = 0; from < sample.length; from += textStep) {
    const ids = sample.slice(from, from + textStep).map(({ messageId }) => messageId);
    for (const { id, conversationId, content } of await textsByIds(postgres, { workspaceId, ids })) {
      const cluster = clusterOf.get(id) ?? -1;
      if (cluster >= 0) texts.push({ cluster, conversationId, text: content.slice(0, 1_000) });
    }
  }
  return texts;
}
