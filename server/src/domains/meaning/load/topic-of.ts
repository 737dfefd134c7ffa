import type { Stores } from '../../../platform/store/stores.ts';
import { belongsTo } from '../pure/cluster.ts';
import { standingTopics } from '../queries/topic-rows.ts';

/** What finds the topic of an embedding among those of a workspace; 0: it belongs to none. */
export async function topicsOf(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
): Promise<(embedding: readonly number[]) => number> {
  const topics = await standingTopics(postgres, { workspaceId });
  const centroids = topics.map(({ centroid }) => Float64Array.from(centroid));
  return (embedding) => topics[belongsTo(embedding, centroids)]?.number ?? 0;
}
