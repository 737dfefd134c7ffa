import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { driftFeatures } from '../../drift/types.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { driftRoles, effectLabels, maxMinutes } from '../types.ts';
import { byDefault, readNumber, readOneOf, type RuleInput } from './rule-fields.ts';

/** Shorter windows have too few conversations to compare. */
const leastWindowMinutes = 1_440;

/** The parts of the condition of DRIFT, each read or a problem. That the baseline is there is looked at by the command. */
export function readDrift(input: RuleInput, filter: AnalyticsFilter | Problem): Record<string, unknown> {
  const named = input.driftFeatures ?? [];
  const strange = named.find((feature) => !(driftFeatures as readonly string[]).includes(feature));
  return {
    filter,
    driftRole: readOneOf(input, 'driftRole', driftRoles, 'BOTH'),
    driftFeatures:
      strange === undefined ? [...new Set(named)] : new Problem('driftFeatures', `has ${strange}; ${driftFeatures.join(', ')} are taken`),
    driftBaselineId: input.driftBaselineId ?? null,
    minimumEffect: readOneOf(input, 'minimumEffect', effectLabels, 'SMALL'),
    windowMinutes: readNumber(
      input,
      'windowMinutes',
      { least: leastWindowMinutes, most: maxMinutes, whole: true },
      byDefault.driftWindowMinutes,
    ),
  };
}
