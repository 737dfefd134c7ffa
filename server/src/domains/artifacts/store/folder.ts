import { randomUUID } from 'node:crypto';
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makePrivate } from '../../../platform/store/lock.ts';
import { ArtifactStoreUnavailable, ArtifactTooLarge, BadArtifactPath } from '../errors.ts';
import { maxListed, type ArtifactEntry, type ArtifactOwner } from '../types.ts';
import type { ArtifactStore, OpenArtifact, Upload } from './store.ts';

/** Files that are still being received: their names cannot be those of owners. */
const incoming = '.incoming';

/** Files in a folder of this machine: `<folder>/<workspace>/<kind>/<id>/<path>`. */
export function folderStore(folder: string): ArtifactStore {
  const rootOf = ({ workspaceId, kind, id }: ArtifactOwner): string => join(folder, workspaceId, kind, id);
  const placeOf = (owner: ArtifactOwner, path: readonly string[]): string => join(rootOf(owner), ...path);

  return {
    async put(owner, path, { content, sizeBytes, maxBytes }: Upload) {
      if (sizeBytes !== null && sizeBytes > maxBytes) throw new ArtifactTooLarge(maxBytes);
      const place = placeOf(owner, path);
      const part = join(folder, incoming, randomUUID());
      return translated(path, async () => {
        await makePrivate(folder, { isOurs: true });
        await mkdir(dirname(part), { recursive: true });
        let size = 0;
        try {
          const file = await open(part, 'wx');
          try {
            for await (const chunk of content) {
              size += chunk.length;
              if (size > maxBytes) throw new ArtifactTooLarge(maxBytes);
              await file.writeFile(chunk);
            }
            await file.sync();
          } finally {
            await file.close();
          }
          await mkdir(dirname(place), { recursive: true });
          await rename(part, place);
        } catch (error) {
          await rm(part, { force: true });
          throw error;
        }
        return size;
      });
    },
    async open(owner, path): Promise<OpenArtifact | null> {
      return translated(path, () =>
        absent(null, async () => {
          const file = await open(placeOf(owner, path), 'r');
          const found = await file.stat();
          if (!found.isFile()) {
            await file.close();
            return null;
          }
          return { sizeBytes: found.size, content: file.createReadStream() };
        }),
      );
    },
    async list(owner, path) {
      const place = placeOf(owner, path);
      return absent<ArtifactEntry[]>([], async () => {
        const found = await stat(place);
        if (found.isFile()) return [{ name: path.at(-1) ?? '', isFolder: false, sizeBytes: found.size }];
        const entries: ArtifactEntry[] = [];
        for await (const entry of await opendir(place)) {
          if (entries.length === maxListed) break;
          if (entry.isDirectory()) entries.push({ name: entry.name, isFolder: true, sizeBytes: null });
          else if (entry.isFile())
            entries.push({
              name: entry.name,
              isFolder: false,
              sizeBytes: await absent(0, async () => (await stat(join(place, entry.name))).size),
            });
        }
        return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      });
    },
    async remove(owner, path) {
      const place = placeOf(owner, path);
      return absent(false, async () => {
        await stat(place);
        await rm(place, { recursive: true, force: true });
        return true;
      });
    },
    async removeParts(before) {
      for (const name of await names(join(folder, incoming))) {
        const part = join(folder, incoming, name);
        const writtenAt = await absent(null, async () => (await stat(part)).mtime);
        if (writtenAt !== null && writtenAt < before) await rm(part, { force: true });
      }
    },
    async *owners(kinds) {
      for (const workspaceId of await names(folder)) {
        if (workspaceId === incoming) continue;
        for (const kind of kinds) for (const id of await names(join(folder, workspaceId, kind))) yield { workspaceId, kind, id };
      }
    },
  };
}

const names = (place: string): Promise<string[]> => absent<string[]>([], () => readdir(place));

/** `otherwise` where there is no such file; a part of the path that is a file holds none. */
async function absent<Value>(otherwise: Value, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  }
}

async function translated<Value>(path: readonly string[], work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOTEMPTY')
      throw new BadArtifactPath('path', `${JSON.stringify(path.join('/'))} needs a folder where a file stands, or the reverse`);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new ArtifactStoreUnavailable('the disk is full.', error);
    throw error;
  }
}
