import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { BadExperiment } from '../errors.ts';
import { readUnitId } from '../../../platform/ingest/unit-id.ts';
import { definitionOf } from '../load/definition.ts';
import { maxOverrides } from '../types.ts';
import type { ExperimentContext } from './save.ts';

export interface OverrideInput {
  readonly id: string;
  readonly unitId: string;
  /** null: the unit gets the variant of its hash again. */
  readonly variant: string | null;
}

/** Gives a unit a variant for testing, or takes that back; gives the experiment's id. */
export async function setOverride(
  { stores: { prisma }, live }: ExperimentContext,
  workspaceId: string,
  { id, unitId: givenUnit, variant }: OverrideInput,
  now: Date,
): Promise<Result<string, BadExperiment | NotFound>> {
  const held = await prisma.experiment.findUnique({ where: { id, workspaceId } });
  if (held === null) return fail(new NotFound('Experiment', id, 'input.id'));
  const unitId = readUnitId(givenUnit, 'unitId');
  if (unitId instanceof Problem) return fail(new BadExperiment(unitId.field, unitId.reason));
  const keys = definitionOf(held).variants.map(({ key }) => key);
  if (variant !== null && !keys.includes(variant))
    return fail(new BadExperiment('variant', `is ${JSON.stringify(variant.slice(0, 80))}; one of ${keys.join(', ')} is taken`));
  const where = { experimentId_unitId: { experimentId: id, unitId }, workspaceId };
  if (variant === null) await prisma.experimentOverride.deleteMany({ where: { experimentId: id, unitId, workspaceId } });
  else {
    if ((await prisma.experimentOverride.count({ where: { experimentId: id, workspaceId } })) >= maxOverrides)
      return fail(new BadExperiment('unitId', `is one too many: ${maxOverrides} units of an experiment can be forced`));
    await prisma.experimentOverride.upsert({
      where,
      create: { experimentId: id, unitId, workspaceId, variant, createdAt: now },
      update: { variant },
    });
  }
  live.publish('experiments.changed', workspaceId, { keys: [held.key] });
  return succeed(id);
}
