import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Experiment, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { metricBookOf } from '../../metrics/load.ts';
import { BadExperiment, ExperimentChanged, ExperimentStateRefused, NewPhaseNeeded } from '../errors.ts';
import { checkDefinition } from '../ingest/definition.ts';
import type { DefinitionInput, ExperimentInput } from '../ingest/input.ts';
import { readExperimentKey } from '../ingest/variants.ts';
import { columnsOf, definitionOf, jsonColumn } from '../load/definition.ts';
import { changedFields, fieldsOfNewPhase } from '../pure/changes.ts';
import { maxExperiments, maxVersions, type Definition, type ExperimentKind } from '../types.ts';
import { eraseExposures } from './erase.ts';
import { badLayer } from './layer.ts';
import { beginPhase } from './phase.ts';
import { badPrompts } from './prompts.ts';

export interface ExperimentContext {
  readonly stores: Pick<Stores, 'prisma' | 'postgres'>;
  readonly live: Pick<LiveBus, 'publish'>;
}
export type Asker = Pick<Viewer, 'workspaceId' | 'person'>;

/** Makes an experiment or a flag as a draft, and gives its id. */
export async function createExperiment(
  context: ExperimentContext,
  viewer: Asker,
  { key, kind: givenKind, ...input }: ExperimentInput,
  now: Date,
): Promise<Result<string, BadExperiment>> {
  const kind = givenKind ?? 'EXPERIMENT';
  const checkedKey = readExperimentKey(key, 'key');
  const checked = await checkDefinition(input, { kind, metrics: await metricBookOf(context.stores, viewer.workspaceId) });
  if (checkedKey instanceof Problem)
    return fail(new BadExperiment(checkedKey.field, checkedKey.reason, checked.ok ? [] : checked.failure.problems));
  if (!checked.ok) return checked;
  return insert(context, viewer, { key, kind, definition: checked.value }, now);
}

interface NewExperiment {
  readonly key: string;
  readonly kind: ExperimentKind;
  readonly definition: Definition;
}

async function insert(
  { stores, live }: ExperimentContext,
  { workspaceId, person }: Asker,
  { key, kind, definition }: NewExperiment,
  now: Date,
): Promise<Result<string, BadExperiment>> {
  const made = await stores.prisma.$transaction(async (transaction): Promise<Result<string, BadExperiment>> => {
    await lockWorkspace(transaction, workspaceId);
    const [count, taken] = [
      await transaction.experiment.count({ where: { workspaceId } }),
      await transaction.experiment.count({ where: { workspaceId, key } }),
    ];
    if (taken > 0) return fail(new BadExperiment('key', `is that of another experiment or flag; each serves the flag of its key`));
    if (count >= maxExperiments)
      return fail(
        new BadExperiment('key', `is one too many: the workspace has ${maxExperiments} experiments and flags, the most it can have`),
      );
    // One may have been deleted since the definition was checked.
    const book = await metricBookOf({ prisma: transaction }, workspaceId);
    const gone = definition.metrics.findIndex(({ metric }) => book.find(metric) === null);
    if (gone >= 0) return fail(new BadExperiment(`metrics[${gone}].metric`, 'was deleted in the meantime; choose another'));
    const badPrompt = await badPrompts(transaction, workspaceId, definition.variants);
    if (badPrompt !== null) return fail(badPrompt);
    const { id } = await transaction.experiment.create({
      data: {
        workspaceId,
        key,
        kind,
        seed: key,
        ...columnsOf(definition),
        createdAt: now,
        updatedAt: now,
        versions: { create: { ...versionOf(definition, [], person, now), version: 1, workspaceId } },
      },
    });
    return succeed(id);
  });
  if (made.ok) live.publish('experiments.changed', workspaceId, { keys: [key] });
  return made;
}

const versionOf = (definition: Definition, changed: readonly string[], person: Asker['person'], now: Date) => ({
  definition: jsonColumn(definition),
  changed: [...changed],
  savedBy: person === null ? null : person.name === '' ? person.email : person.name,
  savedAt: now,
});

export interface ExperimentChange extends DefinitionInput {
  readonly id: string;
  /** null: whatever version it has. */
  readonly version: number | null;
  readonly startsNewPhase: boolean;
}
type ChangeFailure = BadExperiment | ExperimentChanged | ExperimentStateRefused | NewPhaseNeeded | NotFound;

