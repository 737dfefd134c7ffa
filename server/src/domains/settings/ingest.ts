import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readEnum, readRequiredName, shown } from '../../platform/ingest/values.ts';
import { zoneByName } from '../../platform/ingest/zone.ts';
import { BadSettings } from './errors.ts';
import {
  slaDimensions,
  targetKinds,
  targetMetrics,
  weekStarts,
  type MetricTarget,
  type Settings,
  type SlaRule,
  type TargetMetric,
} from './types.ts';

/** A day: no answer is waited for longer. */
export const mostThresholdMs = 86_400_000;
export const mostSlaRules = 200;

/** Settings as they are sent: all of them. Absent and null are the same. */
export type SettingsInput = {
  readonly slaThresholdMs?: number | null | undefined;
  readonly slaRules?: readonly SlaRuleInput[] | null | undefined;
  readonly targets?: readonly TargetInput[] | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly weekStart?: string | null | undefined;
};
export type SlaRuleInput = {
  readonly dimension?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly thresholdMs?: number | null | undefined;
};
export type TargetInput = { readonly metric?: string | null | undefined; readonly value?: number | null | undefined };

export type CheckedSettings = Omit<Settings, 'updatedAt'>;

/** The settings as they can be stored, or every field at fault. */
export const checkSettings = (input: SettingsInput): Result<CheckedSettings, BadSettings> =>
  checkInput(
    {
      slaThresholdMs: readThreshold(input.slaThresholdMs, 'slaThresholdMs'),
      slaRules: readRules(input.slaRules ?? []),
      targets: readTargets(input.targets ?? []),
      timeZone: readZone(input.timeZone ?? null),
      weekStart:
        readEnum(input, 'weekStart', weekStarts) ?? new Problem('weekStart', `is missing; one of ${weekStarts.join(', ')} is taken`),
    },
    BadSettings,
  );

function readThreshold(ms: number | null | undefined, field: string): number | Problem {
  if (ms === null || ms === undefined) return new Problem(field, 'is missing');
  if (Number.isInteger(ms) && ms >= 1 && ms <= mostThresholdMs) return ms;
  return new Problem(field, `is ${ms}; milliseconds from 1 to ${mostThresholdMs} (a day) are taken`);
}

function readRules(rules: readonly SlaRuleInput[]): readonly SlaRule[] | Problem | Problems {
  if (rules.length > mostSlaRules) return new Problem('slaRules', `has ${rules.length} rules; at most ${mostSlaRules} are taken`);
  const read = rules.map((rule, index) => {
    const at = `slaRules[${index}]`;
    const dimension = readEnum(rule, 'dimension', slaDimensions, `${at}.dimension`);
    return sound({
      dimension: dimension ?? new Problem(`${at}.dimension`, `is missing; one of ${slaDimensions.join(', ')} is taken`),
      value: readRequiredName(rule, 'value', `${at}.value`),
      thresholdMs: readThreshold(rule.thresholdMs, `${at}.thresholdMs`),
    });
  });
  return distinct(
    read,
    ({ dimension, value }) => `${dimension} ${value}`,
    ({ value }, index) => new Problem(`slaRules[${index}].value`, `is ${shown(value)}, which has a rule before; one for each is taken`),
  );
}

function readTargets(targets: readonly TargetInput[]): readonly MetricTarget[] | Problem | Problems {
  const read = targets.map((target, index) => {
    const at = `targets[${index}]`;
    const metric = readEnum(target, 'metric', targetMetrics, `${at}.metric`);
    return sound({
      metric: metric ?? new Problem(`${at}.metric`, `is missing; one of ${targetMetrics.join(', ')} is taken`),
      value: metric === null || metric instanceof Problem ? 0 : readBound(metric, target.value, `${at}.value`),
    });
  });
  return distinct(
    read,
    ({ metric }) => metric,
    ({ metric }, index) => new Problem(`targets[${index}].metric`, `is ${metric}, which has a target before; one for each is taken`),
  );
}

function readBound(metric: TargetMetric, value: number | null | undefined, field: string): number | Problem {
  const { least, most, takes } = targetKinds[metric];
  if (value === null || value === undefined) return new Problem(field, `is missing; ${takes} is taken`);
  return value >= least && value <= most ? value : new Problem(field, `is ${value}; ${takes} is taken`);
}

const readZone = (zone: string | null): string | null | Problem =>
  zone === null
    ? null
    : (zoneByName(zone) ??
      new Problem('timeZone', `is ${shown(zone)}; a name of IANA's list such as "Europe/Berlin" is taken, or null: that of each reader`));

/** The items of a list, or their problems, or that one stands in it twice. */
function distinct<Item>(
  read: readonly (Item | Problems)[],
  keyOf: (item: Item) => string,
  twice: (item: Item, index: number) => Problem,
): readonly Item[] | Problem | Problems {
  const problems = read.flatMap((one) => (one instanceof Problems ? one.all : []));
  if (problems.length > 0) return new Problems(problems);
  const items = read as readonly Item[];
  const keys = items.map(keyOf);
  const again = keys.findIndex((key, index) => keys.indexOf(key) < index);
  return again < 0 ? items : twice(items[again] as Item, again);
}
