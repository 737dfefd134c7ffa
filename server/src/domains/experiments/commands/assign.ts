import { BadInput, fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { bookOf, listedIn, type Book, type BookContext } from '../load/book.ts';
import { readUnit, type Unit } from '../load/unit.ts';
import { assign, unitOf, type Assignment, type Flag } from '../pure/assign.ts';

/** An assignment as it was asked for, unchecked. */
export interface AskedAssignment {
  readonly experiment: unknown;
  readonly unitId: unknown;
  readonly attributes: unknown;
}

export interface KeyedAssignment extends Assignment {
  readonly experiment: string;
  /** The unit that was assigned: a session, say, that the attributes name. */
  readonly unit: string;
}

const refused = ({ field, reason }: Problem) => fail(new BadInput(field, reason));

/** The variant of a unit in one experiment. */
export const assignOne = async (
  context: BookContext,
  workspaceId: string,
  asked: AskedAssignment,
): Promise<Result<KeyedAssignment, BadInput | NotFound>> => assignIn(await bookOf(context, workspaceId), asked);

/** The same by definitions that are at hand. */
export function assignIn(
  { byKey }: Book,
  { experiment, unitId, attributes }: AskedAssignment,
): Result<KeyedAssignment, BadInput | NotFound> {
  const unit = readUnit(unitId, attributes);
  if (unit instanceof Problem) return refused(unit);
  const key = typeof experiment === 'string' ? experiment : '';
  if (key === '') return fail(new BadInput('experiment', 'is missing: it is the key of an experiment or a flag'));
  const entry = byKey.get(key);
  if (entry === undefined) return fail(new NotFound('Experiment', key.slice(0, 200).toWellFormed(), 'experiment'));
  return succeed(keyed(entry.flag, unit));
}

/** What a unit gets of every experiment and flag of the workspace but drafts, by key. */
export async function assignAll(
  context: BookContext,
  workspaceId: string,
  { unitId, attributes }: Omit<AskedAssignment, 'experiment'>,
): Promise<Result<KeyedAssignment[], BadInput>> {
  const unit = readUnit(unitId, attributes);
  if (unit instanceof Problem) return refused(unit);
  return succeed(listedIn(await bookOf(context, workspaceId)).map(({ flag }) => keyed(flag, unit)));
}

const keyed = (flag: Flag, { unitId, attributes }: Unit): KeyedAssignment => ({
  experiment: flag.key,
  unit: unitOf(flag, unitId, attributes),
  ...assign(flag, unitId, attributes),
});
