import type { Result } from '../../../platform/graphql/errors.ts';
import { checkInput, Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { eventNames, type MetricBook } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { BadPlan } from '../../statistics/errors.ts';
import { hasEvents, type TrafficRequest } from '../load/traffic.ts';
import type { PlanRequest } from '../pure/traffic-plan.ts';
import { maxVariants, type ExperimentMethod, type ExperimentUnit, type Targeting } from '../types.ts';
import { readCondition } from './condition.ts';
import { readList } from './definition.ts';
import { readNumber } from './values.ts';
import { readKey } from './variants.ts';

type Given<Value> = Value | null | undefined;

export interface TrafficPlanInput {
  readonly metrics: readonly { readonly metric: string; readonly minimalEffect: number }[];
  readonly unit?: Given<ExperimentUnit>;
  readonly environments?: Given<readonly string[]>;
  readonly widget?: Given<boolean>;
  readonly weights?: Given<readonly number[]>;
  readonly allocation?: Given<number>;
  readonly significance?: Given<number>;
  readonly power?: Given<number>;
  readonly method?: Given<ExperimentMethod>;
  readonly layer?: Given<string>;
  readonly condition?: unknown;
}

export const maxPlannedMetrics = 5;

export type CheckedPlan = TrafficRequest & PlanRequest & { readonly layer: string | null; readonly condition: Targeting['condition'] };

/** An experiment to plan by the workspace's traffic, or every field at fault. */
export function checkTrafficPlan(input: TrafficPlanInput, book: MetricBook): Result<CheckedPlan, BadPlan> {
  const unit = input.unit ?? 'USER';
  const significance = readNumber(input.significance, 'significance', [0.0001, 0.5]) ?? 0.05;
  return checkInput(
    {
      unit,
      environments: readList(input.environments ?? [], 'environments'),
      widget: input.widget ?? null,
      metrics: readMetrics(input.metrics, unit, book),
      minimalEffects: readEffects(input.metrics),
      weights: readWeights(input.weights),
      allocation: readNumber(input.allocation, 'allocation', [0.0001, 1]) ?? 1,
      significance,
      power: readPower(input.power, significance),
      method: input.method ?? ('SEQUENTIAL' as const),
      layer: input.layer == null ? null : readKey(input.layer, 'layer'),
      condition: readCondition(input.condition, 'condition'),
    },
    BadPlan,
  );
}

function readMetrics(given: TrafficPlanInput['metrics'], unit: ExperimentUnit, book: MetricBook): readonly Metric[] | Problem | Problems {
  if (given.length < 1 || given.length > maxPlannedMetrics)
    return new Problem('metrics', `has ${given.length} metrics; 1 to ${maxPlannedMetrics} are planned together`);
  const read = given.map(({ metric: key }, at) => {
    const metric = book.find(key);
    const path = `metrics[${at}].metric`;
    if (metric === null)
      return new Problem(
        path,
        `is ${JSON.stringify(key.slice(0, 80).toWellFormed())}, which is no metric here; there are ${book.all
          .slice(0, 20)
          .map((one) => one.key)
          .join(', ')}, event:<name> and event_value:<name>`,
      );
    if (given.findIndex((other) => other.metric === key) < at) return new Problem(path, 'is named twice');
    if (eventNames([metric]).length > 0 && !hasEvents(unit))
      return new Problem(path, `is of events, which are planned for units USER and SESSION; the unit is ${unit}`);
    return metric;
  });
  const problems = read.filter((one) => one instanceof Problem);
  return problems.length > 0 ? new Problems(problems) : (read as readonly Metric[]);
}

function readEffects(given: TrafficPlanInput['metrics']): readonly number[] | Problems {
  const problems = given.flatMap(({ minimalEffect }, at) =>
    minimalEffect >= 1e-6 && minimalEffect <= 100
      ? []
      : [
          new Problem(
            `metrics[${at}].minimalEffect`,
            `is ${minimalEffect}; a relative change from 0.000001 to 100 is taken, such as 0.05 for 5 %`,
          ),
        ],
  );
  return problems.length > 0 ? new Problems(problems) : given.map(({ minimalEffect }) => minimalEffect);
}

function readWeights(weights: TrafficPlanInput['weights']): readonly number[] | Problem {
  if (weights == null) return [0.5, 0.5];
  if (weights.length < 2 || weights.length > maxVariants)
    return new Problem('weights', `has ${weights.length}; give one for the base and each variant, 2 to ${maxVariants}`);
  const bad = weights.findIndex((weight) => !(weight > 0 && weight <= 1e9));
  return bad === -1 ? weights : new Problem(`weights[${bad}]`, `is ${weights[bad]}; a weight is above 0, as a part of the sum`);
}

function readPower(given: TrafficPlanInput['power'], significance: number | Problem): number | Problem {
  const power = readNumber(given, 'power', [0.01, 0.999]) ?? 0.8;
  if (power instanceof Problem || significance instanceof Problem || power > significance) return power;
  return new Problem('power', `is ${power}; it has to be above the significance ${significance}`);
}
