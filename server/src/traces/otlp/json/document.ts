import { isUtf8 } from 'node:buffer';
import { Malformed } from '../types.ts';
import type { Message } from './fields.ts';

/** From this size on a body is looked at before it is parsed. */
const smallBytes = 1024 * 1024;
/** Values that a document of any size may have: parsed they take some 60 bytes each, whatever they take in the text. */
const maxParts = 6_000_000;

/** The object that a JSON body holds. Errors: Malformed. */
export function parseDocument(body: Buffer): Message {
  if (body.length > smallBytes && isTooFine(body)) throw new Malformed(`The JSON has more than ${maxParts} values; send it in several requests.`);
  if (!isUtf8(body)) throw new Malformed('The body is not UTF-8.');
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Malformed('The body is not valid JSON.');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new Malformed('The body is not a JSON object.');
  return document as Message;
}

/** Whether a document may have more values than are taken, counted by what opens and separates them, within texts too. */
function isTooFine(body: Buffer): boolean {
  let count = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count += 1; // , [ {
  }
  return count > maxParts;
}
