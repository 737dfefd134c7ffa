import { spanIdFrom, traceIdFrom } from '../ids.ts';
import type { OtlpSpan } from '../otlp.ts';
import type { FileRecord } from '../records.ts';
import { instantOf, isObject, textOf } from '../values.ts';
import { bad, type Fields, type Place } from './reader.ts';

/** A span in the words of OpenInference, whatever it was exported from. */
export interface ReadSpan {
  /** As they stand in the export; ids of another form are made into ids of spans. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly startedAt: unknown;
  readonly endedAt: unknown;
  /** A text: what failed. */
  readonly failure: string | null;
  readonly isSuccess?: boolean;
  /** Nested values are written out under their paths; undefined and null are absent. */
  readonly attributes: Fields;
  readonly events?: unknown;
  /** What the spans come from: the name of the scope. */
  readonly source: string;
  readonly service?: string | null;
}

/** The span, or why it is none. */
export function spanRecord(span: ReadSpan, place: Place): FileRecord {
  const start = nanosOf(span.startedAt);
  if (start === null) return bad(place, 'start_time', `is ${JSON.stringify(span.startedAt) ?? 'missing'}; a time is expected`);
  const end = nanosOf(span.endedAt);
  const value: OtlpSpan = {
    resource: { resource: { attributes: otlpAttributes({ 'service.name': span.service ?? null }) } },
    scope: { scope: { name: span.source } },
    span: {
      traceId: traceIdFrom(span.traceId),
      spanId: spanId(span.spanId),
      ...(span.parentId === null || span.parentId === '' ? {} : { parentSpanId: spanId(span.parentId) }),
      name: span.name,
      kind: 1,
      startTimeUnixNano: start,
      endTimeUnixNano: end ?? '0',
      attributes: otlpAttributes(span.attributes),
      events: eventsOf(span.events, start),
      status: span.failure !== null ? { code: 2, message: span.failure } : span.isSuccess === true ? { code: 1 } : {},
    },
  };
  return { kind: 'span', line: place.line, value };
}

const spanId = (id: string): string => (/^[0-9a-f]{16}$/i.test(id) ? id.toLowerCase() : spanIdFrom(id));

/** A judgment of a span, by the ids that the span has here. */
export function judgmentRecord(
  of: { readonly traceId: string; readonly spanId: string | null },
  judgment: Fields,
  place: Place,
): FileRecord {
  return {
    kind: 'evaluation',
    line: place.line,
    value: { traceId: traceIdFrom(of.traceId), ...(of.spanId === null ? {} : { spanId: spanId(of.spanId) }), ...present(judgment) },
  };
}

export const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''));

/** Nanoseconds since 1970 as text; times without a zone are UTC. Null: it is no time. */
export function nanosOf(value: unknown): string | null {
  if (typeof value === 'bigint') return nanosOf(Number(value));
  if (value instanceof Date) return `${BigInt(value.getTime()) * 1_000_000n}`;
  if (typeof value === 'string' && /^\d{19}$/.test(value)) return value;
  const at = instantOf(value);
  if (at === null) return null;
  const fraction = typeof value === 'string' ? (/:\d{2}[.,](\d{1,9})/.exec(value)?.[1] ?? '') : '';
  return `${BigInt(Math.floor(at.getTime() / 1_000)) * 1_000_000_000n + BigInt(fraction === '' ? (((at.getTime() % 1_000) + 1_000) % 1_000) * 1_000_000 : fraction.padEnd(9, '0'))}`;
}

/** Members whose value is JSON in one text. */
const ofJson =
  /(^|\.)(metadata|input\.value|output\.value|invocation_parameters|parameters|prompt_template\.variables|json_schema|arguments)$/;

export function otlpAttributes(attributes: Fields): { key: string; value: Fields }[] {
  const list: { key: string; value: Fields }[] = [];
  const add = (key: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object' && !(value instanceof Date) && ofJson.test(key))
      list.push({ key, value: { stringValue: jsonOf(value) } });
    else if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null)) {
      for (const [index, one] of (value as unknown[]).entries()) add(`${key}.${index}`, one);
    } else if (isObject(value) && !(value instanceof Date)) {
      for (const [name, inner] of Object.entries(value)) add(`${key}.${name}`, inner);
    } else list.push({ key, value: anyValue(value) });
  };
  for (const [key, value] of Object.entries(attributes)) add(key, value);
  return list;
}

function anyValue(value: unknown): Fields {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: String(value) };
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (value instanceof Date) return { stringValue: value.toISOString() };
  if (Array.isArray(value))
    return { arrayValue: { values: (value as unknown[]).filter((one) => one !== null && one !== undefined).map(anyValue) } };
  return { stringValue: String(value) };
}

export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner));

/** `input.value` and what it is; a text stays a text. */
export function valueAttributes(name: 'input' | 'output', value: unknown): Fields {
  if (value === undefined || value === null) return {};
  return typeof value === 'string'
    ? { [`${name}.value`]: value }
    : { [`${name}.value`]: jsonOf(value), [`${name}.mime_type`]: 'application/json' };
}

function eventsOf(events: unknown, start: string): object[] {
  const list: unknown = typeof events === 'string' ? parsedList(events) : events;
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).filter(isObject).map((event) => ({
    name: textOf(event['name']) ?? 'event',
    timeUnixNano: nanosOf(event['timestamp'] ?? event['time']) ?? start,
    attributes: otlpAttributes(
      isObject(event['attributes']) ? event['attributes'] : present({ ...event, name: null, timestamp: null, time: null }),
    ),
  }));
}

function parsedList(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
