import { oneOf, texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';
import type { GroupDimension } from '../../graphql/generated/graphql.ts';

/** What the dashboard has in its address, beside window and filters. */
export interface DashboardSearch {
  /** Sections and panels that are folded. */
  readonly closed?: readonly string[] | undefined;
  /** What the others are compared with, one of each table. */
  readonly baseline?: readonly string[] | undefined;
  /** Threshold of the SLA, ms; those of the workspace's settings when absent. */
  readonly sla?: number | undefined;
  /** What groups of messages are compared; training methods when absent. */
  readonly groups?: GroupDimension | undefined;
  /** What charts over time show in place of themselves; nothing when absent. */
  readonly bands?: 'expected' | 'forecast' | undefined;
}

export const dashboardKeys = ['closed', 'baseline', 'sla', 'groups', 'bands'] as const satisfies readonly (keyof DashboardSearch)[];

/** What groups can be made of, beside training methods. */
const groupings = [
  'SESSION',
  'EXPERIMENT',
  'VARIANT',
  'MODEL',
  'PROVIDER',
  'ENVIRONMENT',
  'TOPIC',
  'LANGUAGE',
] as const satisfies readonly GroupDimension[];
const MOST_MS = 3_600_000;

/** The part of an address that is about the dashboard. What can't be understood is left out. */
export function readDashboardSearch(search: RawSearch): DashboardSearch {
  const sla = Number(texts(search['sla'])?.[0]);
  return {
    closed: texts(search['closed']),
    baseline: texts(search['baseline']),
    groups: oneOf(texts(search['groups'])?.[0]?.toUpperCase(), groupings),
    bands: oneOf(search['bands'], ['expected', 'forecast'] as const),
    sla: Number.isInteger(sla) && sla > 0 && sla <= MOST_MS ? sla : undefined,
  };
}

/** A list with a name put in or taken out; undefined: nothing is left of it. */
export function toggled(list: readonly string[] | undefined, name: string): readonly string[] | undefined {
  const held = list ?? [];
  const next = held.includes(name) ? held.filter((one) => one !== name) : [...held, name];
  return next.length === 0 ? undefined : next;
}
