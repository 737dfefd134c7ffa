/** What one judgment says that numbers count. */
export interface QueueVerdict {
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly failureTags: readonly string[];
}

/**
 * What several independent judgments of one message from one annotation queue come to, so that they count as one: the median of the
 * ratings, of two middle ones the lower; the verdict of the majority, none where both have as many; the failure tags that more than half
 * of the judgments give.
 */
export function consensusOf(judgments: readonly QueueVerdict[]): QueueVerdict {
  const [first] = judgments;
  if (judgments.length === 1 && first !== undefined) return first;
  const ratings = judgments.flatMap(({ rating }) => rating ?? []).toSorted((one, other) => one - other);
  const ayes = judgments.filter(({ success }) => success === true).length;
  const nays = judgments.filter(({ success }) => success === false).length;
  const counts = new Map<string, number>();
  for (const { failureTags } of judgments) for (const tag of new Set(failureTags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return {
    rating: ratings[Math.ceil(ratings.length / 2) - 1] ?? null,
    success: ayes === nays ? null : ayes > nays,
    failureTags: [...counts].filter(([, count]) => count * 2 > judgments.length).map(([tag]) => tag),
  };
}
