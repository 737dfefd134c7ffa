/** A text of a cluster, and the conversation that it stands in. */
export interface ClusterText {
  readonly cluster: number;
  readonly conversationId: number;
  readonly text: string;
}

/** A term is one of a cluster when so many conversations in it have it: no single person's words become a name. */
const leastConversations = 3;
const mostTerms = 6;
const words = /[\p{L}][\p{L}\p{M}'’-]{2,29}/gu;
/** English words that say nothing of what a text is about. */
const stop = new Set(
  `the and for are but not you your all any can had her was one our out has him his how its let may new now old see two way who did get got use with this that have from they will would there their what about which when make like just into over also back after only come could than then them these some other more very want need please hello thanks thank yes it's don't i'm i've that's here does been being should because where still much such many most same really`.split(
    /\s+/,
  ),
);

/**
 * The telling terms of each cluster, most telling first: how much of the cluster has a term, weighed by how few others have it (class-based
 * TF-IDF, Grootendorst 2022), counted in conversations.
 */
export function tellingTerms(texts: readonly ClusterText[], clusterCount: number): string[][] {
  const conversationsOf = Array.from({ length: clusterCount }, () => new Map<string, Set<number>>());
  const sizes = Array.from({ length: clusterCount }, () => new Set<number>());
  for (const { cluster, conversationId, text } of texts) {
    sizes[cluster]?.add(conversationId);
    for (const word of new Set(text.toLowerCase().replaceAll('’', "'").match(words) ?? [])) {
      if (stop.has(word)) continue;
      const found = conversationsOf[cluster]?.get(word);
      if (found === undefined) conversationsOf[cluster]?.set(word, new Set([conversationId]));
      else found.add(conversationId);
    }
  }
  const totals = new Map<string, number>();
  for (const ofCluster of conversationsOf) for (const [word, found] of ofCluster) totals.set(word, (totals.get(word) ?? 0) + found.size);
  const mean = sizes.reduce((sum, { size }) => sum + size, 0) / Math.max(1, clusterCount);
  return conversationsOf.map((ofCluster, place) =>
    [...ofCluster]
      .filter(([, found]) => found.size >= leastConversations)
      .map(([word, found]) => ({
        word,
        score: (found.size / Math.max(1, sizes[place]?.size ?? 1)) * Math.log(1 + mean / (totals.get(word) as number)),
      }))
      .sort((one, other) => other.score - one.score || (one.word < other.word ? -1 : 1))
      .slice(0, mostTerms)
      .map(({ word }) => word),
  );
}
