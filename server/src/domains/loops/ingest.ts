import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { badText } from '../../platform/ingest/text.ts';
import { readLine, readName, shown } from '../../platform/ingest/values.ts';
import { BadLoop } from './errors.ts';
import { largestSeed, maxAnswerLength, maxNameLength, mostControls, mostFailures, type LoopSettings, type Matching } from './types.ts';
import type { MaskingKind } from '../policies/types.ts';

type Given<Value> = Value | null | undefined;

export interface StartInput {
  readonly name: string;
  readonly maxFailures?: Given<number>;
  readonly controlCount?: Given<number>;
  readonly rehearsalShare?: Given<number>;
  readonly heldOutShare?: Given<number>;
  readonly seed?: Given<number>;
  readonly matching?: Given<Matching>;
  readonly maskingKinds?: Given<readonly MaskingKind[]>;
}

export const defaults = { maxFailures: 1_000, controlCount: 400, rehearsalShare: 0.5, heldOutShare: 0.2, seed: 1 } as const;

function within(value: Given<number>, field: string, least: number, most: number, fallback: number): number | Problem {
  const given = value ?? fallback;
  return given >= least && given <= most ? given : new Problem(field, `is ${given}; ${least} to ${most} is taken`);
}

/** Shares below 1, so that something is left for the other side. */
function shareOf(value: Given<number>, field: string, fallback: number): number | Problem {
  const given = value ?? fallback;
  return given >= 0 && given <= 0.9 ? given : new Problem(field, `is ${given}; 0 to 0.9 is taken`);
}

/** Name and settings of a new loop, or every field at fault. */
export function checkStart(input: StartInput): Result<{ readonly name: string; readonly settings: LoopSettings }, BadLoop> {
  const checked = checkInput(
    {
      name: readLine({ name: input.name }, 'name', maxNameLength),
      maxFailures: within(input.maxFailures, 'maxFailures', 1, mostFailures, defaults.maxFailures),
      controlCount: within(input.controlCount, 'controlCount', 0, mostControls, defaults.controlCount),
      rehearsalShare: shareOf(input.rehearsalShare, 'rehearsalShare', defaults.rehearsalShare),
      heldOutShare: shareOf(input.heldOutShare, 'heldOutShare', defaults.heldOutShare),
      seed: within(input.seed, 'seed', 0, largestSeed, defaults.seed),
    },
    BadLoop,
  );
  if (!checked.ok) return checked;
  const { name, ...numbers } = checked.value;
  return {
    ok: true,
    value: { name, settings: { ...numbers, matching: input.matching ?? 'EQUAL', maskingKinds: input.maskingKinds ?? [] } },
  };
}

/** An expected answer as a person gives it; null: the item is left out. */
export function readAnswer(value: Given<string>, field: string): string | null | Problem {
  if (value === null || value === undefined) return null;
  const text = value.trim();
  if (text === '') return new Problem(field, `is ${shown(value)}; a text is taken, or null to leave the item out`);
  if (text.length > maxAnswerLength) return new Problem(field, `is ${text.length} characters long; at most ${maxAnswerLength} are taken`);
  const problem = badText(text);
  return problem === null ? text : new Problem(field, problem);
}

/** The name of a dataset, a job or a model; null: not given. */
export const readOptionalName = (value: Given<string>, field: string): string | null | Problem => readName({ [field]: value }, field);
