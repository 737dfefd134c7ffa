import { createHash } from 'node:crypto';
import type { RawBatch } from '../../platform/ingest/batches.ts';
import { sound, Problems } from '../../platform/ingest/input.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import { readUnitId } from '../../platform/ingest/unit-id.ts';
import { readFields, readJson, readName, readRequiredName, readTime, shown } from '../../platform/ingest/values.ts';
import { maxNameLength, type CheckedEvent } from './types.ts';

const largestValue = 1e15;
const known: ReadonlySet<string> = new Set(['name', 'unitId', 'value', 'unit', 'at', 'externalId', 'attributes']);

/** What stands in for a batch while the schema's types read the variables. */
export const eventBatch = (batch: RawBatch): object => ({ name: '', unitId: '', at: batch });

/** The events of a batch that can be stored, and why the others cannot. */
export function checkEvents(items: readonly unknown[], now: Date): { events: CheckedEvent[]; rejected: Rejection[] } {
  const events: CheckedEvent[] = [];
  const rejected: Rejection[] = [];
  for (const [index, item] of items.entries()) {
    const read = checkEvent(item, now);
    if (read instanceof Problem) rejected.push({ index, field: read.field, reason: read.reason });
    else events.push(read);
  }
  return { events, rejected };
}

function checkEvent(item: unknown, now: Date): CheckedEvent | Problem {
  const fields = readFields(item, known, 'EventInput');
  if (fields instanceof Problem) return fields;
  const name = readRequiredName(fields, 'name');
  if (typeof name === 'string' && name.length > maxNameLength)
    return new Problem('name', `has ${name.length} characters; at most ${maxNameLength} are taken`);
  const read = sound({
    name,
    unitId: readUnitId(fields['unitId'], 'unitId'),
    value: readValue(fields['value']),
    unit: readName(fields, 'unit'),
    at: readTime(fields, 'at', now),
    externalId: readName(fields, 'externalId'),
    attributes: readJson(fields, 'attributes'),
  });
  if (read instanceof Problems) return new Problem(read.all[0]?.field ?? '', read.all[0]?.reason ?? '');
  const { unit, at, externalId, attributes, ...rest } = read;
  const event = { ...rest, unit: unit ?? '', at: at ?? now, attributes: attributes ?? '' };
  // Known by the time that was sent, so that it is the same when it is sent again.
  return { ...event, externalId: externalId ?? contentId(event), at: event.at > now ? now : event.at };
}

/** Equal events without an id of the sender's are one, so that a batch may be sent again. */
function contentId({ name, unitId, at, value, unit, attributes }: Omit<CheckedEvent, 'externalId'>): string {
  const content = JSON.stringify([name, unitId, at.getTime(), value, unit, attributes]);
  return `content:${createHash('sha256').update(content).digest('base64url').slice(0, 27)}`;
}

function readValue(value: unknown): number | null | Problem {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem('value', `is ${shown(value)}; a finite number is taken`);
  return Math.abs(value) <= largestValue
    ? value
    : new Problem('value', `is ${value}; a number from -${largestValue} to ${largestValue} is taken, so that sums of squares stay numbers`);
}
