import type { FileRecord } from '../records.ts';
import { isObject, textOf } from '../values.ts';
import { numeric, objectIn } from './langsmith.ts';
import { bad, type Fields, type Place, type Reader } from './reader.ts';
import { jsonOf, judgmentRecord, present, spanRecord, valueAttributes } from './spans.ts';

const kinds: Readonly<Record<string, string>> = { llm: 'LLM', tool: 'TOOL', guardrail: 'GUARDRAIL', general: 'CHAIN' };

/** A trace with its spans, as `opik export` writes it. */
const whole: Reader = {
  id: 'Opik',
  description: 'traces exported from Opik (trace_….json of `opik export`, or spans and traces of its API)',
  matches: (names) => names.has('trace') && names.has('spans'),
  *records(value, place) {
    const trace = value['trace'];
    const id = isObject(trace) ? textOf(trace['id']) : null;
    if (!isObject(trace) || id === null) return yield bad(place, 'trace', 'has no id');
    const spans = (Array.isArray(value['spans']) ? (value['spans'] as unknown[]) : []).filter(isObject);
    const ids = new Set(spans.map((span) => textOf(span['id'])));
    const tops = spans.filter((span) => !ids.has(textOf(span['parent_span_id'])));
    const about = aboutTrace(trace);
    // The trace is the only top span, or a span above several.
    const [top] = tops;
    const isOne = tops.length === 1;
    if (!isOne) yield* spanOf(trace, { traceId: id, spanId: id, parentId: null }, about, place);
    else yield* scoresOf(trace, { traceId: id, spanId: null }, place);
    for (const span of spans) {
      const isTop = tops.includes(span);
      const own = isOne && span === top ? { ...about, ...missing(trace, span) } : {};
      yield* spanOf(
        span,
        { traceId: id, spanId: textOf(span['id']) ?? '', parentId: isTop ? (isOne ? null : id) : textOf(span['parent_span_id']) },
        own,
        place,
      );
    }
    const attachments = Array.isArray(value['attachments']) ? value['attachments'].length : 0;
    if (attachments > 0)
      yield { kind: 'remark', text: `${attachments} attachments of the trace ${id} are files of their own; they are not imported` };
    return undefined;
  },
};

/** What the trace has and its only top span lacks. */
const missing = (trace: Fields, span: Fields): Fields => ({
  ...(span['input'] === undefined || span['input'] === null ? valueAttributes('input', trace['input']) : {}),
  ...(span['output'] === undefined || span['output'] === null ? valueAttributes('output', trace['output']) : {}),
});

/** A span alone. */
const single: Reader = {
  id: 'Opik',
  description: 'spans of Opik',
  matches: (names) =>
    names.has('trace_id') &&
    names.has('start_time') &&
    (names.has('parent_span_id') || names.has('project_id')) &&
    (names.has('type') || names.has('usage')) &&
    !names.has('run_type') &&
    !names.has('op_name'),
  *records(value, place) {
    const [traceId, spanId] = [textOf(value['trace_id']), textOf(value['id'])];
    if (traceId === null || spanId === null) return yield bad(place, 'trace_id', 'is missing, or the id is');
    yield* spanOf(value, { traceId, spanId, parentId: textOf(value['parent_span_id']) ?? traceId }, {}, place);
    return undefined;
  },
};

/** A trace alone: the span above its spans. */
const traceAlone: Reader = {
  id: 'Opik',
  description: 'traces of Opik',
  matches: (names) =>
    names.has('project_id') &&
    names.has('start_time') &&
    (names.has('thread_id') || names.has('feedback_scores') || names.has('span_count')) &&
    !names.has('trace_id') &&
    !names.has('op_name'),
  *records(value, place) {
    const id = textOf(value['id']);
    if (id === null) return yield bad(place, 'id', 'is missing');
    yield* spanOf(value, { traceId: id, spanId: id, parentId: null }, aboutTrace(value), place);
    return undefined;
  },
};

