import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { jobsThatExist } from '../training/load/search.ts';
import { modelsThatExist } from '../projects/load.ts';
import { ArtifactStoreUnavailable, BadArtifactPath } from './errors.ts';
import { artifactStoreOf, type ArtifactStore } from './load.ts';
import { artifactPath } from './pure/path.ts';
import type { OpenArtifact, Upload } from './store/store.ts';
import { maxArtifactBytes, type ArtifactEntry, type ArtifactOwner, type LookedAfter } from './types.ts';

type Source = Pick<Stores, 'postgres'>;

/** Errors: throws `ArtifactStoreUnavailable` where the server has no place for files. */
function storeOf(stores: Source): ArtifactStore {
  const store = artifactStoreOf(stores);
  if (store === null) throw new ArtifactStoreUnavailable('this server keeps no files.');
  return store;
}

/** Stores one file whole or not at all. Errors: throws those of the store. */
export async function storeArtifact(
  stores: Source,
  owner: ArtifactOwner,
  path: string,
  upload: Omit<Upload, 'maxBytes'>,
): Promise<Result<number, BadArtifactPath>> {
  const checked = artifactPath(path);
  if (!checked.ok) return checked;
  if (checked.value.length === 0 || path.endsWith('/')) return fail(new BadArtifactPath('path', 'names a folder; a file is taken'));
  return succeed(await storeOf(stores).put(owner, checked.value, { ...upload, maxBytes: maxArtifactBytes }));
}

/** One file; null: there is none. Errors: throws those of the store. */
export async function openArtifact(
  stores: Source,
  owner: ArtifactOwner,
  path: string,
): Promise<Result<OpenArtifact | null, BadArtifactPath>> {
  const checked = artifactPath(path);
  return checked.ok ? succeed(await storeOf(stores).open(owner, checked.value)) : checked;
}

/** Entries of a folder, at most `maxListed`; of a file itself alone. Errors: throws those of the store. */
export async function listArtifacts(stores: Source, owner: ArtifactOwner, path: string): Promise<Result<ArtifactEntry[], BadArtifactPath>> {
  const checked = artifactPath(path);
  return checked.ok ? succeed(await storeOf(stores).list(owner, checked.value)) : checked;
}

/** Removes a file, or a folder with all that it holds. Errors: throws those of the store. */
export async function removeArtifact(stores: Source, owner: ArtifactOwner, path: string): Promise<Result<boolean, BadArtifactPath>> {
  const checked = artifactPath(path);
  return checked.ok ? succeed(await storeOf(stores).remove(owner, checked.value)) : checked;
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ownersAtOnce = 500;
const lookedAfter = ['jobs', 'models'] as const;

/** A file that comes slower than this is none any more. */
const partMs = 6 * 3_600_000;

/** Removes the files of jobs and models that are deleted, and what ended servers had received in part. Returns how many had some. */
export async function removeOrphans(stores: Stores): Promise<number> {
  const store = artifactStoreOf(stores);
  if (store === null) return 0;
  await store.removeParts(new Date(Date.now() - partMs));
  let removedCount = 0;
  const look = async (owners: readonly LookedAfter[]): Promise<void> => {
    const idsOf = (kind: LookedAfter['kind']): string[] => owners.filter((owner) => owner.kind === kind).map(({ id }) => id);
    const known = { jobs: await jobsThatExist(stores, idsOf('jobs')), models: await modelsThatExist(stores, idsOf('models')) };
    for (const owner of owners) if (!known[owner.kind].has(owner.id) && (await store.remove(owner, []))) removedCount += 1;
  };
  let waiting: LookedAfter[] = [];
  for await (const owner of store.owners(lookedAfter)) {
    if (!uuidForm.test(owner.id)) continue;
    waiting.push(owner);
    if (waiting.length < ownersAtOnce) continue;
    await look(waiting);
    waiting = [];
  }
  await look(waiting);
  return removedCount;
}
