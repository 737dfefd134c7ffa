import { format, type Unit } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { ExperimentState, ExperimentUnit, ExperimentRowFragment } from '../../graphql/generated/graphql.ts';

export const stateLabels: Readonly<Record<ExperimentState, string>> = {
  DRAFT: 'Draft',
  RUNNING: 'Running',
  PAUSED: 'Paused',
  STOPPED: 'Stopped',
  ARCHIVED: 'Archived',
};

export const unitLabels: Readonly<Record<ExperimentUnit, string>> = {
  USER: 'User',
  SESSION: 'Session',
  CONVERSATION: 'Conversation',
  REQUEST: 'Request',
};

/** Where those that run stand in a list, and those that are over. */
export const stateOrder: readonly ExperimentState[] = ['RUNNING', 'PAUSED', 'DRAFT', 'STOPPED', 'ARCHIVED'];

/** As a list has them: what is archived last, else the newest first. */
export const newestFirst = <Row extends Pick<ExperimentRowFragment, 'state' | 'createdAt'>>(rows: readonly Row[]): Row[] =>
  rows.toSorted(
    (one, other) =>
      Number(one.state === 'ARCHIVED') - Number(other.state === 'ARCHIVED') || Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );

/** What every unit gets now, in a few words. */
export function servedWords({
  state,
  isEnabled,
  shippedVariant,
  allocation,
  cohort,
  isCohortDeleted,
}: Pick<ExperimentRowFragment, 'state' | 'isEnabled' | 'shippedVariant' | 'allocation' | 'cohort' | 'isCohortDeleted'>): string {
  if (!isEnabled) return 'switched off: the default value for all';
  if (shippedVariant != null && state !== 'ARCHIVED') return `${shippedVariant} for all`;
  if (state === 'RUNNING' && isCohortDeleted) return 'no unit: its cohort was deleted';
  if (state === 'RUNNING') return `${format(allocation, 'share')} of ${cohort == null ? 'units' : visible(cohort.name)}`;
  return state === 'ARCHIVED' ? 'not served' : 'the default value for all';
}

/** `control 50 % · warm 50 %` */
export const splitWords = (variants: readonly { readonly key: string; readonly weight: number }[]): string =>
  variants.map(({ key, weight }) => (variants.length === 1 ? key : `${key} ${format(weight, 'share')}`)).join(' · ');

/** A value as it is read in a table. */
export const valueWords = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** Changes of less are written as none. */
const leastShown = 0.000_05;

/** `+5.0 %`, `−1.2 %`; `0 %` below a half hundredth of a percent. */
export const signed = (share: number): string =>
  Math.abs(share) < leastShown ? format(0, 'share') : `${share > 0 ? '+' : '−'}${format(Math.abs(share), 'share')}`;

const builtIn: Readonly<Record<string, string>> = {
  success_share: 'Success share',
  rating: 'Rating',
  cost_usd: 'Cost',
  latency_ms: 'Latency, mean',
  latency_p95_ms: 'Latency, p95',
  tokens: 'Tokens',
  error_share: 'Error share',
  turns: 'Turns',
};

/** What a metric is called where only its key is known. */
export function metricLabel(metric: string): string {
  const [kind, ...name] = metric.split(':');
  if (kind === 'event') return `${name.join(':')} per unit`;
  if (kind === 'event_value') return `Value of ${name.join(':')} per unit`;
  return builtIn[metric] ?? metric;
}

const units: Readonly<Record<string, Unit>> = { share: 'share', usd: 'usd', ms: 'ms', tokens: 'tokens', rating: 'rating' };

/** A value of a metric in the unit that the API names. */
export const metricValue = (value: number | null, unit: string): string => format(value, units[unit] ?? 'number');
