import type { FileRecord } from '../records.ts';
import { isObject, textOf } from '../values.ts';
import { bad, type Fields, type Place, type Reader } from './reader.ts';
import { judgmentRecord, present, spanRecord } from './spans.ts';

/** Spans as Phoenix's API and page export them. */
const asJson: Reader = {
  id: 'Phoenix',
  description: 'spans exported from Phoenix (JSON of its API and page; JSON, CSV or Parquet of get_spans_dataframe)',
  matches: (names) => names.has('context') && (names.has('span_kind') || names.has('start_time') || names.has('attributes')),
  *records(value, place) {
    const context = isObject(value['context']) ? value['context'] : {};
    yield* spanOf(
      { ...value, 'context.trace_id': context['trace_id'], 'context.span_id': context['span_id'] },
      isObject(value['attributes']) ? value['attributes'] : {},
      place,
    );
  },
};

/** The same as a row of a data frame: attributes are columns of their own. */
const asRow: Reader = {
  id: 'Phoenix',
  description: 'rows of a data frame of Phoenix',
  matches: (names) => names.has('context.trace_id') && names.has('context.span_id'),
  *records(value, place) {
    const attributes = Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => (name.startsWith('attributes.') ? [[name.slice('attributes.'.length), inner]] : [])),
    );
    yield* spanOf(value, attributes, place);
  },
};

function* spanOf(value: Fields, attributes: Fields, place: Place): Iterable<FileRecord> {
  const [traceId, spanId] = [textOf(value['context.trace_id']), textOf(value['context.span_id'])];
  if (traceId === null || spanId === null) return yield bad(place, 'context', 'has no trace_id and span_id');
  const kind = textOf(value['span_kind']);
  const status = textOf(value['status_code'])?.toUpperCase();
  yield spanRecord(
    {
      traceId,
      spanId,
      parentId: textOf(value['parent_id']),
      name: textOf(value['name']) ?? 'span',
      startedAt: value['start_time'],
      endedAt: value['end_time'],
      failure: status === 'ERROR' ? (textOf(value['status_message']) ?? '') : null,
      isSuccess: status === 'OK',
      attributes: { ...(kind === null || kind === 'UNKNOWN' ? {} : { 'openinference.span.kind': kind }), ...read(attributes) },
      events: value['events'],
      source: 'phoenix',
    },
    place,
  );
  yield* judgmentsOf(value, { traceId, spanId }, place);
  return undefined;
}

/** Of a CSV all is text: counts and costs are numbers. */
const read = (attributes: Fields): Fields =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, inner]) => [
      name,
      typeof inner === 'string' && /token_count|\bcost\b/.test(name) && Number.isFinite(Number(inner)) ? Number(inner) : inner,
    ]),
  );

/** Evaluations stand in columns `eval.NAME.score`, annotations in a list. */
function* judgmentsOf(value: Fields, of: { traceId: string; spanId: string }, place: Place): Iterable<FileRecord> {
  const byName = new Map<string, Record<string, unknown>>();
  for (const [column, inner] of Object.entries(value)) {
    const [, name, what] = /^eval\.(.+)\.(label|score|explanation)$/.exec(column) ?? [];
    if (name === undefined || what === undefined || inner === null || inner === undefined) continue;
    const judgment = byName.get(name) ?? { name };
    judgment[what === 'score' ? 'value' : what === 'explanation' ? 'comment' : 'label'] = what === 'score' ? Number(inner) : inner;
    byName.set(name, judgment);
  }
  const list = [value['annotations'], value['span_annotations']].find(Array.isArray) as unknown[] | undefined;
  for (const annotation of (list ?? []).filter(isObject)) {
    const result = isObject(annotation['result']) ? annotation['result'] : annotation;
    const name = textOf(annotation['name']);
    if (name !== null)
      byName.set(`${name}/${textOf(annotation['identifier']) ?? ''}`, {
        name,
        label: result['label'],
        value: result['score'],
        comment: result['explanation'],
        evaluatorKind: { HUMAN: 'HUMAN', LLM: 'MODEL', CODE: 'RULE' }[textOf(annotation['annotator_kind']) ?? ''],
      });
  }
  for (const [key, judgment] of byName)
    yield judgmentRecord(of, { externalId: `phoenix:${of.spanId}:${key}`, ...present(judgment) }, place);
}

/** OTLP in snake_case, as Phoenix's `spans/otlpv1` answers. */
const asOtlp: Reader = {
  id: 'Phoenix',
  description: 'OTLP spans in snake_case (Phoenix’s spans/otlpv1)',
  matches: (names) =>
    names.has('trace_id') && names.has('span_id') && (names.has('start_time_unix_nano') || names.has('startTimeUnixNano')),
  *records(value, place) {
    const camel = camelCased(value) as Record<string, unknown>;
    const { resource, scope, ...span } = camel;
    const status = isObject(span['status']) ? span['status'] : {};
    const code = { STATUS_CODE_OK: 1, STATUS_CODE_ERROR: 2, OK: 1, ERROR: 2 }[String(status['code'])] ?? status['code'];
    yield {
      kind: 'span',
      line: place.line,
      value: {
        resource: { resource: isObject(resource) ? resource : { attributes: [] } },
        scope: { scope: isObject(scope) ? scope : { name: 'phoenix' } },
        span: { ...span, ...(code === undefined ? {} : { status: { ...status, code } }) },
      },
    };
  },
};

/** Names of members only; keys of attributes are values. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === null ? [] : [[name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), camelCased(inner)]],
    ),
  );
}

export const phoenixReaders: readonly Reader[] = [asJson, asRow, asOtlp];
