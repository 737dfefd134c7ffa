import { raw, type Sql } from '../../platform/store/sql.ts';
import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { askedLanguage, askedTopic } from './pure/asked.ts';
import { comparisonOf, type MetricComparison } from './pure/comparison.ts';
import { homogeneityOf, type Homogeneity } from '../../platform/statistics/homogeneity.ts';
import { mixesOf, type MixDimension } from './queries/quality.ts';
import { noSample, samplesByGroup } from './queries/samples.ts';
import { methodKeyOf, type Report } from './report.ts';
import type { Scope } from './scope.ts';

export const groupDimensions = [
  'SESSION',
  'EXPERIMENT',
  'VARIANT',
  'TRAINING_METHOD',
  'MODEL',
  'PROVIDER',
  'ENVIRONMENT',
  'TOPIC',
  'LANGUAGE',
] as const;
export type GroupDimension = (typeof groupDimensions)[number];

/** Messages of one session, variant, training method … beside those of the base. */
export interface ComparedGroup {
  readonly value: string;
  readonly isBase: boolean;
  readonly messageCount: number;
  readonly metrics: readonly MetricComparison[];
}

/** Whether groups were asked different things: another mix of environments, channels or hours. */
export interface MixDifference extends Homogeneity {
  readonly dimension: MixDimension;
  /** Both surely and clearly: p below 0.01, and an effect of 0.1 or more. */
  readonly isDifferent: boolean;
  readonly sentence: string;
}

export interface GroupComparison {
  readonly by: GroupDimension;
  /** Null: there is no group. */
  readonly base: string | null;
  readonly groups: readonly ComparedGroup[];
  readonly mixes: readonly MixDifference[];
}

export interface GroupQuery {
  readonly by: GroupDimension;
  readonly base?: string | null | undefined;
  readonly top: number;
}

const maxGroups = 50;
const surePValue = 0.01;
const clearEffect = 0.1;

export const checkGroupQuery = (query: GroupQuery): Result<GroupQuery, BadInput> =>
  query.top >= 2 && query.top <= maxGroups
    ? succeed(query)
    : fail(new BadInput('top', `${query.top} is not possible; 2 to ${maxGroups} are.`));

/**
 * The `top` groups with the most messages, each beside the base: the one that is named, else BASE of training methods, else the largest.
 * Messages that name none are in no group. A base without messages leaves every verdict open.
 */
export async function groupComparison({ stores, scope }: Report, { by, base, top }: GroupQuery): Promise<GroupComparison> {
  const { workspaceId, conditions, zone } = scope;
  const { range } = scope.current;
  if (range.from >= range.to) return { by, base: null, groups: [], mixes: [] };
  const key = keyOf(by, scope);
  const asked = { workspaceId, range, where: conditions.where, key, isOfAsked: by === 'TOPIC' || by === 'LANGUAGE' };
  const wanted = base ?? (by === 'TRAINING_METHOD' ? 'BASE' : null);
  const rows = (await samplesByGroup(stores.clickhouse, { ...asked, limit: top, first: wanted, isNamed: true })).toSorted(
    (one, other) => other.sample.messageCount - one.sample.messageCount || (one.key < other.key ? -1 : 1),
  );
  const baseKey = base ?? rows.find((row) => row.key === wanted)?.key ?? rows[0]?.key ?? null;
  const baseSample = rows.find((row) => row.key === baseKey)?.sample ?? noSample;
  const keys = rows.map((row) => row.key);
  const mixes = keys.length < 2 ? [] : await mixesOf(stores.clickhouse, { ...asked, keys, zone });
  return {
    by,
    base: baseKey,
    groups: rows.map(({ key: value, sample }) => ({
      value,
      isBase: value === baseKey,
      messageCount: sample.messageCount,
      metrics: comparisonOf(sample, baseSample),
    })),
    mixes: mixDifferences(by, keys, mixes),
  };
}

function keyOf(by: GroupDimension, scope: Scope): Sql {
  if (by === 'TRAINING_METHOD') return methodKeyOf(scope.models).of(raw('m.created_at'));
  const columns: Record<Exclude<GroupDimension, 'TRAINING_METHOD'>, Sql> = {
    SESSION: raw('m.session_id'),
    EXPERIMENT: raw('m.experiment_name'),
    VARIANT: raw('m.variant'),
    MODEL: raw('m.model'),
    PROVIDER: raw('m.provider'),
    ENVIRONMENT: raw('m.environment'),
    TOPIC: askedTopic,
    LANGUAGE: askedLanguage,
  };
  return columns[by];
}

const wordsOf: Record<MixDimension, string> = { ENVIRONMENT: 'environments', WIDGET: 'channels', HOUR: 'hours of the day' };

function mixDifferences(by: GroupDimension, keys: readonly string[], counts: Awaited<ReturnType<typeof mixesOf>>): MixDifference[] {
  const dimensions = (['ENVIRONMENT', 'WIDGET', 'HOUR'] as const).filter((dimension) => dimension !== by);
  return dimensions.flatMap((dimension) => {
    const own = counts.filter((row) => row.dimension === dimension);
    const values = [...new Set(own.map(({ value }) => value))];
    const table = keys.map((key) => values.map((value) => own.find((row) => row.key === key && row.value === value)?.count ?? 0));
    const test = homogeneityOf(table);
    if (test === null) return [];
    const isDifferent = test.pValue < surePValue && test.effect >= clearEffect;
    const effect = `Cramér's V ${test.effect.toFixed(2)}`;
    const sentence = isDifferent
      ? `The groups have different ${wordsOf[dimension]} (${effect}): differences between them may come from what they were asked.`
      : `The groups have nearly the same mix of ${wordsOf[dimension]} (${effect}).`;
    return [{ dimension, ...test, isDifferent, sentence }];
  });
}
