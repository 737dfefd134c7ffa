import { BadInput, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readEnum } from '../../platform/ingest/values.ts';
import { maskingKinds, maskingModes, type DataPolicy, type MaskingKind, type MaskingMode } from './types.ts';

export const fewestDays = 1;
/** Ten years. */
export const mostDays = 3_650;
/** The longest example that a preview takes, in UTF-16 code units. */
export const longestExample = 20_000;

/** A policy as it is sent: all of it. Absent and null are the same. */
export type PolicyInput = {
  readonly maskingMode?: MaskingMode | null | undefined;
  readonly maskingKinds?: readonly string[] | null | undefined;
  readonly traceRetentionDays?: number | null | undefined;
  readonly messageRetentionDays?: number | null | undefined;
  readonly traceSampleShare?: number | null | undefined;
};

export type CheckedPolicy = Omit<DataPolicy, 'maskingSecret' | 'updatedAt'>;

/** The policy as it can be stored, or every field at fault. */
export const checkPolicy = (input: PolicyInput): Result<CheckedPolicy, BadInput> =>
  checkInput(
    {
      maskingMode: readEnum(input, 'maskingMode', maskingModes) ?? new Problem('maskingMode', 'is missing'),
      maskingKinds: readKinds(input.maskingKinds, 'maskingKinds'),
      traceRetentionDays: readDays(input, 'traceRetentionDays'),
      messageRetentionDays: readDays(input, 'messageRetentionDays'),
      traceSampleShare: readShare(input.traceSampleShare),
    },
    BadInput,
  );

function readDays(input: PolicyInput, field: 'traceRetentionDays' | 'messageRetentionDays'): number | null | Problem {
  const days = input[field] ?? null;
  if (days === null || (Number.isInteger(days) && days >= fewestDays && days <= mostDays)) return days;
  return new Problem(field, `is ${days}; a whole number from ${fewestDays} to ${mostDays} is taken, or null: without limit`);
}

function readShare(share: PolicyInput['traceSampleShare']): number | Problem {
  if (share === undefined || share === null) return new Problem('traceSampleShare', 'is missing');
  return share >= 0 && share <= 1 ? share : new Problem('traceSampleShare', `is ${share}; a share from 0 (none) to 1 (all) is taken`);
}

/**
 * The kinds in the order in which they are listed, or the first that is not known. Every kind chosen is given as none: a kind that
 * comes to be known later is looked for too.
 */
function readKinds(names: readonly string[] | null | undefined, field: string): readonly MaskingKind[] | Problem {
  if (names === undefined || names === null) return new Problem(field, 'is missing');
  const unknown = names.find((name) => !(maskingKinds as readonly string[]).includes(name));
  if (unknown !== undefined) return new Problem(field, `has "${unknown.slice(0, 60)}"; known are ${maskingKinds.join(', ')}`);
  const chosen = maskingKinds.filter((kind) => names.includes(kind));
  return chosen.length === maskingKinds.length ? [] : chosen;
}

/** A text to be shown as it would be stored, and how. */
export type PreviewInput = {
  readonly text?: string | null | undefined;
  readonly mode?: MaskingMode | null | undefined;
  readonly kinds?: readonly string[] | null | undefined;
};

export interface CheckedPreview {
  readonly text: string;
  readonly mode: MaskingMode;
  readonly kinds: readonly MaskingKind[];
}

export const checkPreview = (input: PreviewInput): Result<CheckedPreview, BadInput> =>
  checkInput(
    {
      text: readExample(input.text),
      mode: readEnum(input, 'mode', maskingModes) ?? new Problem('mode', 'is missing'),
      kinds: readKinds(input.kinds, 'kinds'),
    },
    BadInput,
  );

function readExample(text: PreviewInput['text']): string | Problem {
  if (text === undefined || text === null) return new Problem('text', 'is missing');
  return text.length <= longestExample ? text : new Problem('text', `is ${text.length} characters long; at most ${longestExample} are taken`);
}
