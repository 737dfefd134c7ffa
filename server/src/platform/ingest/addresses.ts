import { Problem } from './rejection.ts';

/** Addresses of mails as they are stored: trimmed, in small letters, each once; or why they are too many. Whose they are is looked up later. */
export function readAddresses(given: readonly string[], field: string, most: number): readonly string[] | Problem {
  const addresses = [...new Set(given.map((address) => address.trim().toLowerCase()))];
  return addresses.length <= most ? addresses : new Problem(field, `has ${addresses.length} addresses; at most ${most} are taken`);
}
