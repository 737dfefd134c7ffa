export interface LengthCount {
  readonly messageCount: number;
  readonly conversationCount: number;
}

interface LengthGroup {
  /** Shortest and longest of the group; `to` is Infinity for the last. */
  readonly from: number;
  readonly to: number;
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
      to,
      label: to === Infinity ? `over ${from - 1}` : from === to ? String(to) : `${from} to ${to}`,
      count,
      share: total === 0 ? 0 : count / total,
    };
  });
  return groups.filter(({ from }) => from <= longest);
}

interface ComparedGroup extends LengthGroup {
  /** How many there would have been before, of as many conversations as there are now: so shares are compared; null: none before. */
  readonly before: number | null;
}

/** The same beside another period, with the groups of both. */
export function comparedGroups(lengths: readonly LengthCount[], before: readonly LengthCount[]): readonly ComparedGroup[] {
  const [own, earlier] = [lengthGroups(lengths), lengthGroups(before)];
  const total = own.reduce((sum, { count }) => sum + count, 0);
  const groups = own.length >= earlier.length ? own : earlier.map((one, place) => own[place] ?? { ...one, count: 0, share: 0 });
  return groups.map((one, place) => ({ ...one, before: earlier.length === 0 ? null : (earlier[place]?.share ?? 0) * total }));
}
