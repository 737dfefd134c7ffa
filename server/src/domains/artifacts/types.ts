/** Whose files they are. */
export interface ArtifactOwner {
  readonly workspaceId: string;
  readonly kind: 'jobs' | 'models' | 'exports' | 'datasets';
  readonly id: string;
}

/** One whose files are removed when it is gone (removeOrphans). Exports and datasets remove theirs themselves. */
export type LookedAfter = ArtifactOwner & { readonly kind: 'jobs' | 'models' };

export interface ArtifactEntry {
  /** Name in its folder. */
  readonly name: string;
  readonly isFolder: boolean;
  /** Null: of a folder. */
  readonly sizeBytes: number | null;
}

/** The largest file that is taken: what a store of objects takes in one piece. */
export const maxArtifactBytes = 5 * 1024 ** 3;
/** The most entries of one folder that are listed. */
export const maxListed = 10_000;
