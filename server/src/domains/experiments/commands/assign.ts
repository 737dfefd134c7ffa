import { BadInput, fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { bookOf, type BookContext } from '../load/book.ts';
import { readUnit } from '../load/unit.ts';
import { assign, unitOf, type Assignment } from '../pure/assign.ts';

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
export async function assignOne(
  context: BookContext,
  workspaceId: string,
  { experiment, unitId, attributes }: AskedAssignment,
): Promise<Result<KeyedAssignment, BadInput | NotFound>> {
  const unit = readUnit(unitId, attributes);
  if (unit instanceof Problem) return refused(unit);
  const key = typeof experiment === 'string' ? experiment : '';
  if (key === '') return fail(new BadInput('experiment', 'is missing: it is the key of an experiment or a flag'));
  const entry = (await bookOf(context, workspaceId)).byKey.get(key);
  if (entry === undefined) return fail(new NotFound('Experiment', key.slice(0, 200).toWellFormed(), 'experiment'));
  const { flag } = entry;
  return succeed({ experiment: key, unit: unitOf(flag, unit.unitId, unit.attributes), ...assign(flag, unit.unitId, unit.attributes) });
}

/** What a unit gets of every experiment and flag of the workspace, by key. */
export async function assignAll(
  context: BookContext,
  workspaceId: string,
  { unitId, attributes }: Omit<AskedAssignment, 'experiment'>,
): Promise<Result<KeyedAssignment[], BadInput>> {
  const unit = readUnit(unitId, attributes);
  if (unit instanceof Problem) return refused(unit);
  const { byKey } = await bookOf(context, workspaceId);
  return succeed(
    [...byKey].map(([experiment, { flag }]) => ({
      experiment,
      unit: unitOf(flag, unit.unitId, unit.attributes),
      ...assign(flag, unit.unitId, unit.attributes),
    })),
  );
}
