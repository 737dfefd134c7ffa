import type { Readable } from 'node:stream';
import type { ArtifactEntry, ArtifactOwner } from '../types.ts';

export interface OpenArtifact {
  readonly sizeBytes: number;
  /** The caller reads it to its end, or destroys it. */
  readonly content: Readable;
}

export interface Upload {
  readonly content: AsyncIterable<Buffer>;
  /** What the sender announced; null: it did not. */
  readonly sizeBytes: number | null;
  readonly maxBytes: number;
}

/**
 * Where files of jobs are kept. Paths are lists of names that were checked (pure/path.ts).
 *
 * Errors  `ArtifactTooLarge`; `ArtifactStoreUnavailable`; `BadArtifactPath` where a file stands in the place of a folder, or the reverse.
 */
export interface ArtifactStore {
  /** Takes a file whole or not at all; one of the same path is replaced. Returns its size. */
  put(owner: ArtifactOwner, path: readonly string[], upload: Upload): Promise<number>;
  /** Null: there is no such file. */
  open(owner: ArtifactOwner, path: readonly string[]): Promise<OpenArtifact | null>;
  /** Entries of a folder, by name; of a file itself alone. Empty: there is nothing. */
  list(owner: ArtifactOwner, path: readonly string[]): Promise<ArtifactEntry[]>;
  /** Removes a file, or a folder with all that it holds. Returns whether there was one. */
  remove(owner: ArtifactOwner, path: readonly string[]): Promise<boolean>;
  /** Removes what was received in part, and not written to since a time: its server has ended. */
  removeParts(before: Date): Promise<void>;
  /** Those of these kinds that have files. */
  owners<Kind extends ArtifactOwner['kind']>(kinds: readonly Kind[]): AsyncIterable<ArtifactOwner & { readonly kind: Kind }>;
}
