import type { Stores } from '../../../platform/store/stores.ts';
import { belongsTo } from '../pure/cluster.ts';
import { topicName } from '../pure/topic-name.ts';
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

/** What names the topics of a workspace by their numbers, each by another name; one that is retired is "Topic" and its number. */
export async function topicNames({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<(number: number) => string> {
  const names = new Map<number, string>();
  const given = new Set<string>();
  for (const { number, terms } of await standingTopics(postgres, { workspaceId })) {
    const name = topicName(number, terms);
    names.set(number, given.has(name) ? `${name} (${number})` : name);
    given.add(name);
  }
  return (number) => names.get(number) ?? topicName(number, []);
}
