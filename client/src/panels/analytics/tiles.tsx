import { memo } from 'react';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import type { StatTileProps } from 'ui-kit/stat-tile';
import { format, useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { useSettings } from '../../controls/settings.ts';
import type { HeldSettings } from '../../controls/settings.ts';
import type {
  BucketFragment,
  ComparedFragment,
  ComparedMetric,
  ComparisonVerdict,
  NumbersFragment,
  TargetMetric,
} from '../../graphql/generated/graphql.ts';
import { trendOf } from './buckets.ts';
import { boundWords, isMet, targetOf } from './targets.ts';

interface TileDefinition {
  readonly label: string;
  readonly unit: Unit;
  readonly of: (numbers: NumbersFragment) => number | null | undefined;
  readonly change: Pick<NonNullable<StatTileProps['change']>, 'better' | 'as' | 'noiseUpTo'>;
  /** Under which name the API compares it; absent: a count, which needs no verdict. */
  readonly metric?: ComparedMetric | undefined;
  /** Which target of the workspace it is held against. */
  readonly target?: TargetMetric | undefined;
  /** What it was counted over, where that is not all messages. */
  readonly n?: ((numbers: NumbersFragment) => NonNullable<StatTileProps['n']>) | undefined;
}

const tokens = (numbers: NumbersFragment): number => Number(numbers.inputTokens) + Number(numbers.outputTokens);

const first: readonly TileDefinition[] = [
  { label: 'Messages', unit: 'count', of: (of) => of.messageCount, change: { better: 'higher', as: 'relative' } },
  { label: 'Cost', unit: 'usd', of: (of) => of.costUsd, change: { better: 'lower', as: 'relative' }, target: 'COST_PER_DAY' },
  {
    label: 'Success rate',
    metric: 'SUCCESS_SHARE',
    target: 'SUCCESS_SHARE',
    unit: 'share',
    of: (of) => of.successShare,
    change: { better: 'higher', noiseUpTo: 0.0005 },
    n: (of) => ({ count: of.judgedCount, of: 'judged' }),
  },
  {
    label: 'Average rating',
    metric: 'AVERAGE_RATING',
    target: 'AVERAGE_RATING',
    unit: 'rating',
    of: (of) => of.averageRating,
    change: { better: 'higher', noiseUpTo: 0.005 },
    n: (of) => ({ count: of.ratedCount, of: 'rated' }),
  },
  {
    label: 'p95 latency',
    metric: 'LATENCY_P95',
    target: 'LATENCY_P95',
    unit: 'ms',
    of: (of) => of.latencyMs.p95Ms,
    change: { better: 'lower' },
  },
  {
    label: 'Error rate',
    metric: 'ERROR_SHARE',
    target: 'ERROR_SHARE',
    unit: 'share',
    of: (of) => of.errorShare,
    change: { better: 'lower', noiseUpTo: 0.0005 },
  },
];

const second: readonly TileDefinition[] = [
  { label: 'Conversations', unit: 'count', of: (of) => of.conversationCount, change: { better: 'higher', as: 'relative' } },
  { label: 'Users', unit: 'count', of: (of) => of.userCount, change: { better: 'higher', as: 'relative' } },
  { label: 'Tokens', unit: 'count', of: tokens, change: { better: 'neither', as: 'relative' } },
  {
    label: 'Cost per message',
    metric: 'COST_PER_MESSAGE',
    target: 'COST_PER_MESSAGE',
    unit: 'usd',
    of: (of) => of.costPerMessageUsd,
    change: { better: 'lower', as: 'relative' },
  },
];

export interface TilesProps {
  readonly overview: NumbersFragment | null;
  readonly previous: NumbersFragment | null;
  readonly previousName: string;
  readonly isCompared: boolean;
  readonly series: readonly BucketFragment[];
  readonly row: 'first' | 'second';
  /** The numbers answer an earlier query; the next answer is on its way. */
  readonly isStale?: boolean | undefined;
  /** Length of the window in days, for targets of a day or a month; null: it has no ends. */
  readonly days?: number | null | undefined;
  /** Whether the changes are more than chance. */
  readonly comparison?: readonly ComparedFragment[] | undefined;
}

const undecided: Partial<Record<ComparisonVerdict, string>> = { NOT_DECISIVE: 'not decisive', TOO_FEW: 'too few' };

function verdictOf(metric: ComparedMetric | undefined, comparison: TilesProps['comparison']): StatTileProps['verdict'] {
  const found = metric === undefined ? undefined : comparison?.find((one) => one.metric === metric);
  if (found === undefined) return undefined;
  const words = undecided[found.verdict];
  return { words, sentence: found.sentence };
}

const DAYS_OF_MONTH = 30.44;

/** A number beside its target, in words. Cost is held against what a day, or else a month, may cost. */
function heldAgainst(
  settings: HeldSettings | null,
  metric: TargetMetric | undefined,
  value: number | null | undefined,
  days: number | null,
  write: (value: number) => string,
): StatTileProps['target'] {
  const isCost = metric === 'COST_PER_DAY';
  const target = targetOf(settings, metric) ?? (isCost ? targetOf(settings, 'COST_PER_MONTH') : undefined);
  if (target === undefined || (isCost && days === null)) return undefined;
  const length = target.metric === 'COST_PER_MONTH' ? DAYS_OF_MONTH : 1;
  const held = isCost && value != null ? (value / (days as number)) * length : value;
  const met = isMet(target, held);
  const words = `${boundWords(target)} ${write(target.value)}${isCost ? (length === 1 ? ' a day' : ' a month') : ''}`;
  return met === null ? undefined : { isMet: met, words };
}

/** The numbers at a glance, each with its change and a trend. Without an overview they are on their way. */
export const Tiles = memo(function Tiles({
  overview,
  previous,
  previousName,
  isCompared,
  series,
  row,
  isStale,
  comparison,
  days = null,
}: TilesProps) {
  const settings = useSettings();
  const locale = useLocale();
  return (
    <StatRow label={row === 'first' ? 'Main numbers' : 'More numbers'} isBusy={isStale}>
      {(row === 'first' ? first : second).map(({ label, unit, of, change, n, metric, target }) => (
        <StatTile
          key={label}
          label={label}
          unit={unit}
          isLoading={overview === null}
          value={overview === null ? null : of(overview)}
          change={isCompared ? { ...change, from: previous === null ? null : of(previous), fromLabel: previousName } : undefined}
          verdict={isCompared ? verdictOf(metric, comparison) : undefined}
          n={overview === null || isCompared ? undefined : n?.(overview)}
          trend={trendOf(series, of)}
          target={overview === null ? undefined : heldAgainst(settings, target, of(overview), days, (value) => format(value, unit, locale))}
        />
      ))}
    </StatRow>
  );
});
