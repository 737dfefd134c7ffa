import crypto, { randomBytes, scrypt, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's least for Argon2id: 19 MiB, 2 passes, one lane; about 40 ms. */
const argon2 = { memoryKiB: 19_456, passes: 2, parallelism: 1 };
/** Where Node has no Argon2 (before 24.7): 32 MiB. */
const scryptCost = { ln: 15, r: 8, p: 1 };
const hashBytes = 32;
const saltBytes = 16;

const derive = promisify<string | Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
const hasArgon2 = typeof crypto.argon2 === 'function';

/** Passwords look alike however they were typed: composed or decomposed letters. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

async function argon2id(password: string, salt: Buffer, { memoryKiB, passes, parallelism }: typeof argon2): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: bytesOf(password),
    nonce: salt,
    parallelism,
    tagLength: hashBytes,
    memory: memoryKiB,
    passes,
  };
  return new Promise((resolve, reject) => {
    crypto.argon2('argon2id', parameters, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

const scrypted = (password: string, salt: Buffer, { ln, r, p }: typeof scryptCost): Promise<Buffer> =>
  derive(bytesOf(password), salt, hashBytes, { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 });

const plain64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** A hash with its salt and cost, in the PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  if (!hasArgon2) {
    const { ln, r, p } = scryptCost;
    return `$scrypt$ln=${ln},r=${r},p=${p}$${plain64(salt)}$${plain64(await scrypted(password, salt, scryptCost))}`;
  }
  const { memoryKiB, passes, parallelism } = argon2;
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${plain64(salt)}$${plain64(await argon2id(password, salt, argon2))}`;
}

/** Whether the password is the one of the hash; false also for a hash of a form that is not known. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const a = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (a !== null && hasArgon2) {
    const [, m, t, p, salt = '', right = ''] = a;
    return same(
      await argon2id(password, Buffer.from(salt, 'base64'), { memoryKiB: Number(m), passes: Number(t), parallelism: Number(p) }),
      right,
    );
  }
  const s = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (s === null) return false;
  const [, ln, r, p, salt = '', right = ''] = s;
  return same(await scrypted(password, Buffer.from(salt, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) }), right);
}

function same(given: Buffer, right: string): boolean {
  const bytes = Buffer.from(right, 'base64');
  return bytes.length === given.length && timingSafeEqual(bytes, given);
}
