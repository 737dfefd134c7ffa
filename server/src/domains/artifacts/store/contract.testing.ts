import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ArtifactEntry, ArtifactOwner } from '../types.ts';
import type { ArtifactStore } from './store.ts';

const ownerIn = (workspaceId: string = randomUUID()): ArtifactOwner => ({ workspaceId, kind: 'jobs', id: randomUUID() });
const maxBytes = 8 * 1024 * 1024;

async function* chunks(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const put = (store: ArtifactStore, owner: ArtifactOwner, path: string, bytes: Buffer, isSizeKnown = true): Promise<number> =>
  store.put(owner, path.split('/'), { content: chunks(bytes), sizeBytes: isSizeKnown ? bytes.length : null, maxBytes });

async function read(store: ArtifactStore, owner: ArtifactOwner, path: string): Promise<Buffer | null> {
  const file = await store.open(owner, path.split('/'));
  if (file === null) return null;
  const parts: Buffer[] = [];
  for await (const part of file.content) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  expect(file.sizeBytes).toBe(bytes.length);
  return bytes;
}

const shown = (entries: readonly ArtifactEntry[]): string[] =>
  entries.map(({ name, isFolder, sizeBytes }) => (isFolder ? `${name}/` : `${name} ${sizeBytes}`));

/** What every store of files keeps to. */
export function keepsTheContract(open: () => ArtifactStore): void {
  test('a file comes back as it was sent, of any size, whether its size was announced or not', async () => {
    const [store, owner] = [open(), ownerIn()];
    for (const [index, size] of [0, 1, 64 * 1024, 3_000_001].entries()) {
      const bytes = randomBytes(size);
      for (const isSizeKnown of [true, false]) {
        expect(await put(store, owner, `sizes/${index}`, bytes, isSizeKnown)).toBe(size);
        expect((await read(store, owner, `sizes/${index}`))?.equals(bytes)).toBe(true);
      }
    }
  });

  test('a file of the same path is replaced', async () => {
    const [store, owner] = [open(), ownerIn()];
    await put(store, owner, 'a', Buffer.from('first'));
    await put(store, owner, 'a', Buffer.from('2nd'));
    expect(String(await read(store, owner, 'a'))).toBe('2nd');
  });

  test('a folder lists its own entries by name, and a file itself', async () => {
    const [store, owner] = [open(), ownerIn()];
    for (const path of ['z', 'model/weights/a.bin', 'model/config & "co".json', 'ünï 模型/+ %2e'])
      await put(store, owner, path, Buffer.from(path));
    expect(shown(await store.list(owner, []))).toEqual(['model/', 'z 1', 'ünï 模型/']);
    expect(shown(await store.list(owner, ['model']))).toEqual(['config & "co".json 24', 'weights/']);
    expect(shown(await store.list(owner, ['ünï 模型']))).toEqual(['+ %2e 18']);
    expect(shown(await store.list(owner, ['z']))).toEqual(['z 1']);
    expect(await store.list(owner, ['nothing'])).toEqual([]);
    expect(String(await read(store, owner, 'ünï 模型/+ %2e'))).toBe('ünï 模型/+ %2e');
  });

  test('a file above the limit is refused, and nothing of it is kept', async () => {
    const [store, owner] = [open(), ownerIn()];
    for (const isSizeKnown of [true, false]) {
      const bytes = Buffer.alloc(maxBytes + 1);
      await expect(put(store, owner, 'big', bytes, isSizeKnown)).rejects.toMatchObject({ code: 'ARTIFACT_TOO_LARGE' });
    }
    expect(await store.list(owner, [])).toEqual([]);
  });

  test('a file whose sender disconnects is not kept, and the one before stays', async () => {
    const [store, owner] = [open(), ownerIn()];
    await put(store, owner, 'a', Buffer.from('before'));
    const broken = (async function* () {
      yield Buffer.from('half');
      throw new Error('The sender is gone.');
    })();
    await expect(store.put(owner, ['a'], { content: broken, sizeBytes: 8, maxBytes })).rejects.toThrow();
    expect(String(await read(store, owner, 'a'))).toBe('before');
  });

  test('what is not there is null, and a folder is no file', async () => {
    const [store, owner] = [open(), ownerIn()];
    await put(store, owner, 'folder/a', Buffer.from('a'));
    expect(await store.open(owner, ['folder'])).toBeNull();
    expect(await store.open(owner, ['folder', 'b'])).toBeNull();
    expect(await store.open(ownerIn(owner.workspaceId), ['folder', 'a'])).toBeNull();
    expect(await store.remove(owner, ['b'])).toBe(false);
  });

  test('a file is removed alone, a folder with all that it holds, and an owner with everything', async () => {
    const [store, owner] = [open(), ownerIn()];
    for (const path of ['a', 'f/b', 'f/g/c', 'fg']) await put(store, owner, path, Buffer.from('x'));
    expect(await store.remove(owner, ['f', 'b'])).toBe(true);
    expect(shown(await store.list(owner, ['f']))).toEqual(['g/']);
    expect(await store.remove(owner, ['f'])).toBe(true);
    expect(shown(await store.list(owner, []))).toEqual(['a 1', 'fg 1']);
    const ids = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const { workspaceId, id } of store.owners(['jobs', 'models'])) if (workspaceId === owner.workspaceId) found.push(id);
      return found;
    };
    expect(await ids()).toEqual([owner.id]);
    expect(await store.remove(owner, [])).toBe(true);
    expect(await store.list(owner, [])).toEqual([]);
  });
}
