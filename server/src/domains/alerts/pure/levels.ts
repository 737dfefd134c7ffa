import { alertSeverities, minuteMs, type AlertSeverity, type Condition, type ConditionOf } from '../types.ts';
import type { Levels } from './machine.ts';

/** Within a burn rate's factor, it has to be so far below before it is good. */
const clearShare = 0.9;

/** From when on the value that a condition measures is bad. Events are 1 while they hold. */
export function levelsOf(
  condition: Condition,
  { forMinutes, dwellMinutes }: { readonly forMinutes: number; readonly dwellMinutes: number },
): Levels {
  const held = { forMs: forMinutes * minuteMs, dwellMs: dwellMinutes * minuteMs, emptyTripMs: null };
  switch (condition.source) {
    case 'VALUE': {
      const { isAbove, trip, clear, noDataMinutes } = condition;
      return { ...held, isAbove, trip, clear, emptyTripMs: noDataMinutes === null ? null : noDataMinutes * minuteMs };
    }
    case 'CHANGE': {
      const { isAbove, trip, clear } = condition;
      return { ...held, isAbove, trip, clear };
    }
    case 'FORECAST': {
      const { isAbove, trip, clear } = condition;
      // It is made once an hour: there is nothing to wait for.
      return { ...held, forMs: 0, isAbove, trip, clear };
    }
    case 'BURN_RATE':
      return { ...held, isAbove: true, trip: condition.factor, clear: condition.factor * clearShare };
    case 'BUDGET':
      return { ...held, isAbove: true, trip: condition.budgetUsd, clear: condition.budgetUsd };
    case 'NO_DATA':
      return { ...held, isAbove: true, trip: condition.noDataMinutes, clear: condition.noDataMinutes };
    case 'DRIFT':
      // Features that have drifted are counted, a few times in a window.
      return { ...held, forMs: 0, isAbove: true, trip: 1, clear: 0 };
    case 'ANOMALY':
    case 'TRAINING_EVENT':
    case 'GUARDRAIL':
      return { isAbove: true, trip: 1, clear: 0, forMs: 0, dwellMs: 0, emptyTripMs: null };
    default:
      return condition satisfies never;
  }
}

/** Whether a rule is about an anomaly. */
export const watchesAnomaly = (
  { metric, dimension, minimumSeverity }: ConditionOf<'ANOMALY'>,
  found: { readonly metric: string; readonly dimension: string; readonly severity: AlertSeverity },
): boolean =>
  (metric === null || metric === found.metric) &&
  (dimension === null || dimension === found.dimension) &&
  alertSeverities.indexOf(found.severity) >= alertSeverities.indexOf(minimumSeverity);

/** Sources that are events with a beginning and an end, and not values of each minute. */
const events: ReadonlySet<Condition['source']> = new Set(['ANOMALY', 'TRAINING_EVENT', 'GUARDRAIL']);
export const isOfEvents = ({ source }: { readonly source: Condition['source'] }): boolean => events.has(source);
