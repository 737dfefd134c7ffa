import type { Stores } from '../../../platform/store/stores.ts';
import { trialPage, trialsOf, type StoredTrial } from '../queries.ts';
import type { ParameterValue, TrialState } from '../types.ts';
import { valuesOf } from '../pure/space.ts';
import { numbersOf } from './columns.ts';
import type { KnownStudy } from './study.ts';

/** A trial as it is read: parameters by name, and objectives where they are known. */
export interface Trial extends Omit<StoredTrial, 'point' | 'objectives' | 'generation'> {
  readonly study: KnownStudy;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Of each objective; null: the trial has none. */
  readonly values: readonly number[] | null;
}

export function trialIn(study: KnownStudy, { point, objectives, generation: _generation, ...trial }: StoredTrial): Trial {
  const values = [...numbersOf(objectives)];
  return { ...trial, study, parameters: valuesOf(study.searchSpace, numbersOf(point)), values: values.some(Number.isNaN) ? null : values };
}

/** Trials by their numbers, in the order of the numbers given; one that is gone is left out. */
export async function trialsByNumber(
  { postgres }: Pick<Stores, 'postgres'>,
  study: KnownStudy,
  numbers: readonly number[],
): Promise<readonly Trial[]> {
  if (numbers.length === 0) return [];
  const rows = await trialsOf(postgres, { workspaceId: study.workspaceId, studyId: study.id, numbers });
  const byNumber = new Map(rows.map((row) => [row.number, trialIn(study, row)]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []);
}

interface PageOfTrials {
  readonly state: TrialState | null;
  readonly after: number | null;
  readonly before: number | null;
  readonly limit: number;
  readonly isInverted: boolean;
}

/** A page of trials by number. */
export async function pageOfTrials(
  { postgres }: Pick<Stores, 'postgres'>,
  study: KnownStudy,
  { after, before, ...page }: PageOfTrials,
): Promise<readonly Trial[]> {
  const place = { workspaceId: study.workspaceId, studyId: study.id, after: after ?? -1, before: before ?? 2_147_483_647 };
  const rows = await trialPage(postgres, { ...place, ...page });
  return rows.map((row) => trialIn(study, row));
}
