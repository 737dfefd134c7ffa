import type { Problems } from '../../controls/form/form-state.ts';
import type { SettingsFragment, SlaDimension, TargetMetric, WeekStart, WorkspaceSettingsInput } from '../../graphql/generated/graphql.ts';

/** Numbers that can have a target, in the order of the form. */
export const targetFields: readonly {
  readonly metric: TargetMetric;
  readonly label: string;
  /** What stands after the number: `at least … %`. */
  readonly unit: string;
  readonly bound: 'at least' | 'at most';
  /** What is typed for one unit of the API: 100 for a share that is typed in percent. */
  readonly factor: number;
  readonly least: number;
  readonly most: number;
}[] = [
  { metric: 'SUCCESS_SHARE', label: 'Success rate', unit: '%', bound: 'at least', factor: 100, least: 0, most: 100 },
  { metric: 'AVERAGE_RATING', label: 'Average rating', unit: 'of 5', bound: 'at least', factor: 1, least: 1, most: 5 },
  { metric: 'ERROR_SHARE', label: 'Error rate', unit: '%', bound: 'at most', factor: 100, least: 0, most: 100 },
  { metric: 'SLA_BREACH_SHARE', label: 'SLA breaches', unit: '%', bound: 'at most', factor: 100, least: 0, most: 100 },
  { metric: 'LATENCY_P95', label: 'p95 latency', unit: 'ms', bound: 'at most', factor: 1, least: 1, most: 86_400_000 },
  {
    metric: 'TIME_TO_FIRST_TOKEN_P95',
    label: 'p95 time to first token',
    unit: 'ms',
    bound: 'at most',
    factor: 1,
    least: 1,
    most: 86_400_000,
  },
  { metric: 'COST_PER_DAY', label: 'Cost per day', unit: '$', bound: 'at most', factor: 1, least: 0, most: 1_000_000_000 },
  { metric: 'COST_PER_MONTH', label: 'Cost per month', unit: '$', bound: 'at most', factor: 1, least: 0, most: 1_000_000_000 },
  { metric: 'COST_PER_MESSAGE', label: 'Cost per message', unit: '$', bound: 'at most', factor: 1, least: 0, most: 1_000_000 },
  { metric: 'COST_PER_SUCCESS', label: 'Cost per success', unit: '$', bound: 'at most', factor: 1, least: 0, most: 1_000_000 },
];

export interface RuleDraft {
  readonly dimension: SlaDimension;
  readonly value: string;
  readonly thresholdMs: string;
}

export interface SettingsDraft {
  readonly slaThresholdMs: string;
  readonly slaRules: readonly RuleDraft[];
  /** As typed; '': no target. */
  readonly targets: Readonly<Record<TargetMetric, string>>;
  /** '': none of the workspace. */
  readonly timeZone: string;
  readonly weekStart: WeekStart;
}

/** Settings as their form shows them. */
export const draftOf = (settings: Omit<SettingsFragment, '__typename'>): SettingsDraft => ({
  slaThresholdMs: String(settings.slaThresholdMs),
  slaRules: settings.slaRules.map(({ dimension, value, thresholdMs }) => ({ dimension, value, thresholdMs: String(thresholdMs) })),
  targets: Object.fromEntries(
    targetFields.map(({ metric, factor }) => {
      const target = settings.targets.find((one) => one.metric === metric);
      return [metric, target === undefined ? '' : String(Number((target.value * factor).toPrecision(12)))];
    }),
  ) as SettingsDraft['targets'],
  timeZone: settings.timeZone ?? '',
  weekStart: settings.weekStart,
});

export const emptyRule: RuleDraft = { dimension: 'MODEL', value: '', thresholdMs: '' };
const mostMs = 86_400_000;
const milliseconds = `Whole milliseconds, 1 to ${mostMs.toLocaleString('en')}.`;

/** The settings that a draft says, or what keeps each field from being one. */
export function readDraft(
  draft: SettingsDraft,
): { readonly ok: true; readonly value: WorkspaceSettingsInput } | { readonly ok: false; readonly problems: Problems } {
  const problems: Record<string, string> = {};
  const slaThresholdMs = readMs(draft.slaThresholdMs);
  if (slaThresholdMs === null) problems['slaThresholdMs'] = milliseconds;
  const keys = draft.slaRules.map(({ dimension, value }) => `${dimension} ${value.trim()}`);
  const slaRules = draft.slaRules.map(({ dimension, value, thresholdMs }, place) => {
    const ms = readMs(thresholdMs);
    if (ms === null) problems[`slaRules.${place}.thresholdMs`] = milliseconds;
    if (value.trim() === '') problems[`slaRules.${place}.value`] = 'Name it as messages do.';
    else if (keys.indexOf(keys[place] ?? '') < place) problems[`slaRules.${place}.value`] = 'It has a threshold above.';
    return { dimension, value: value.trim(), thresholdMs: ms ?? 0 };
  });
  const targets = targetFields.flatMap(({ metric, factor, least, most, unit }) => {
    const text = draft.targets[metric].trim();
    if (text === '') return [];
    const typed = readNumber(text);
    if (typed === null || typed < least || typed > most) {
      problems[`targets.${metric}`] = `A number from ${least} to ${most.toLocaleString('en')}${unit === '%' ? ' %' : ''}, or nothing.`;
      return [];
    }
    return [{ metric, value: typed / factor }];
  });
  if (Object.keys(problems).length > 0 || slaThresholdMs === null) return { ok: false, problems };
  return {
    ok: true,
    value: { slaThresholdMs, slaRules, targets, timeZone: draft.timeZone === '' ? null : draft.timeZone, weekStart: draft.weekStart },
  };
}

/** null: no number of milliseconds. */
function readMs(typed: string): number | null {
  const ms = readNumber(typed);
  return ms !== null && Number.isInteger(ms) && ms >= 1 && ms <= mostMs ? ms : null;
}

/** null: no number. Thousands may be set apart by commas. */
function readNumber(typed: string): number | null {
  const text = typed
    .trim()
    .replace(/\s*(%|ms|\$)$/, '')
    .replace(/^\$\s*/, '')
    .replaceAll(/,(?=\d{3}\b)/g, '');
  return /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}
