import { valueOf, type Interval } from '../../../platform/statistics/answer.ts';
import { bradleyTerry } from '../../../platform/statistics/bradley-terry.ts';
import { wilson95 } from '../../../platform/statistics/wilson.ts';

/** A verdict on a pair in one order. */
export interface PairVerdict {
  readonly messageId: string;
  readonly otherMessageId: string;
  readonly side: number;
  readonly otherSide: number;
  /** 1 the first is better, 0 the second, 0.5 a tie. */
  readonly value: number;
  readonly length: number;
  readonly otherLength: number;
}

export interface RankedSide {
  readonly name: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Chance of winning against one as strong as the mean of all, ties aside; null: it was compared with none. */
  readonly winChance: (Interval & { readonly value: number }) | null;
}

export interface PairBias {
  /** Pairs that were judged in both orders. */
  readonly pairCount: number;
  /** Share of them with the same winner, or a tie, in both orders; null: none. */
  readonly consistentShare: number | null;
  /** Of verdicts for one of the two, the share for the one that stands first: 0.5 is no bias. */
  readonly firstShare: (Interval & { readonly value: number }) | null;
  /** Of verdicts for one of the two, the share for the longer one. */
  readonly longerShare: (Interval & { readonly value: number }) | null;
}

/** Pairs with a verdict in both orders: a win is one in both, or in one beside a tie; two that contradict are a tie. */
export function pairsInBothOrders(
  verdicts: readonly PairVerdict[],
): { readonly one: PairVerdict; readonly score: number; readonly isConsistent: boolean }[] {
  const byPair = new Map<string, PairVerdict>();
  const pairs = [];
  for (const verdict of verdicts) {
    const back = byPair.get(`${verdict.otherMessageId} ${verdict.messageId}`);
    if (back === undefined) {
      byPair.set(`${verdict.messageId} ${verdict.otherMessageId}`, verdict);
      continue;
    }
    const score = (verdict.value + 1 - back.value) / 2;
    pairs.push({ one: verdict, score: score > 0.5 ? 1 : score < 0.5 ? 0 : 0.5, isConsistent: verdict.value === 1 - back.value });
  }
  return pairs;
}

/** How several sides stand to each other, by pairs that were judged in both orders. */
export function rankingOf(
  names: readonly string[],
  verdicts: readonly PairVerdict[],
): { readonly sides: RankedSide[]; readonly bias: PairBias } {
  const pairs = pairsInBothOrders(verdicts);
  const scores = new Map<string, { one: number; other: number; oneWins: number; otherWins: number; ties: number }>();
  for (const { one: verdict, score } of pairs) {
    const isTurned = verdict.side > verdict.otherSide;
    const [one, other] = isTurned ? [verdict.otherSide, verdict.side] : [verdict.side, verdict.otherSide];
    const ofOne = isTurned ? 1 - score : score;
    const known = scores.get(`${one} ${other}`) ?? { one, other, oneWins: 0, otherWins: 0, ties: 0 };
    scores.set(`${one} ${other}`, known);
    if (ofOne === 1) known.oneWins += 1;
    else if (ofOne === 0) known.otherWins += 1;
    else known.ties += 1;
  }
  const compared = [...scores.values()];
  const fitted = valueOf(bradleyTerry(names.length, compared));
  const chance = (strength: number): number => 1 / (1 + Math.exp(-strength));
  const sides = names.map((name, side): RankedSide => {
    const sum = (count: (of: (typeof compared)[number], isOne: boolean) => number): number =>
      compared.reduce((all, of) => all + (of.one === side ? count(of, true) : of.other === side ? count(of, false) : 0), 0);
    const strength = fitted?.strengths[side];
    const isCompared = compared.some(({ one, other }) => one === side || other === side);
    return {
      name,
      wins: sum((of, isOne) => (isOne ? of.oneWins : of.otherWins)),
      losses: sum((of, isOne) => (isOne ? of.otherWins : of.oneWins)),
      ties: sum(({ ties }) => ties),
      winChance:
        strength === undefined || !isCompared
          ? null
          : { value: chance(strength.strength), low: chance(strength.low), high: chance(strength.high) },
    };
  });
  return { sides, bias: pairBias(verdicts, pairs) };
}

/** What moves a judge of pairs beside the answers: their order, and their length. */
export function pairBias(verdicts: readonly PairVerdict[], pairs: readonly { readonly isConsistent: boolean }[]): PairBias {
  const decided = verdicts.filter(({ value }) => value !== 0.5);
  const unequal = decided.filter(({ length, otherLength }) => length !== otherLength);
  return {
    pairCount: pairs.length,
    consistentShare: pairs.length === 0 ? null : pairs.filter(({ isConsistent }) => isConsistent).length / pairs.length,
    firstShare: shareOf(decided.filter(({ value }) => value === 1).length, decided.length),
    longerShare: shareOf(unequal.filter(({ value, length, otherLength }) => (value === 1) === length > otherLength).length, unequal.length),
  };
}

const shareOf = (count: number, of: number): (Interval & { value: number }) | null =>
  of === 0 ? null : { value: count / of, ...(wilson95(count, of) as Interval) };
