import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Experiment } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import { BadExperiment, ExperimentStateRefused } from '../errors.ts';
import { definitionOf, jsonColumn, layerOf, targetingOf } from '../load/definition.ts';
import { rampShare } from '../pure/ramp.ts';
import { transition, type ExperimentAct } from '../pure/transition.ts';
import { badLayer } from './layer.ts';
import { maxPastDays, maxPauses, type ServerPause } from '../types.ts';
import { badPrompts } from './prompts.ts';
import { beginPhase, endPhase } from './phase.ts';
import type { ExperimentContext } from './save.ts';

type StateFailure = BadExperiment | ExperimentStateRefused | NotFound;

interface Act {
  readonly id: string;
  readonly act: ExperimentAct;
  /** Of `SHIP`. */
  readonly variant?: string;
  /** Of `PAUSE`, where the server does it. */
  readonly reason?: string;
  /** Of `START`: since when units count; absent: from now on. */
  readonly since?: Date | null | undefined;
}

const maxPastMs = maxPastDays * 86_400_000;

/** Brings an experiment into the state that an act leads to (pure/transition.ts), and gives its id. */
export async function changeState(
  { stores, live }: ExperimentContext,
  workspaceId: string,
  { id, act, variant, reason, since: counted }: Act,
  now: Date,
  field = 'id',
): Promise<Result<string, StateFailure>> {
  const changed = await stores.prisma.$transaction(async (transaction): Promise<Result<Experiment, StateFailure>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.experiment.findUnique({ where: { id, workspaceId } });
    if (held === null) return fail(new NotFound('Experiment', id, field));
    const state = transition(held.state, act);
    if (state === null) return fail(new ExperimentStateRefused(held.key, held.state, act));
    const { variants, ramp } = definitionOf(held);
    const since = counted ?? now;
    if (since > now || since.getTime() < now.getTime() - maxPastMs)
      return fail(new BadExperiment('since', `is ${since.toISOString()}; a time of the last ${maxPastDays} days is taken`));
    if (act === 'SHIP' && !variants.some(({ key }) => key === variant))
      return fail(
        new BadExperiment(
          'variant',
          `is ${JSON.stringify(variant?.slice(0, 80))}; one of ${variants.map(({ key }) => key).join(', ')} is taken`,
        ),
      );
    const overlap = act === 'START' || act === 'RESUME' ? await badLayer(transaction, workspaceId, id, layerOf(held)) : null;
    if (overlap !== null) return fail(new BadExperiment(overlap.field, overlap.reason));
    const served = act === 'START' ? variants : act === 'SHIP' ? variants.filter(({ key }) => key === variant) : [];
    const badPrompt = await badPrompts(transaction, workspaceId, served);
    if (badPrompt !== null) return fail(badPrompt);
    const { cohort } = targetingOf(held);
    if (act === 'START' && cohort !== undefined && (await transaction.userCohort.count({ where: { id: cohort, workspaceId } })) === 0)
      return fail(new BadExperiment('cohort', 'was deleted, so that no unit would be in; choose another cohort, or everyone'));
    const share = act === 'START' ? rampShare(ramp, since, now) : null;
    const saved = await transaction.experiment.update({
      where: { id, workspaceId },
      data: {
        state,
        updatedAt: now,
        pausedReason: act === 'PAUSE' ? (reason ?? null) : act === 'RESUME' || act === 'START' ? null : held.pausedReason,
        ...(act === 'PAUSE' && reason !== undefined && { pauses: pausesWith(held, { at: now.toISOString(), reason }) }),
        ...(act === 'START' && { startedAt: since }),
        ...(share !== null && { allocation: share }),
        ...(state === 'STOPPED' && held.state !== 'STOPPED' && { stoppedAt: now }),
        ...(act === 'SHIP' && { shippedVariant: variant ?? null }),
      },
    });
    if (act === 'START') await beginPhase(transaction, saved, 'started', since);
    if (state === 'STOPPED') await endPhase(transaction, saved, now);
    return succeed(saved);
  });
  if (!changed.ok) return changed;
  live.publish('experiments.changed', workspaceId, { keys: [changed.value.key] });
  return succeed(id);
}

const pausesWith = ({ pauses }: Experiment, pause: ServerPause) =>
  jsonColumn([pause, ...(pauses as unknown as readonly ServerPause[])].slice(0, maxPauses));

/** The kill switch: a flag that is off gives every unit its default value, whatever its state. */
export async function setEnabled(
  { stores: { prisma }, live }: ExperimentContext,
  workspaceId: string,
  { id, isEnabled }: { readonly id: string; readonly isEnabled: boolean },
  now: Date,
): Promise<Result<string, NotFound>> {
  const held = await prisma.experiment.findUnique({ where: { id, workspaceId } });
  if (held === null) return fail(new NotFound('Experiment', id, 'input.id'));
  await prisma.experiment.updateMany({ where: { id, workspaceId }, data: { isEnabled, updatedAt: now } });
  live.publish('experiments.changed', workspaceId, { keys: [held.key] });
  return succeed(id);
}
