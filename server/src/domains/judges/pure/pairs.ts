/** An answer of a side, and a hash of the text of the user that it answers. */
export interface Answer {
  readonly id: string;
  readonly asked: string;
  readonly side: number;
}

export interface Pair {
  readonly one: Answer;
  readonly other: Answer;
}

/**
 * Pairs of answers to the same text, of different sides: for each text one answer of a side at most, and for each two sides as many pairs as
 * for any other, as far as there are texts.
 */
export function pairsOf(answers: readonly Answer[], most: number): Pair[] {
  const bySides = new Map<string, Pair[]>();
  for (const sameText of Map.groupBy(answers, ({ asked }) => asked).values()) {
    const first = [...new Map(sameText.toReversed().map((answer) => [answer.side, answer])).values()].toSorted((a, b) => a.side - b.side);
    for (const [place, one] of first.entries())
      for (const other of first.slice(place + 1)) {
        const key = `${one.side} ${other.side}`;
        bySides.set(key, [...(bySides.get(key) ?? []), { one, other }]);
      }
  }
  const lists = [...bySides.values()];
  const pairs: Pair[] = [];
  for (let round = 0; pairs.length < most && lists.some((list) => round < list.length); round += 1)
    for (const list of lists) {
      const pair = list[round];
      if (pair !== undefined && pairs.length < most) pairs.push(pair);
    }
  return pairs;
}