const aboutTrace = (trace: Fields): Fields => {
  const metadata = objectIn(trace['metadata']);
  return present({
    'session.id': textOf(trace['thread_id']),
    'user.id': textOf(metadata['user_id']),
    'tag.tags': Array.isArray(trace['tags']) ? trace['tags'] : null,
    metadata: Object.keys(metadata).length === 0 ? null : jsonOf(metadata),
    'opik.project': textOf(trace['project_name']) ?? textOf(trace['project_id']),
  });
};

function* spanOf(
  value: Fields,
  ids: { readonly traceId: string; readonly spanId: string; readonly parentId: string | null },
  about: Fields,
  place: Place,
): Iterable<FileRecord> {
  const usage = objectIn(value['usage']);
  const original = (name: string): unknown => usage[name] ?? usage[`original_usage.${name}`];
  const error = isObject(value['error_info']) ? value['error_info'] : null;
  const metadata = objectIn(value['metadata']);
  yield spanRecord(
    {
      ...ids,
      name: textOf(value['name']) ?? 'span',
      startedAt: value['start_time'],
      endedAt: value['end_time'],
      failure: error === null ? null : (textOf(error['message']) ?? textOf(error['exception_type']) ?? ''),
      attributes: {
        ...present({
          'openinference.span.kind': kinds[textOf(value['type'])?.toLowerCase() ?? ''] ?? 'CHAIN',
          'llm.model_name': textOf(value['model']),
          'llm.provider': textOf(value['provider']),
          'llm.token_count.prompt': numeric(usage['prompt_tokens']),
          'llm.token_count.completion': numeric(usage['completion_tokens']),
          'llm.token_count.total': numeric(usage['total_tokens']),
          'llm.token_count.prompt_details.cache_read': numeric(
            original('prompt_tokens_details.cached_tokens') ?? original('cache_read_input_tokens'),
          ),
          'llm.token_count.prompt_details.cache_write': numeric(original('cache_creation_input_tokens')),
          'llm.token_count.completion_details.reasoning': numeric(original('completion_tokens_details.reasoning_tokens')),
          'llm.cost.total': numeric(value['total_estimated_cost'] ?? value['total_cost']),
          'error.type': error === null ? null : textOf(error['exception_type']),
          'exception.stacktrace': error === null ? null : textOf(error['traceback']),
          metadata: Object.keys(metadata).length === 0 ? null : jsonOf(metadata),
          'tag.tags': Array.isArray(value['tags']) ? value['tags'] : null,
          'opik.id': textOf(value['id']),
        }),
        ...valueAttributes('input', value['input']),
        ...valueAttributes('output', value['output']),
        ...about,
      },
      source: 'opik',
    },
    place,
  );
  yield* scoresOf(value, { traceId: ids.traceId, spanId: ids.spanId }, place);
}

function* scoresOf(value: Fields, of: { readonly traceId: string; readonly spanId: string | null }, place: Place): Iterable<FileRecord> {
  const id = of.spanId ?? of.traceId;
  for (const score of (Array.isArray(value['feedback_scores']) ? (value['feedback_scores'] as unknown[]) : []).filter(isObject)) {
    const number = Number(score['value']);
    yield judgmentRecord(
      of,
      {
        externalId: `opik:${id}:${String(score['name'])}`,
        name: score['name'],
        value: Number.isFinite(number) ? number : null,
        label: textOf(score['category_name']),
        comment: textOf(score['reason']),
        evaluatorKind: { ui: 'HUMAN', online_scoring: 'MODEL', sdk: 'RULE' }[textOf(score['source']) ?? ''],
        evaluator: textOf(score['created_by']),
      },
      place,
    );
  }
  const comments = (Array.isArray(value['comments']) ? (value['comments'] as unknown[]) : []).filter(isObject);
  for (const [index, comment] of comments.entries())
    yield judgmentRecord(
      of,
      {
        externalId: `opik:${id}:comment:${String(comment['id'] ?? index)}`,
        name: 'comment',
        comment: textOf(comment['text']),
        evaluatorKind: 'HUMAN',
      },
      place,
    );
}

export const opikReaders: readonly Reader[] = [whole, single, traceAlone];
