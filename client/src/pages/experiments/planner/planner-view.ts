import { oneOf, texts } from '../../../controls/view.ts';
import type { RawSearch, View } from '../../../controls/view.ts';

export const plannedUnits = ['SESSION', 'CONVERSATION', 'REQUEST'] as const;

/** What is planned. It lives in the address; what stands at its default is left out of it. Numbers are as they were typed, in percent. */
export interface PlannerSearch extends Pick<View, 'environment' | 'channel'> {
  /** Users when absent. */
  readonly unit?: (typeof plannedUnits)[number] | undefined;
  /** Metrics, and the least change of each at the same place. */
  readonly goal?: readonly string[] | undefined;
  readonly change?: readonly string[] | undefined;
  /** Shares of the variants, the base first: `50,50` when absent. */
  readonly split?: string | undefined;
  /** Share of units that are in: 100 when absent. */
  readonly share?: string | undefined;
  /** Key of a layer, and a condition as JSON: none when absent. */
  readonly layer?: string | undefined;
  readonly condition?: string | undefined;
  /** Accepted share of false wins: 5 when absent. */
  readonly level?: string | undefined;
  /** Chance of finding the change: 80 when absent. */
  readonly power?: string | undefined;
  /** At any time when absent. */
  readonly looks?: 'once' | undefined;
}

const first = (value: unknown): string | undefined => texts(value)?.[0];

/** The address reads what looks like JSON as JSON. */
const jsonText = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : first(value);

export function readPlannerSearch(search: RawSearch): PlannerSearch {
  return {
    environment: texts(search['environment']),
    channel: oneOf(search['channel'], ['widget', 'chat'] as const),
    unit: oneOf(search['unit'], plannedUnits),
    goal: texts(search['goal'])?.slice(0, 5),
    change: texts(search['change'])?.slice(0, 5),
    split: first(search['split']),
    share: first(search['share']),
    layer: first(search['layer']),
    condition: jsonText(search['condition']),
    level: first(search['level']),
    power: first(search['power']),
    looks: oneOf(search['looks'], ['once'] as const),
  };
}
