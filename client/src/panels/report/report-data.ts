import type { BucketFragment, ModelRowFragment, NumbersFragment } from '../../graphql/generated/graphql.ts';
import type { Interval } from '../analytics/buckets.ts';

/** What a report shows: answers of the API, as JSON. The server writes it (server/src/domains/exports/background/report.ts). */
export interface ReportData {
  readonly workspace: string;
  readonly type: 'OVERVIEW' | 'TIMESERIES' | 'COMPLETE' | 'MODEL_COMPARISON';
  readonly filter: Readonly<Record<string, unknown>>;
  readonly timeZone: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly overview: NumbersFragment;
  /** null: there is no period before. */
  readonly previous: NumbersFragment | null;
  readonly interval: Interval;
  readonly series: readonly BucketFragment[];
  /** Most messages first. */
  readonly models: readonly ModelRowFragment[];
}
