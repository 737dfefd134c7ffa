import { float, join, raw, sql, string, strings, utc, type Sql } from '../../../platform/store/sql.ts';
import type { SlaThresholds, WeekStart } from '../../settings/types.ts';
import { bucketBorders, bucketSeconds, type Interval, type Range } from './interval.ts';
import { utcZone } from './zone.ts';

/** What the rollup can be filtered and grouped by, in the order of its key. Everything else is answered from the facts. */
export const rollupDimensions = ['model', 'provider', 'environment', 'experiment_name', 'variant', 'widget'] as const;

/** One thing that numbers are grouped by. */
export interface Key {
  /** Its column in the answer, and what tells it from others. */
  readonly name: string;
  /** Its value in a row `m`, whose time is `time`. */
  readonly of: (time: Sql) => Sql;
  /** Whether only the facts know it. */
  readonly needsFacts: boolean;
  /** Whether it tells the hours of a day apart; absent: it does not. */
  readonly needsHours?: boolean;
  /** Instants at which its values change, and that no row of the rollup may cross; absent: whole days of UTC have one value. */
  readonly borders?: readonly Date[];
}

const dimension = (name: string, column: string): Key => ({ name, of: () => raw(`m.${column}`), needsFacts: false });

export const modelKey = dimension('model_key', 'model');
/** Holds for rows `m` of a model. */
export const isOfModel = (name: string): Sql => sql`m.model = ${string(name)}`;
export const providerKey = dimension('provider_key', 'provider');
export const experimentKey = dimension('experiment_key', 'experiment_name');
export const variantKey = dimension('variant_key', 'variant');
export const environmentKey = dimension('environment_key', 'environment');
export const widgetKey = dimension('widget_key', 'widget');
export const sessionKey: Key = { name: 'session_key', of: () => raw('m.session_id'), needsFacts: true };
/** Messages that have a session. */
export const inSession = raw(`m.session_id != ''`);
/** Messages of these sessions. */
export const ofSessions = (sessionIds: readonly string[]): Sql => sql`m.session_id IN ${strings(sessionIds)}`;

/** The start of the bucket, in seconds since 1970. `range`: all that rows can lie in. */
export function bucketKey(interval: Interval, zone: string, range: Range, weekStart: WeekStart = 'MONDAY'): Key {
  const borders = zone === utcZone || interval === 'HOUR' ? null : bucketBorders(range, interval, zone, weekStart);
  return {
    name: `${interval.toLowerCase()}_key`,
    of: bucketSeconds(interval, borders, weekStart),
    needsFacts: false,
    needsHours: interval === 'HOUR',
    ...(borders !== null && { borders }),
  };
}

/** 1 from an instant on, 0 before. No row of the rollup that a plan names holds both. */
export const periodKey = (border: Date): Key => ({
  name: 'period_key',
  of: (time) => sql`toUInt8(${time} >= ${utc(border)})`,
  needsFacts: false,
});

/** The model where it is one of the largest `models`, else ''. */
export const foldedModelKey = (models: readonly string[]): Key => ({
  name: `folded_model_${models.length}_key`,
  of: () => sql`if(m.model IN ${strings(models)}, toString(m.model), '')`,
  needsFacts: false,
});

/** What `valueOf` says of the model; '' where it says nothing. */
export const mappedModelKey = (name: string, valueOf: ReadonlyMap<string, string>): Key => ({
  name,
  of: () =>
    valueOf.size === 0
      ? sql`''`
      : sql`transform(toString(m.model), ${strings([...valueOf.keys()])}, ${strings([...valueOf.values()])}, '')`,
  needsFacts: false,
});

/** The latency threshold of a message: that of its model, else of its environment, else the default. */
export function thresholdKey({ thresholdMs, rules }: SlaThresholds): Key {
  const cases = (['MODEL', 'ENVIRONMENT'] as const).flatMap((dimension) => {
    const values = Map.groupBy(
      rules.filter((rule) => rule.dimension === dimension),
      (rule) => rule.thresholdMs,
    );
    const column = raw(dimension === 'MODEL' ? 'm.model' : 'm.environment');
    return [...values].map(([ms, of]) => sql`${column} IN ${strings(of.map(({ value }) => value))}, ${float(ms)}`);
  });
  return {
    name: 'threshold_key',
    of: () => (cases.length === 0 ? sql`${float(thresholdMs)}` : sql`multiIf(${join(cases, ', ')}, ${float(thresholdMs)})`),
    needsFacts: false,
  };
}
