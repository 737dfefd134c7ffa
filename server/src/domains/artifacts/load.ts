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
