import type { Stores } from '../../../platform/store/stores.ts';
import { digits, plural } from '../../../platform/statistics/words.ts';
import { valueOf } from '../../../platform/statistics/answer.ts';
import { spearman } from '../../../platform/statistics/spearman.ts';
import { correlatedValues } from '../queries/correlations.ts';
import type { UserMessages } from '../queries/of-users.ts';
import { correlates, type Correlate } from '../types.ts';

export interface SentimentCorrelation {
  readonly with: Correlate;
  /** Conversations that have both. */
  readonly n: number;
  /** Spearman's coefficient; null: fewer than ten conversations have both, or all have the same. */
  readonly coefficient: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pValue: number | null;
  readonly sentence: string;
}

const fewest = 10;
const columns = { RATING: 'rating', SUCCESS: 'success', TOOL_ERRORS: 'toolErrors', LATENCY: 'latency' } as const;
const nouns: Readonly<Record<Correlate, string>> = {
  RATING: 'ratings',
  SUCCESS: 'the share of answers judged a success',
  TOOL_ERRORS: 'the share of tool calls that failed',
  LATENCY: 'latency',
};

/** How the mean sentiment of conversations goes with what else is known of them: each conversation is one pair. */
export async function correlationsOf({ clickhouse }: Pick<Stores, 'clickhouse'>, messages: UserMessages): Promise<SentimentCorrelation[]> {
  const [row] = await correlatedValues(clickhouse, messages);
  return correlates.map((name) => {
    const pairs = (row?.conversations ?? []).flatMap(({ sentiment, ...others }) => {
      const other = others[columns[name]];
      return other === null ? [] : [[sentiment, other] as const];
    });
    const n = pairs.length;
    const found = n < fewest ? null : valueOf(spearman(pairs));
    if (found === null) return { with: name, n, coefficient: null, low: null, high: null, pValue: null, sentence: tooFew(name, n) };
    return { with: name, ...found, sentence: sentenceOf(name, found) };
  });
}

const tooFew = (name: Correlate, n: number): string =>
  n < fewest
    ? `${plural(n, 'conversation')} with sentiment and ${nouns[name]}: too few to correlate, at least ${fewest} are needed.`
    : `All conversations have the same sentiment or the same ${nouns[name]}: there is nothing to correlate.`;

function sentenceOf(name: Correlate, { n, coefficient, low, high }: { n: number; coefficient: number; low: number; high: number }): string {
  const of = `${digits(coefficient, 2)} (95 % interval ${digits(low, 2)} to ${digits(high, 2)}, ${plural(n, 'conversation')})`;
  if (low <= 0 && high >= 0) return `No correlation of sentiment and ${nouns[name]} is shown: ${of}.`;
  const size =
    Math.abs(coefficient) < 0.1 ? 'slightly ' : Math.abs(coefficient) < 0.3 ? 'weakly ' : Math.abs(coefficient) < 0.5 ? '' : 'strongly ';
  return `Sentiment ${coefficient > 0 ? 'rises' : 'falls'} ${size}with ${nouns[name]}: ${of}.`;
}
