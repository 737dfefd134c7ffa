import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { describeTrained, lockModel } from '../../models/commands/trained.ts';
import { BadModelVersion } from '../errors.ts';
import { checkEdited, checkRegistered, type EditedInput, type RegisteredInput } from '../ingest.ts';
import { ownNames } from '../pure/belonging.ts';
import { wouldCircle } from '../pure/lineage.ts';
import {
  lineageVersions,
  lockVersions,
  newestVersion,
  storedVersion,
  storeEdited,
  storeVersion,
  type NamedVersion,
  type StoredVersion,
} from '../queries.ts';
import { parentOf } from './parent.ts';
import type { LineageVersion } from '../types.ts';

type Store = Pick<Stores, 'postgres'>;
type Outcome = Result<{ readonly id: string }, BadModelVersion | NotFound>;

/**
 * Registers a version of a model that no training job of the workspace made. One that the model has by this label is edited: what is absent
 * or null stays as it was. Gives the id.
 */
export async function registerVersion({ postgres }: Store, workspaceId: string, input: RegisteredInput, now: Date): Promise<Outcome> {
  const checked = checkRegistered(input, now);
  if (!checked.ok) return checked;
  const { model, servedAs, madeAt, hyperparameters, ...facts } = checked.value;
  const parentId = parentIdOf(input.parentVersionId);
  return inTransaction(postgres, async (session) => {
    // The model's row stays locked until the end of the transaction: two registrations at once get two numbers.
    const modelId = await lockModel(session, workspaceId, model);
    await lockVersions(session, { workspaceId });
    const versions = await lineageVersions(session, { workspaceId });
    const known = facts.label === null ? undefined : versions.find((one) => one.modelId === modelId && one.label === facts.label);
    if (known !== undefined) {
      const [stored] = await storedVersion(session, { workspaceId, id: known.id });
      return stored === undefined
        ? fail(new NotFound('Model version', known.id, 'input.model'))
        : edit(session, workspaceId, { stored, versions, parentId, given: checked.value });
    }
    const [newest] = await newestVersion(session, { workspaceId, modelId });
    const version = (newest?.version ?? 0) + 1;
    const taken = takenName({ model, version, label: facts.label, servedAs: servedAs ?? [] }, null, versions);
    if (taken !== null) return fail(taken);
    const parent =
      parentId === undefined
        ? await parentOf(session, workspaceId, { name: model, baseModel: facts.baseModel, newest: newest ?? null })
        : named(parentId, versions);
    if (parent instanceof NotFound) return fail(parent);
    const [{ id } = { id: '' }] = await storeVersion(session, {
      workspaceId,
      modelId,
      version,
      jobId: null,
      ...facts,
      hyperparameters: hyperparameters ?? {},
      madeAt: madeAt ?? now,
      parent,
      servedAs: servedAs ?? [],
      now,
    });
    await describeTrained(session, workspaceId, modelId, { facts, before: newest ?? null });
    return succeed({ id });
  });
}

/** Edits a version: what is absent stays as it was; `parentVersionId` null takes the parent away. Gives the id. */
export async function editVersion({ postgres }: Store, workspaceId: string, { id, ...input }: EditedInput, now: Date): Promise<Outcome> {
  const checked = checkEdited({ id, ...input }, now);
  if (!checked.ok) return checked;
  const parentId = parentIdOf(input.parentVersionId);
  return inTransaction(postgres, async (session) => {
    await lockVersions(session, { workspaceId });
    const [stored] = await storedVersion(session, { workspaceId, id });
    if (stored === undefined) return fail(new NotFound('Model version', id, 'input.id'));
    return edit(session, workspaceId, {
      stored,
      versions: await lineageVersions(session, { workspaceId }),
      parentId,
      given: checked.value,
    });
  });
}

/** Undefined: as it is. Errors: throws BAD_USER_INPUT for what is no id of a version. */
const parentIdOf = (parentId: string | null | undefined): string | null | undefined =>
  parentId === undefined || parentId === null ? parentId : keyOfNode('ModelVersion', parentId, 'input.parentVersionId');

/** Null and absent: as it is. */
type Given = { readonly [Field in Exclude<keyof StoredVersion, 'servedAs'>]?: StoredVersion[Field] | null } & {
  readonly servedAs?: readonly string[] | null;
};

interface Edit {
  readonly stored: StoredVersion;
  readonly versions: readonly LineageVersion[];
  readonly parentId: string | null | undefined;
  readonly given: Given;
}

async function edit(session: Statements, workspaceId: string, { stored, versions, parentId, given }: Edit): Promise<Outcome> {
  const own = versions.find(({ id }) => id === stored.id);
  const parent = parentId === undefined ? { id: stored.parentId, name: stored.parentName } : named(parentId, versions);
  if (parent instanceof NotFound) return fail(parent);
  if (parent?.id != null && wouldCircle(stored.id, parent.id, new Map(versions.map((one) => [one.id, one]))))
    return fail(
      new BadModelVersion(
        'parentVersionId',
        `is ${parent.name}, which is this version or was made from it; a version cannot be its own ancestor`,
      ),
    );
  const after = {
    id: stored.id,
    label: given.label ?? stored.label,
    trainingMethod: given.trainingMethod ?? stored.trainingMethod,
    baseModel: given.baseModel ?? stored.baseModel,
    trainingDataset: given.trainingDataset ?? stored.trainingDataset,
    hyperparameters: given.hyperparameters ?? stored.hyperparameters,
    madeAt: given.madeAt ?? stored.madeAt,
    servedAs: [...(given.servedAs ?? stored.servedAs)],
    parentId: parent?.id ?? null,
    parentName: parent?.name ?? null,
  };
  const taken = own === undefined ? null : takenName({ ...own, label: after.label, servedAs: after.servedAs }, stored.id, versions);
  if (taken !== null) return fail(taken);
  await storeEdited(session, { workspaceId, ...after });
  return succeed({ id: stored.id });
}

function named(parentId: string | null, versions: readonly LineageVersion[]): NamedVersion | null | NotFound {
  if (parentId === null) return null;
  const found = versions.find(({ id }) => id === parentId);
  return found === undefined
    ? new NotFound('Model version', parentId, 'input.parentVersionId')
    : { id: found.id, name: `${found.model} v${found.version}` };
}

/** A further name that means another version, or a whole model with versions: answers that state it would belong to two. */
function takenName(
  own: Pick<LineageVersion, 'model' | 'version' | 'label' | 'servedAs'>,
  id: string | null,
  versions: readonly LineageVersion[],
): BadModelVersion | null {
  for (const [place, name] of own.servedAs.entries()) {
    const other = versions.find((one) => one.id !== id && (ownNames(one).includes(name) || one.model === name));
    if (other !== undefined || name === own.model)
      return new BadModelVersion(
        `servedAs[${place}]`,
        other === undefined || other.model === name
          ? `is ${JSON.stringify(name)}, the name of a model: it means the version that was made last; a name of this version alone is taken`
          : `is ${JSON.stringify(name)}, which means ${other.model} v${other.version} already; one name is taken for one version`,
      );
  }
  return null;
}
