import { openScope, type Scope } from '../../analytics/load/scope.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { automaticInterval, bucketBorders, bucketSeconds, type Range } from '../../analytics/pure/interval.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { wilson95 } from '../../../platform/statistics/wilson.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { clusteredMean, type MeanWithInterval } from '../pure/clusters.ts';
import { languageCounts, sentimentBuckets, sentimentSums, type ClusterSums } from '../queries/sentiment.ts';
import { trajectoryCounts, turnedConversations, type Turned } from '../queries/trajectories.ts';
import type { UserMessages } from '../queries/of-users.ts';
import { emotions, trajectories, type Emotion, type Trajectory } from '../types.ts';
import { correlationsOf, type SentimentCorrelation } from './correlations.ts';

export interface Share {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface EmotionShare extends Share {
  readonly emotion: Emotion;
  readonly messageCount: number;
  readonly previousShare: number | null;
}

export interface SentimentPoint {
  readonly at: Date;
  readonly messageCount: number;
  readonly average: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly frustrationShare: number;
  readonly confusionShare: number;
  readonly satisfactionShare: number;
}

export interface TrajectoryShare extends Share {
  readonly trajectory: Trajectory;
  readonly conversationCount: number;
}

/** What the messages of users say of their feelings, over those that a filter includes. Each part is asked for by itself. */
export class Sentiment {
  readonly #stores: Stores;
  readonly #scope: Scope;

  private constructor(stores: Stores, scope: Scope) {
    this.#stores = stores;
    this.#scope = scope;
  }

  /** `filter`: one that `checkFilter` has passed. */
  static async open(stores: Stores, workspaceId: string, filter: AnalyticsFilter, now: Date): Promise<Sentiment> {
    return new Sentiment(stores, await openScope(stores, workspaceId, filter, now));
  }

  #of(range: Range): UserMessages {
    const { workspaceId, conditions, filter } = this.#scope;
    return { workspaceId, range, where: namesSomething(filter) ? conditions.where : null };
  }
  get #current(): UserMessages {
    return this.#of(this.#scope.current.range);
  }

  #languages: Promise<readonly { language: string; isSupported: boolean; messageCount: number }[]> | null = null;
  /** Languages of the messages, most first. */
  languages(): Promise<readonly { language: string; isSupported: boolean; messageCount: number }[]> {
    return (this.#languages ??= languageCounts(this.#stores.clickhouse, this.#current));
  }

  async messageCount(): Promise<number> {
    return (await this.languages()).reduce((sum, one) => sum + one.messageCount, 0);
  }

  #sums: Promise<ClusterSums | null> | null = null;
  sums(): Promise<ClusterSums | null> {
    return (this.#sums ??= sentimentSums(this.#stores.clickhouse, this.#current).then(([row]) => row ?? null));
  }

  /** The mean sentiment; null: there is no supported message. */
  async average(): Promise<MeanWithInterval | null> {
    const sums = await this.sums();
    return sums === null ? null : meanOf(sums);
  }

  /** Every emotion, in their order; none where there is no supported message. */
  async emotions(): Promise<EmotionShare[]> {
    const { previous } = this.#scope;
    const [sums, [before]] = await Promise.all([
      this.sums(),
      previous === null ? [] : sentimentSums(this.#stores.clickhouse, this.#of(previous.range)),
    ]);
    if (sums === null) return [];
    return emotions.map((emotion, place) => ({
      emotion,
      messageCount: sums.emotions[place] as number,
      ...shareOf(sums, place),
      previousShare: before === undefined || before.messageCount === 0 ? null : (before.emotions[place] as number) / before.messageCount,
    }));
  }

  /** Oldest first; buckets without a supported message are absent. */
  async series(): Promise<SentimentPoint[]> {
    const { current, zone, settings } = this.#scope;
    const interval = automaticInterval(current.range);
    const borders = zone === utcZone || interval === 'HOUR' ? null : bucketBorders(current.range, interval, zone, settings.weekStart);
    const bucket = bucketSeconds(interval, borders, settings.weekStart);
    const rows = await sentimentBuckets(this.#stores.clickhouse, { ...this.#current, bucket });
    return rows.map((row) => {
      const { mean, low, high } = meanOf(row) as MeanWithInterval;
      const [frustrationShare, confusionShare, satisfactionShare] = (['FRUSTRATION', 'CONFUSION', 'SATISFACTION'] as const).map(
        (emotion) => (row.emotions[emotions.indexOf(emotion)] as number) / row.messageCount,
      ) as [number, number, number];
      const at = new Date(row.bucket * 1_000);
      return { at, messageCount: row.messageCount, average: mean, low, high, frustrationShare, confusionShare, satisfactionShare };
    });
  }

  /** Every trajectory; none where there is no conversation with a supported message. */
  async trajectories(): Promise<TrajectoryShare[]> {
    const rows = await trajectoryCounts(this.#stores.clickhouse, this.#current);
    const all = rows.reduce((sum, { conversationCount }) => sum + conversationCount, 0);
    if (all === 0) return [];
    return trajectories.map((trajectory) => {
      const conversationCount = rows.find((row) => row.trajectory === trajectory)?.conversationCount ?? 0;
      const interval = wilson95(conversationCount, all);
      return { trajectory, conversationCount, share: conversationCount / all, low: interval?.low ?? null, high: interval?.high ?? null };
    });
  }

  correlations(): Promise<SentimentCorrelation[]> {
    return correlationsOf(this.#stores, this.#current);
  }

  /** Conversations that turned, newest first. */
  turned(first: number): Promise<Turned[]> {
    return turnedConversations(this.#stores.clickhouse, { ...this.#current, first, which: ['TURNED_NEGATIVE', 'RESOLVED'] });
  }
}

const meanOf = (sums: ClusterSums): MeanWithInterval | null =>
  clusteredMean(
    {
      clusterCount: sums.conversationCount,
      count: sums.messageCount,
      countSquares: sums.squares,
      total: sums.sentiment,
      totalSquares: sums.sentimentSquares,
      products: sums.sentimentProducts,
    },
    [-1, 1],
  );

function shareOf(sums: ClusterSums, place: number): Share {
  const { mean, low, high } = clusteredMean(
    {
      clusterCount: sums.conversationCount,
      count: sums.messageCount,
      countSquares: sums.squares,
      total: sums.emotions[place] as number,
      totalSquares: sums.emotionSquares[place] as number,
      products: sums.emotionProducts[place] as number,
    },
    [0, 1],
  ) as MeanWithInterval;
  return { share: mean, low, high };
}

/** Whether a filter restricts by more than time. */
export const namesSomething = ({ from: _from, to: _to, timeZone: _zone, weekStart: _week, ...others }: AnalyticsFilter): boolean =>
  Object.values(others).some((value) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
