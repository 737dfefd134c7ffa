import { badJson, isShortJson, jsonText } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import type { Attributes } from '../pure/assign.ts';

const maxAttributeBytes = 64 * 1024;

const none: Attributes = {};

/** What is known of a unit: an object of JSON. */
export function readAttributes(value: unknown, field: string): Attributes | Problem {
  if (value === undefined || value === null) return none;
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem(field, `is ${shown(value)}; an object is taken`);
  const problem = badJson(value);
  if (problem !== null) return new Problem(field, problem);
  if (isShortJson(value, maxAttributeBytes)) return value as Attributes;
  const text = jsonText(value);
  if ('problem' in text) return new Problem(field, text.problem);
  return text.text.length > maxAttributeBytes
    ? new Problem(field, `is ${text.text.length} characters of JSON; at most ${maxAttributeBytes} are taken`)
    : (value as Attributes);
}
