import { chrf } from './chrf.ts';
import { rougeL } from './rouge.ts';

/** Scores that the server computes where a reference is known, the more telling first. */
const computedScores = ['chrf', 'rouge_l', 'exact_match'] as const;

/** Longer texts, in UTF-16 code units, are compared for equality alone: one such pair takes some 30 ms. */
export const longestScored = 20_000;

/** Whether both texts are the same, without the white space around them. */
const exactMatch = (prediction: string, reference: string): number => (prediction.trim() === reference.trim() ? 1 : 0);

/**
 * The scores of a prediction by name, in the order of names: those that were sent, and those that can be computed and were not sent.
 *
 * Absent  where there is no reference; `chrf` and `rouge_l` where a text is longer than `longestScored`.
 */
export function scoresOf(prediction: string, reference: string | null, sent: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const scores = new Map(sent);
  if (reference !== null) {
    const add = (name: (typeof computedScores)[number], score: (one: string, other: string) => number): void => {
      if (!scores.has(name)) scores.set(name, score(prediction, reference));
    };
    add('exact_match', exactMatch);
    if (Math.max(prediction.length, reference.length) <= longestScored) {
      add('chrf', chrf);
      add('rouge_l', rougeL);
    }
  }
  return new Map([...scores].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What is better the less there is of it, by a word of the name. */
const costs =
  /(?:^|[^a-z])(?:loss|nll|perplexity|ppl|errors?|mae|mse|rmse|wer|cer|ter|distance|latency|toxicity|hallucinations?|repetition)(?:$|[^a-z])/;

/** Whether a smaller score is better. What no word of its name says is taken as better the greater it is. */
export const isLowerBetter = (name: string): boolean => costs.test(name.toLowerCase());

/** The score by which predictions are compared where none is asked for; null: there is none. */
export function defaultScore(names: readonly string[]): string | null {
  const sorted = names.toSorted();
  return computedScores.find((name) => sorted.includes(name)) ?? sorted[0] ?? null;
}
