import type { Stores } from '../../../platform/store/stores.ts';
import { valueOf, type Interval } from '../../../platform/statistics/answer.ts';
import { student975 } from '../../../platform/statistics/distributions/student.ts';
import { momentsOfPairs, momentsOfValues, varianceOf } from '../../../platform/statistics/moments.ts';
import { predictionPoweredMean } from '../../../platform/statistics/prediction-powered.ts';
import { spearman } from '../../../platform/statistics/spearman.ts';
import { agreementWithPeople, decidingAgreement, type Compared, type Estimate, type JudgeAgreement } from '../pure/agreement.ts';
import { peopleScore, type Score } from '../pure/people.ts';
import { pairBias, pairsInBothOrders, type PairBias } from '../pure/ranking.ts';
import { comparedPairs, judgedMessages, type JudgedMessage } from '../queries/judged.ts';
import { maxItems, type RubricContent } from '../types.ts';
import { criterionOf, type JudgedSubject } from './subjects.ts';

type Subject = Pick<JudgedSubject, 'judge' | 'rubric'>;
type Scaled = Pick<RubricContent, 'scale' | 'categories'>;

const mostPairs = 20_000;
/** Rules pass or fail. */
const scaleOf = ({ rubric }: Subject): Scaled => rubric ?? { scale: 'PASS_FAIL', categories: [] };

/** What people and a judge have both judged. */
export interface ComparedMessage extends Compared {
  readonly messageId: string;
  readonly length: number;
}

/** What a judge has judged: all of it, and what people have judged, too. */
interface Judged {
  readonly all: readonly JudgedMessage[];
  readonly compared: readonly ComparedMessage[];
}

async function judgedBy({ postgres }: Pick<Stores, 'postgres'>, subject: Subject, runId: string | null): Promise<Judged> {
  const { judge } = subject;
  const scale = scaleOf(subject);
  const all = await judgedMessages(postgres, {
    workspaceId: judge.workspaceId,
    judgeId: judge.id,
    judgeVersion: runId === null ? judge.version : null,
    runId,
    criterion: criterionOf(subject),
    limit: maxItems,
  });
  const compared = all.flatMap(({ messageId, value, label, length, people }): ComparedMessage[] => {
    const judged: Score | null = scale.scale === 'CATEGORY' ? label : value;
    const score = people === null || judged === null ? null : peopleScore(people, scale);
    return score === null || judged === null ? [] : [{ messageId, length, judge: judged, people: score }];
  });
  return { all, compared };
}

/** How a judge stands to people, and what else moves it. */
export interface Measured {
  readonly agreement: JudgeAgreement;
  /** Null: fewer than 20 messages were judged by both, or no agreement can be computed of them. */
  readonly isTrusted: boolean | null;
  /** Of the lengths of answers with how much better than people the judge finds them: 0 is no bias; null: not known. */
  readonly lengthBias: Estimate | null;
  readonly pairs: PairBias;
}

/** Measures a judge, as its present version, against people. Source: PostgreSQL. */
export async function measure(stores: Pick<Stores, 'postgres'>, subject: Subject): Promise<Measured> {
  const { judge } = subject;
  const { workspaceId } = judge;
  const [{ compared }, verdicts] = await Promise.all([
    judgedBy(stores, subject, null),
    comparedPairs(stores.postgres, { workspaceId, judgeId: judge.id, runId: null, limit: mostPairs }),
  ]);
  const { scale, categories } = scaleOf(subject);
  const agreement = agreementWithPeople(compared, { scale, categories });
  const deciding = decidingAgreement(agreement, scale);
  const ranks =
    scale === 'CATEGORY'
      ? null
      : valueOf(spearman(compared.map(({ length, judge: judged, people }) => [length, Number(judged) - Number(people)] as const)));
  return {
    agreement,
    isTrusted: deciding === null ? null : deciding.value >= judge.minimumAgreement,
    lengthBias: ranks === null ? null : { value: ranks.coefficient, low: ranks.low, high: ranks.high },
    pairs: pairBias(verdicts, pairsInBothOrders(verdicts)),
  };
}

/** Messages on which a judge and people differ, the furthest first. */
export async function disagreementsOf(
  stores: Pick<Stores, 'postgres'>,
  subject: Subject,
): Promise<(ComparedMessage & { readonly distance: number })[]> {
  const { compared } = await judgedBy(stores, subject, null);
  const { scale } = scaleOf(subject);
  const span = scale === 'ONE_TO_FIVE' ? 4 : 1;
  return compared
    .map((one) => ({
      ...one,
      distance: scale === 'CATEGORY' ? Number(one.judge !== one.people) : Math.abs(Number(one.judge) - Number(one.people)) / span,
    }))
    .filter(({ distance }) => distance > 0)
    .toSorted((one, other) => other.distance - one.distance || Number(BigInt(other.messageId) - BigInt(one.messageId)));
}

/** The mean of a run: as the judge says, and corrected by what people say. */
export interface RunMean extends Interval {
  readonly mean: number;
  readonly n: number;
}

export interface RunNumbers {
  /** Null: nothing is judged yet, or the scale is one of categories. */
  readonly judged: RunMean | null;
  /** Null: people have judged fewer than 10 of its messages, or all the same. */
  readonly corrected: (RunMean & { readonly humanCount: number }) | null;
  /** Categories, or verdicts, with how many messages have them; most first. */
  readonly labels: readonly { readonly label: string; readonly count: number }[];
}

const leastPeople = 10;

/** Mean of a run with its interval, 95 %, and the mean that people would have given. Of shares the interval stays within 0 to 1. */
export async function numbersOfRun(
  stores: Pick<Stores, 'postgres'>,
  { run, ...subject }: Omit<JudgedSubject, 'rule'>,
): Promise<RunNumbers> {
  if (run.kind === 'PAIRWISE') return { judged: null, corrected: null, labels: [] };
  const { all, compared } = await judgedBy(stores, subject, run.id);
  const { scale } = scaleOf(subject);
  const counts = new Map<string, number>();
  for (const { label } of all) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts].map(([label, count]) => ({ label, count })).toSorted((one, other) => other.count - one.count);
  if (scale === 'CATEGORY') return { judged: null, corrected: null, labels };
  const [least, most] = scale === 'ONE_TO_FIVE' ? [1, 5] : [0, 1];
  const within = <Mean extends Interval>(mean: Mean): Mean => ({
    ...mean,
    low: Math.max(least, mean.low),
    high: Math.min(most, mean.high),
  });
  const values = all.flatMap(({ value }) => value ?? []);
  const moments = momentsOfValues(values);
  const reach = moments.n < 2 ? 0 : student975(moments.n - 1) * Math.sqrt(varianceOf(moments) / moments.n);
  const judged =
    moments.n === 0 ? null : within({ mean: moments.mean, n: moments.n, low: moments.mean - reach, high: moments.mean + reach });
  const seen = new Set(compared.map(({ messageId }) => messageId));
  const powered =
    compared.length < leastPeople
      ? null
      : valueOf(
          predictionPoweredMean({
            labelled: momentsOfPairs(compared.map(({ people, judge }) => [Number(people), Number(judge)] as const)),
            unlabelled: momentsOfValues(all.flatMap(({ messageId, value }) => (seen.has(messageId) || value === null ? [] : [value]))),
          }),
        );
  const corrected =
    powered === null
      ? null
      : within({
          mean: Math.min(most, Math.max(least, powered.mean)),
          low: powered.low,
          high: powered.high,
          n: moments.n,
          humanCount: compared.length,
        });
  return { judged, corrected, labels };
}
