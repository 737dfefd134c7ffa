import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { maskingKinds, type DataPolicy, type MaskingKind, type MaskingMode } from './types.ts';

export const fewestDays = 1;
/** Ten years. */
export const mostDays = 3_650;
/** The longest example that a preview takes, in UTF-16 code units. */
export const longestExample = 20_000;

/** A policy as it is sent: all of it. Absent and null are the same. */
export interface PolicyInput {
  readonly maskingMode: MaskingMode;
  readonly maskingKinds: readonly string[];
  readonly traceRetentionDays?: number | null | undefined;
  readonly messageRetentionDays?: number | null | undefined;
  readonly traceSampleShare: number;
}

export type CheckedPolicy = Omit<DataPolicy, 'maskingSecret' | 'updatedAt'>;

/** The policy as it can be stored, or its first problem. Every kind chosen is stored as none: a kind that comes to be known later is looked for too. */
export function checkPolicy(input: PolicyInput): Result<CheckedPolicy, BadInput> {
  const kinds = checkKinds(input.maskingKinds);
  if (!kinds.ok) return kinds;
  for (const field of ['traceRetentionDays', 'messageRetentionDays'] as const) {
    const days = input[field] ?? null;
    if (days !== null && !(Number.isInteger(days) && days >= fewestDays && days <= mostDays)) {
      return fail(new BadInput(field, `is ${days}; a whole number from ${fewestDays} to ${mostDays} is taken, or null: for ever`));
    }
  }
  const share = input.traceSampleShare;
  if (!(share >= 0 && share <= 1)) return fail(new BadInput('traceSampleShare', `is ${share}; a share from 0 (none) to 1 (all) is taken`));
  return succeed({
    maskingMode: input.maskingMode,
    maskingKinds: kinds.value,
    traceRetentionDays: input.traceRetentionDays ?? null,
    messageRetentionDays: input.messageRetentionDays ?? null,
    traceSampleShare: share,
  });
}

/** The kinds in the order in which they are listed, or the first that is not known. */
export function checkKinds(names: readonly string[]): Result<readonly MaskingKind[], BadInput> {
  const unknown = names.find((name) => !(maskingKinds as readonly string[]).includes(name));
  if (unknown !== undefined) return fail(new BadInput('maskingKinds', `has "${unknown.slice(0, 60)}"; known are ${maskingKinds.join(', ')}`));
  const chosen = maskingKinds.filter((kind) => names.includes(kind));
  return succeed(chosen.length === maskingKinds.length ? [] : chosen);
}
