import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stores } from './stores.ts';

/** Where the key that encrypts stored secrets comes from. */
export interface KeyringPlace {
  /** Of this server; the file `secret.key` in it is made once. */
  readonly dataDir: string;
  /** AUTH_SECRET: what servers with different data folders share; null: the file. */
  readonly secret: string | null;
}

const fileName = 'secret.key';
const purpose = 'fine-tune-lab stored secrets';
const places = new WeakMap<Stores['postgres'], KeyringPlace>();
const rings = new WeakMap<Stores['postgres'], Promise<readonly Key[]>>();

interface Key {
  /** Eight hex digits that tell keys apart. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** At the start of a server. Where it is not called, secrets are encrypted for this process alone. */
export function useKeyring({ postgres }: Pick<Stores, 'postgres'>, place: KeyringPlace): void {
  places.set(postgres, place);
  rings.delete(postgres);
}

/**
 * A secret as it may be stored: AES-256-GCM, with the id of the key in front. `boundTo` names the row: the text can be read for that row alone.
 * The key is not in the database, so that a copy of the database shows no secret.
 */
export async function encryptSecret({ postgres }: Pick<Stores, 'postgres'>, secret: string, boundTo: string): Promise<string> {
  const [key] = await keysOf(postgres);
  const { id, bytes } = key as Key;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The secret again; null: it was encrypted with a key that this server lacks, or for another row. */
export async function decryptSecret({ postgres }: Pick<Stores, 'postgres'>, stored: string, boundTo: string): Promise<string | null> {
  const [id = '', text = ''] = stored.split('.');
  const key = (await keysOf(postgres)).find((known) => known.id === id);
  const bytes = Buffer.from(text, 'base64url');
  if (key === undefined || bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keysOf(postgres: Stores['postgres']): Promise<readonly Key[]> {
  const known = rings.get(postgres);
  if (known !== undefined) return known;
  const keys = readKeys(places.get(postgres) ?? null);
  rings.set(postgres, keys);
  keys.catch(() => rings.delete(postgres)); // a failure is the caller's, and is not remembered
  return keys;
}

/** The first one encrypts. With AUTH_SECRET, what the file encrypted before can still be read. */
async function readKeys(place: KeyringPlace | null): Promise<readonly Key[]> {
  if (place === null) return [keyOf(randomBytes(32))];
  const { dataDir, secret } = place;
  if (secret === null) return [keyOf(await readOrMakeFile(dataDir))];
  const ofFile = await readFile(join(dataDir, fileName)).catch(() => null);
  return [keyOf(Buffer.from(secret)), ...(ofFile === null ? [] : [keyOf(ofFile)])];
}

/** Two servers on one folder may begin at once: the one that makes the file wins. */
async function readOrMakeFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(32));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const bytes = await readFile(path);
  if (bytes.length < 32)
    throw new Error(`${fileName} in the data folder holds ${bytes.length} bytes; it has 32. Restore it from a backup.`);
  return bytes;
}

function keyOf(material: Buffer): Key {
  const bytes = Buffer.from(hkdfSync('sha256', material, '', purpose, 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
