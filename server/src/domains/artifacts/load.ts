import { Readable } from 'node:stream';
import { join } from 'node:path';
import type { Stores } from '../../platform/store/stores.ts';
import { folderStore } from './store/folder.ts';
import { s3Address, s3Store } from './store/s3.ts';
import type { ArtifactStore } from './store/store.ts';

export type { ArtifactStore, OpenArtifact } from './store/store.ts';

const stores = new WeakMap<Stores['postgres'], ArtifactStore>();

/** Keeps files at a URL of a store that speaks S3, else in a folder of their own below the data folder. */
export function useArtifactStore({ postgres }: Pick<Stores, 'postgres'>, place: { dataDir: string; url: string | null }): void {
  stores.set(postgres, place.url === null ? folderStore(join(place.dataDir, 'artifacts')) : s3Store(s3Address(place.url)));
}

/** Where this server keeps files; null: it was given no place. */
export const artifactStoreOf = ({ postgres }: Pick<Stores, 'postgres'>): ArtifactStore | null => stores.get(postgres) ?? null;

/** Belongs to no workspace. */
const probe = { workspaceId: '00000000-0000-0000-0000-000000000000', kind: 'jobs', id: 'probe' } as const;

/** Host and bucket of ARTIFACTS_URL, without its keys. */
export function placeOfBucket(url: string): string {
  const address = s3Address(url);
  return `${address.url.host}/${address.bucket}`;
}

/**
 * Writes a file to the bucket of ARTIFACTS_URL, reads it and removes it. Whether the same bytes came back.
 *
 * Errors  throws `ArtifactStoreUnavailable`.
 */
export async function tryBucket(url: string): Promise<boolean> {
  const store = s3Store(s3Address(url));
  const path = [`probe-${process.pid}`];
  const content = Buffer.from(String(Date.now()));
  await store.put(probe, path, { content: Readable.from([content]), sizeBytes: content.length, maxBytes: content.length });
  const opened = await store.open(probe, path);
  const read = opened === null ? null : Buffer.concat(await opened.content.toArray());
  await store.remove(probe, path);
  return read?.equals(content) === true;
}
