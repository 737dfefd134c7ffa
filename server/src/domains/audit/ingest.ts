import { BadArgument, type Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readShortText } from '../../platform/ingest/values.ts';
import type { AuditOutcome, EntryFilter } from './types.ts';

/** Of a text to look for, in UTF-16 code units. */
const maxTextLength = 200;

/** A filter as the API takes it. */
export interface AuditFilterInput {
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
  readonly actor?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly targetType?: string | null | undefined;
  readonly targetId?: string | null | undefined;
  readonly outcome?: AuditOutcome | null | undefined;
  readonly search?: string | null | undefined;
}

/** Fields that are texts. */
export const texts = ['actor', 'action', 'targetType', 'targetId', 'search'] as const;

/** The filter as the store takes it, or every field at fault. */
export function checkAuditFilter(input: AuditFilterInput | null | undefined): Result<EntryFilter, BadArgument> {
  const { from = null, to = null, outcome = null } = input ?? {};
  const read = Object.fromEntries(texts.map((field) => [field, optional(input ?? {}, field)])) as Record<
    (typeof texts)[number],
    string | null | Problem
  >;
  return checkInput(
    { from, to: isOrdered(from, to) ? to : new Problem('to', 'is not after `from`'), outcome, ...read },
    BadArgument,
  ) as Result<Sound<EntryFilter>, BadArgument>;
}

const isOrdered = (from: Date | null, to: Date | null): boolean => from === null || to === null || from < to;

const optional = (input: AuditFilterInput, field: (typeof texts)[number]): string | null | Problem =>
  input[field] === undefined || input[field] === null || input[field]?.trim() === ''
    ? null
    : readShortText(input as Readonly<Record<string, unknown>>, field, maxTextLength);
