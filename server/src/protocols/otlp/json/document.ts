import { isUtf8 } from 'node:buffer';
import { Malformed } from '../types.ts';
import type { Message } from './fields.ts';

/** The object that a JSON body holds; how many values it may have is counted before (protocols/otlp/http.ts). Errors: Malformed. */
export function parseDocument(body: Buffer): Message {
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