/** Changes a definition: fields that are absent stay as they are. */
export async function updateExperiment(
  { stores, live }: ExperimentContext,
  viewer: Asker,
  { id, version, startsNewPhase, ...input }: ExperimentChange,
  now: Date,
): Promise<Result<string, ChangeFailure>> {
  const { workspaceId } = viewer;
  const changed = await stores.prisma.$transaction(async (transaction): Promise<Result<Experiment, ChangeFailure>> => {
    await lockWorkspace(transaction, workspaceId);
    const held = await transaction.experiment.findUnique({ where: { id, workspaceId } });
    if (held === null) return fail(new NotFound('Experiment', id, 'input.id'));
    if (version !== null && version !== held.version) return fail(new ExperimentChanged(held.key, held.version));
    const before = definitionOf(held);
    const metrics = await metricBookOf({ prisma: transaction }, workspaceId);
    const checked = await checkDefinition(merged(before, input), { kind: held.kind, metrics });
    if (!checked.ok) return checked;
    // A ramp that has come on is not set back by an edit of something else.
    const definition = {
      ...checked.value,
      ...(input.allocation === undefined && input.ramp === undefined && { allocation: held.allocation }),
      // As they were read when they were saved, should variants be read otherwise by now.
      ...(input.variants === undefined && input.valueType === undefined && { variants: before.variants }),
    };
    return save(transaction, viewer, { held, before, definition, startsNewPhase }, now);
  });
  if (!changed.ok) return changed;
  live.publish('experiments.changed', workspaceId, { keys: [changed.value.key] });
  return succeed(id);
}

interface Saving {
  readonly held: Experiment;
  readonly before: Definition;
  readonly definition: Definition;
  readonly startsNewPhase: boolean;
}

async function save(
  transaction: Prisma.TransactionClient,
  { workspaceId, person }: Asker,
  { held, before, definition, startsNewPhase }: Saving,
  now: Date,
): Promise<Result<Experiment, ChangeFailure>> {
  const fields = changedFields(before, definition);
  if (fields.length === 0 && !startsNewPhase) return succeed(held);
  const breaking = fieldsOfNewPhase(before, definition, held.kind);
  const isServed = held.state === 'RUNNING' || held.state === 'PAUSED';
  if (held.state === 'ARCHIVED' || (held.state === 'STOPPED' && breaking.length > 0))
    return fail(new ExperimentStateRefused(held.key, held.state, 'EDIT'));
  if (isServed && breaking.length > 0 && !startsNewPhase) return fail(new NewPhaseNeeded(breaking));
  const overlap = isServed ? await badLayer(transaction, workspaceId, held.id, definition.layer) : null;
  if (overlap !== null) return fail(new BadExperiment(overlap.field, overlap.reason));
  const badPrompt = fields.includes('variants') ? await badPrompts(transaction, workspaceId, definition.variants) : null;
  if (badPrompt !== null) return fail(badPrompt);
  const version = held.version + 1;
  const isNewPhase = isServed && startsNewPhase;
  const saved = await transaction.experiment.update({
    where: { id: held.id, workspaceId },
    data: { ...columnsOf(definition), version, updatedAt: now },
  });
  await transaction.experimentVersion.create({
    data: { ...versionOf(definition, fields, person, now), experimentId: held.id, version, workspaceId },
  });
  await transaction.experimentVersion.deleteMany({
    where: { experimentId: held.id, workspaceId, version: { lte: version - maxVersions } },
  });
  if (isNewPhase) await beginPhase(transaction, saved, breaking.length === 0 ? 'begun by hand' : `${breaking.join(', ')} changed`, now);
  return succeed(saved);
}

/** The definition as an input, with what is given in place of what was. */
function merged(before: Definition, input: DefinitionInput): DefinitionInput {
  const { targeting, ...rest } = before;
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as DefinitionInput;
  // What a variant was implied to give is implied again, unless a value is given.
  return { ...rest, ...targeting, ...given };
}

/** Makes a draft with the definition of another, and gives its id. */
export async function cloneExperiment(
  context: ExperimentContext,
  viewer: Asker,
  { id, key, name }: { readonly id: string; readonly key: string; readonly name: string | null },
  now: Date,
): Promise<Result<string, BadExperiment | NotFound>> {
  const held = await context.stores.prisma.experiment.findUnique({ where: { id, workspaceId: viewer.workspaceId } });
  if (held === null) return fail(new NotFound('Experiment', id, 'input.id'));
  const { targeting, ...rest } = definitionOf(held);
  return createExperiment(context, viewer, { ...rest, ...targeting, key, kind: held.kind, name: name ?? `${held.name} (copy)` }, now);
}

/** Deletes an experiment with its phases and versions. One that runs has to be stopped first. */
export async function deleteExperiment(
  { stores, live }: { readonly stores: Stores; readonly live: LiveBus },
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound | ExperimentStateRefused>> {
  const held = await stores.prisma.experiment.findUnique({ where: { id, workspaceId } });
  if (held === null) return fail(new NotFound('Experiment', id));
  const { count } = await stores.prisma.experiment.deleteMany({
    where: { id, workspaceId, state: { in: ['DRAFT', 'STOPPED', 'ARCHIVED'] } },
  });
  if (count === 0) return fail(new ExperimentStateRefused(held.key, held.state, 'DELETE'));
  live.publish('experiments.changed', workspaceId, { keys: [held.key] });
  await eraseExposures(stores, workspaceId, id);
  return succeed(id);
}
