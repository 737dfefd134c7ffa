import { conditionsOf } from '../../analytics/load.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import { topicNames } from '../../meaning/load/topic-of.ts';
import { BadInput, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import type { Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { categoryDistribution, mostMoved, numberDistribution, type Bucket, type Distribution } from '../pure/distribution.ts';
import { readings } from '../pure/features.ts';
import type { Judged, JudgeOptions } from '../pure/judge.ts';
import { mostTypical } from '../pure/typical.ts';
import { changedWords, vocabularyVector, type ChangedWord } from '../pure/words.ts';
import { sampledMessages } from '../queries/sample.ts';
import { driftFeatures, type DriftFeature, type SampledMessage } from '../types.ts';
import { judged } from './judging.ts';
import { textsOf } from './texts.ts';

export interface DriftAsked {
  readonly filter: AnalyticsFilter;
  readonly baselineFrom: Date | null;
  readonly baselineTo: Date | null;
  /** What the baseline's answers are; absent: those of the filter. */
  readonly baselineFilter?: AnalyticsFilter;
  /** No message is in both windows by their filters, so that their times may overlap. */
  readonly mayOverlap?: true;
  readonly role: 'USER' | 'ASSISTANT' | 'BOTH';
  readonly features: readonly DriftFeature[] | null;
  readonly falseAlarmRate: number;
}

export interface DriftResult extends Judged {
  readonly feature: DriftFeature;
  readonly pValueAdjusted: number;
  readonly hasDrifted: boolean;
  readonly sentence: string;
  readonly baseline: readonly Bucket[];
  readonly current: readonly Bucket[];
  readonly words: readonly ChangedWord[];
  readonly newIds: readonly bigint[];
  readonly vanishedIds: readonly bigint[];
}

export interface DriftReport {
  readonly windows: { readonly baselineFrom: Date; readonly baselineTo: Date; readonly currentFrom: Date; readonly currentTo: Date };
  readonly baselineCount: number;
  readonly currentCount: number;
  readonly hasDrifted: boolean;
  readonly sentence: string;
  readonly tooLittle: string | null;
  readonly features: readonly DriftResult[];
}

/** Conversations of each window, one message of each. */
const mostConversations = 2_000;
/** Texts of each window that vectors are made of: their time grows with the square. */
const mostVectors = 150;
/** Embeddings that are read for them: some messages have none. */
const embeddedCount = 2 * mostVectors;
const leastCount = 30;
const mostWords = 20;
const mostExamples = 5;
const weekMs = 7 * dayMs;

type Sides<Value> = { readonly baseline: Value; readonly current: Value };
type Samples = Readonly<Record<'USER' | 'ASSISTANT', Sides<readonly SampledMessage[]>>>;

/**
 * How messages of a window differ from those of a baseline, feature by feature: each test by permutation at the sizes at hand, the deciding ones of all
 * features corrected by Holm, and how large the difference is.
 *
 * Errors  BAD_USER_INPUT for windows and rates that are not possible; throws `StoreTimeout` after 20 s a statement.
 * Source  `message_meaning` and `message_facts`; one message of each of up to 2,000 conversations of each window.
 */
export async function driftReport(
  stores: Stores,
  workspaceId: string,
  asked: DriftAsked,
  now: Date,
): Promise<Result<DriftReport, BadInput>> {
  const checked = windowsOf(asked, now);
  if (!checked.ok) return checked;
  const windows = checked.value;
  const { where } = await conditionsOf(stores.postgres, workspaceId, asked.filter);
  const { where: before } = await conditionsOf(stores.postgres, workspaceId, asked.baselineFilter ?? asked.filter);
  const sample = (role: 'USER' | 'ASSISTANT', where: Sql, from: Date, to: Date) =>
    sampledMessages(stores.clickhouse, { workspaceId, where, role, from, to, limit: mostConversations, embeddedCount });
  const sides = async (role: 'USER' | 'ASSISTANT'): Promise<Sides<readonly SampledMessage[]>> => {
    if (asked.role !== 'BOTH' && asked.role !== role) return { baseline: [], current: [] };
    const baseline = await sample(role, before, windows.baselineFrom, windows.baselineTo);
    return { baseline, current: await sample(role, where, windows.currentFrom, windows.currentTo) };
  };
  const samples: Samples = { USER: await sides('USER'), ASSISTANT: await sides('ASSISTANT') };
  // Of both, those with messages of users, or with answers, whichever are more.
  const counts = {
    baselineCount: Math.max(samples.USER.baseline.length, samples.ASSISTANT.baseline.length),
    currentCount: Math.max(samples.USER.current.length, samples.ASSISTANT.current.length),
  };
  const wanted = driftFeatures.filter((one) => (asked.features ?? driftFeatures).includes(one));
  const options = { alpha: asked.falseAlarmRate, testCount: wanted.length };
  const compared: Omit<DriftResult, 'pValueAdjusted' | 'hasDrifted' | 'sentence'>[] = [];
  for (const feature of wanted) {
    const found = await judgedFeature(stores, workspaceId, feature, samples, asked.role, options);
    if (found !== null) compared.push(found);
  }
  if (compared.length === 0) {
    const tooLittle = `The baseline has ${counts.baselineCount} conversations that were read, the current window ${counts.currentCount}; at least ${leastCount} with a value are needed in each.`;
    return succeed({ windows, ...counts, hasDrifted: false, sentence: tooLittle, tooLittle, features: [] });
  }
  const adjusted = holm(compared.map(({ tests }) => tests[0]?.pValue ?? 1));
  const features = compared.map((one, place): DriftResult => {
    const pValueAdjusted = adjusted[place] as number;
    const hasDrifted = pValueAdjusted <= asked.falseAlarmRate;
    return { ...one, pValueAdjusted, hasDrifted, sentence: featureSentence(one, pValueAdjusted, hasDrifted) };
  });
  features.sort((one, other) => Number(other.hasDrifted) - Number(one.hasDrifted) || other.effect - one.effect);
  const drifted = features.filter(({ hasDrifted }) => hasDrifted);
  return succeed({
    windows,
    ...counts,
    hasDrifted: drifted.length > 0,
    sentence: reportSentence(drifted, features.length),
    tooLittle: null,
    features,
  });
}

function windowsOf(
  { filter, baselineFrom, baselineTo, falseAlarmRate, mayOverlap }: DriftAsked,
  now: Date,
): Result<DriftReport['windows'], BadInput> {
  if (!(falseAlarmRate >= 0.001 && falseAlarmRate <= 0.2))
    return fail(new BadInput('falseAlarmRate', `${falseAlarmRate} is not possible; 0.001 to 0.2 are.`));
  const currentTo = filter.to ?? now;
  const currentFrom = filter.from ?? new Date(currentTo.getTime() - weekMs);
  const to = baselineTo ?? currentFrom;
  const from = baselineFrom ?? new Date(to.getTime() - (currentTo.getTime() - currentFrom.getTime()));
  if (currentFrom >= currentTo) return fail(new BadInput('filter.from', 'is not before the end of its window.'));
  if (from >= to) return fail(new BadInput('baselineFrom', 'is not before the end of the baseline.'));
  if (mayOverlap !== true && from < currentTo && currentFrom < to)
    return fail(new BadInput('baselineFrom', 'makes a baseline that overlaps the window; two windows that do not overlap are needed.'));
  return succeed({ baselineFrom: from, baselineTo: to, currentFrom, currentTo });
}

async function judgedFeature(
  stores: Stores,
  workspaceId: string,
  feature: DriftFeature,
  samples: Samples,
  role: DriftAsked['role'],
  options: JudgeOptions,
): Promise<Omit<DriftResult, 'pValueAdjusted' | 'hasDrifted' | 'sentence'> | null> {
  const { role: fixed, of } = readings[feature];
  const own = samples[fixed ?? (role === 'ASSISTANT' ? 'ASSISTANT' : 'USER')];
  if (of === undefined) return judgedVectors(stores, workspaceId, feature, own, options);
  const valued = (messages: readonly SampledMessage[]) =>
    messages.flatMap((message) => {
      const value = of(message);
      return value === null ? [] : [{ id: BigInt(message.id), value }];
    });
  const [baseline, current] = [valued(own.baseline), valued(own.current)];
  if (Math.min(baseline.length, current.length) < leastCount) return null;
  const [before, now] = [baseline.map(({ value }) => value), current.map(({ value }) => value)];
  let [found, distribution]: [Judged | null, Distribution | null] = [null, null];
  if (readings[feature].kind === 'NUMBER') {
    found = await judged({ kind: 'NUMBER', baseline: before as number[], current: now as number[], options });
    distribution = numberDistribution(before as number[], now as number[]);
  } else {
    distribution = categoryDistribution(before as string[], now as string[]);
    const codes = (values: readonly (number | string)[]): number[] => values.map((distribution as Distribution).bucketOf);
    found = await judged({ kind: 'CATEGORY', baseline: codes(before), current: codes(now), options });
  }
  const idsIn = (of: typeof current, bucket: number): bigint[] =>
    of
      .filter(({ value }) => (distribution as Distribution).bucketOf(value) === bucket)
      .slice(0, mostExamples)
      .map(({ id }) => id);
  const named = feature === 'TOPIC' ? await topicsNamed(stores, workspaceId) : (bucket: Bucket) => bucket;
  return {
    feature,
    ...found,
    baseline: distribution.baseline.map(named),
    current: distribution.current.map(named),
    words: [],
    newIds: idsIn(current, mostMoved(distribution, 1)),
    vanishedIds: idsIn(baseline, mostMoved(distribution, -1)),
  };
}

/** Buckets of topics have numbers; people call them by their names. */
async function topicsNamed(stores: Stores, workspaceId: string): Promise<(bucket: Bucket) => Bucket> {
  const nameOf = await topicNames(stores, workspaceId);
  return (bucket) => (/^\d+$/.test(bucket.label) ? { ...bucket, label: nameOf(Number(bucket.label)) } : bucket);
}

async function judgedVectors(
  stores: Stores,
  workspaceId: string,
  feature: DriftFeature,
  { baseline, current }: Sides<readonly SampledMessage[]>,
  options: JudgeOptions,
): Promise<Omit<DriftResult, 'pValueAdjusted' | 'hasDrifted' | 'sentence'> | null> {
  const isOfWords = feature === 'VOCABULARY';
  // Embeddings of another model have another length, and do not compare.
  const width = current.find(({ embedding }) => embedding.length > 0)?.embedding.length ?? 0;
  const usable = (messages: readonly SampledMessage[]) =>
    (isOfWords ? messages : messages.filter(({ embedding }) => embedding.length > 0 && embedding.length === width)).slice(0, mostVectors);
  const [before, now] = [usable(baseline), usable(current)];
  if (Math.min(before.length, now.length) < leastCount) return null;
  const texts = isOfWords
    ? await textsOf(
        stores,
        workspaceId,
        [...before, ...now].map(({ id }) => BigInt(id)),
      )
    : null;
  const textOf = ({ id }: SampledMessage): string => texts?.get(BigInt(id)) ?? '';
  const vectorOf = (message: SampledMessage): ArrayLike<number> =>
    isOfWords ? vocabularyVector(textOf(message)) : message.embedding.map((one) => one / 127);
  const [vectorsBefore, vectorsNow] = [before.map(vectorOf), now.map(vectorOf)];
  const typical = mostTypical(vectorsBefore, vectorsNow, mostExamples);
  return {
    feature,
    ...(await judged({ kind: 'VECTOR', baseline: vectorsBefore, current: vectorsNow, options })),
    baseline: [],
    current: [],
    words: isOfWords ? changedWords(before.map(textOf), now.map(textOf), mostWords) : [],
    newIds: typical.current.map((place) => BigInt((now[place] as SampledMessage).id)),
    vanishedIds: typical.baseline.map((place) => BigInt((before[place] as SampledMessage).id)),
  };
}

const pWords = (pValue: number): string => `p ${pValue < 0.001 ? 'below 0.001' : pValue.toFixed(3)}`;

function featureSentence(
  { feature, effectLabel }: Pick<DriftResult, 'feature' | 'effectLabel'>,
  pValue: number,
  hasDrifted: boolean,
): string {
  const { name } = readings[feature];
  return hasDrifted
    ? `The ${name} has drifted: a ${effectLabel.toLowerCase()} difference (${pWords(pValue)}).`
    : `The ${name} shows no sure difference (${pWords(pValue)}).`;
}

function reportSentence(drifted: readonly DriftResult[], count: number): string {
  if (drifted.length === 0) return count === 1 ? 'The feature has not drifted.' : `None of ${count} features has drifted.`;
  const names = drifted.slice(0, 3).map(({ feature, effectLabel }) => `${readings[feature].name} (${effectLabel.toLowerCase()})`);
  return `${drifted.length} of ${count} feature${count === 1 ? '' : 's'} ${drifted.length === 1 ? 'has' : 'have'} drifted: ${names.join(', ')}${drifted.length > 3 ? ' and others' : ''}.`;
}
