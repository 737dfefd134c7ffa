import { badJson, isShortJson, jsonText } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { shown } from '../../../platform/ingest/values.ts';
import type { Attributes } from '../pure/assign.ts';
import { maxUnitIdBytes } from '../types.ts';

const maxAttributeBytes = 64 * 1024;

/** The id of a unit without the spaces around it: 1 to 1,024 bytes of UTF-8. */
export function readUnitId(value: unknown, field: string): string | Problem {
  if (value === undefined || value === null) return new Problem(field, 'is missing: it names the unit that a variant is for');
  if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a text is taken`);
  const unitId = value.trim();
  if (unitId === '') return new Problem(field, 'is empty: it names the unit that a variant is for');
  const bytes = unitId.length > maxUnitIdBytes / 4 ? Buffer.byteLength(unitId) : 0;
  if (bytes > maxUnitIdBytes) return new Problem(field, `has ${bytes} bytes; at most ${maxUnitIdBytes} are taken`);
  const problem = unstorable(unitId);
  return problem === null ? unitId : new Problem(field, problem);
}

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
