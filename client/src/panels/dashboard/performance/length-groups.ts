interface LengthCount {
  readonly messageCount: number;
  readonly conversationCount: number;
}

export interface LengthGroup {
  /** `1`, `4 to 5`, `over 50`. */
  readonly label: string;
  readonly count: number;
  /** Of all conversations, 0 to 1. */
  readonly share: number;
}

/** Last length of each group; the lengths after them are one more. */
const ends = [1, 2, 3, 5, 10, 20, 50] as const;

/** Conversations by length in a few groups, shorter ones finer; groups after the longest conversation are left out. */
export function lengthGroups(lengths: readonly LengthCount[]): readonly LengthGroup[] {
  const total = lengths.reduce((sum, { conversationCount }) => sum + conversationCount, 0);
  const longest = lengths.reduce((most, { messageCount }) => Math.max(most, messageCount), 0);
  const groups = [...ends, Infinity].map((to, place) => {
    const from = (ends[place - 1] ?? 0) + 1;
    const count = lengths
      .filter(({ messageCount }) => messageCount >= from && messageCount <= to)
      .reduce((sum, { conversationCount }) => sum + conversationCount, 0);
    return {
      from,
      label: to === Infinity ? `over ${from - 1}` : from === to ? String(to) : `${from} to ${to}`,
      count,
      share: total === 0 ? 0 : count / total,
    };
  });
  return groups.filter(({ from }) => from <= longest).map(({ label, count, share }) => ({ label, count, share }));
}
