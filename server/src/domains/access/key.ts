import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 32; // base62: 190 bits
const checksumLength = 6; // base62 of 32 bits
/** How a key begins: one of a workspace, a personal one, and one that is shipped to browsers and may stand in an address. */
const vendors = { WORKSPACE: 'ftl_', PERSONAL: 'ftp_', CLIENT: 'ftc_' } as const;
const vendorLength = vendors.WORKSPACE.length;
const randomForm = `[0-9A-Za-z]{${secretLength + checksumLength}}`;
const shape = new RegExp(`^ft[lpc]_${randomForm}$`);
/** Of the keys that are secrets. */
const inText = new RegExp(`(?<![0-9A-Za-z])ft[lp]_${randomForm}(?![0-9A-Za-z])`, 'g');

/** How much of a key may be shown: enough to tell one's keys apart. It is the public part in Basic credentials. */
const prefixLength = vendorLength + 6;

/** A new key: "ftl_", "ftp_" or "ftc_", 32 random characters, and a checksum by which a scanner knows a real one without asking. */
export function generateKey(kind: keyof typeof vendors = 'WORKSPACE'): string {
  const random = randomCharacters(secretLength);
  return vendors[kind] + random + checksumOf(random);
}

/** Whether the text has the form of a key. */
export function looksLikeKey(text: string): boolean {
  if (!shape.test(text)) return false;
  const random = text.slice(vendorLength, vendorLength + secretLength);
  return text.slice(-checksumLength) === checksumOf(random);
}

/** Whether a key that is a secret stands somewhere in a text, such as an address. */
export const holdsKey = (text: string): boolean => (text.match(inText) ?? []).some(looksLikeKey);

export const prefixOf = (key: string): string => key.slice(0, prefixLength);

/** What is stored of a key. It has 190 random bits, so that a plain SHA-256 is enough. */
export const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer');

function randomCharacters(count: number): string {
  let text = '';
  while (text.length < count) {
    // 248 = 4 × 62: bytes above would favour the first letters
    for (const byte of randomBytes(count)) if (byte < 248 && text.length < count) text += alphabet[byte % 62];
  }
  return text;
}

function checksumOf(random: string): string {
  let rest = crc32(random);
  let text = '';
  for (let place = 0; place < checksumLength; place += 1) {
    text = alphabet[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
