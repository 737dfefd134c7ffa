import { BadArgument, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readEnum, readName, readRequiredName, readShortText, readTime, shown, type Fields } from '../../platform/ingest/values.ts';
import { badName } from '../../platform/ingest/text.ts';
import { badJson, jsonText } from '../../platform/ingest/json.ts';
import { trainingMethods, type TrainingMethod } from '../models/types.ts';
import { BadModelVersion } from './errors.ts';
import { defaultPolicy, mostNames, type CountedPart, type ReleaseMode, type ReleasePolicy } from './types.ts';

/** What both a registration and an edit may give. Absent and null are the same where a registration is meant. */
interface VersionFields extends Fields {
  readonly label?: string | null | undefined;
  readonly trainingMethod?: TrainingMethod | null | undefined;
  readonly baseModel?: string | null | undefined;
  readonly trainingDataset?: string | null | undefined;
  readonly hyperparameters?: unknown;
  readonly madeAt?: Date | null | undefined;
  readonly servedAs?: readonly string[] | null | undefined;
  /** Id of the parent as this API gives it. */
  readonly parentVersionId?: string | null | undefined;
}

export interface RegisteredInput extends VersionFields {
  readonly model?: string | null | undefined;
}
export interface EditedInput extends VersionFields {
  readonly id: string;
}

/** The registration as it can be stored, or every field at fault. */
export const checkRegistered = (input: RegisteredInput, now: Date): Result<Sound<ReturnType<typeof readRegistered>>, BadModelVersion> =>
  checkInput(readRegistered(input, now), BadModelVersion);

const readRegistered = (input: RegisteredInput, now: Date) => ({ model: readRequiredName(input, 'model'), ...readVersion(input, now) });

/** What an edit gives, or every field at fault. */
export const checkEdited = (input: EditedInput, now: Date): Result<Sound<ReturnType<typeof readVersion>>, BadModelVersion> =>
  checkInput(readVersion(input, now), BadModelVersion);

const readVersion = (input: VersionFields, now: Date) => ({
  label: readName(input, 'label'),
  trainingMethod: readEnum(input, 'trainingMethod', trainingMethods),
  baseModel: readName(input, 'baseModel'),
  trainingDataset: readName(input, 'trainingDataset'),
  hyperparameters: readHyperparameters(input.hyperparameters),
  madeAt: readTime(input, 'madeAt', now),
  servedAs: readNames(input.servedAs),
});

function readHyperparameters(value: unknown): Readonly<Record<string, unknown>> | null | Problem {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value))
    return new Problem('hyperparameters', `is ${shown(value)}; an object by the names of the parameters is taken`);
  const problem = badJson(value);
  if (problem !== null) return new Problem('hyperparameters', problem);
  const text = jsonText(value);
  return 'text' in text ? (value as Record<string, unknown>) : new Problem('hyperparameters', text.problem);
}

function readNames(value: readonly string[] | null | undefined): readonly string[] | null | Problem {
  if (value === undefined || value === null) return null;
  if (value.length > mostNames) return new Problem('servedAs', `has ${value.length} names; at most ${mostNames} are taken`);
  const names = value.map((name) => name.trim());
  for (const [place, name] of names.entries()) {
    const problem = badName(name);
    if (problem !== null) return new Problem(`servedAs[${place}]`, problem);
  }
  return [...new Set(names)];
}

const mostReason = 1_000;

export interface DeploymentInput extends Fields {
  /** Key of the version. */
  readonly id: string;
  readonly deployedAt?: Date | null | undefined;
  readonly overrideReason?: string | null | undefined;
}

export const checkDeployment = (input: DeploymentInput, now: Date): Result<Sound<ReturnType<typeof readDeployment>>, BadModelVersion> =>
  checkInput(readDeployment(input, now), BadModelVersion);

const readDeployment = (input: DeploymentInput, now: Date) => ({
  deployedAt: readTime(input, 'deployedAt', now),
  overrideReason: input.overrideReason == null ? null : readShortText(input, 'overrideReason', mostReason),
});

export interface PolicyInput {
  readonly mode: ReleaseMode;
  readonly parts?: readonly CountedPart[] | null | undefined;
}

/** Absent parts: those of the default. */
export function checkPolicy({ mode, parts }: PolicyInput): Result<Omit<ReleasePolicy, 'updatedAt'>, BadArgument> {
  const chosen = [...new Set(parts ?? defaultPolicy.parts)];
  return mode !== 'OFF' && chosen.length === 0
    ? fail(new BadArgument('parts', 'has no part; at least one counts, or the mode is OFF'))
    : succeed({ mode, parts: chosen });
}
