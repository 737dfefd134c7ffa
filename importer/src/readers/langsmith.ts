import { isObject, textOf } from '../values.ts';
import type { Fields, Reader } from './reader.ts';
import { jsonOf, judgmentRecord, present, spanRecord, valueAttributes } from './spans.ts';
import { unfolded } from './turns.ts';

const kinds: Readonly<Record<string, string>> = {
  llm: 'LLM',
  chat: 'LLM',
  tool: 'TOOL',
  retriever: 'RETRIEVER',
  embedding: 'EMBEDDING',
  chain: 'CHAIN',
  prompt: 'CHAIN',
  parser: 'CHAIN',
};

/** Runs as LangSmith's API answers them; its bulk export has the same members, some as JSON in a text. */
export const langsmithReader: Reader = {
  id: 'LangSmith',
  description: 'runs exported from LangSmith (JSON, JSON Lines, or Parquet of the bulk export)',
  matches: (names) => names.has('run_type') && (names.has('start_time') || names.has('dotted_order')),
  *records(value, place) {
    // `<time>Z<id>` of each ancestor, joined by dots.
    const path = (textOf(value['dotted_order']) ?? '')
      .split('.')
      .map((part) => part.replace(/^.*?Z/, ''))
      .filter((part) => part !== '');
    const id = textOf(value['id']) ?? path.at(-1) ?? place.text;
    const traceId = textOf(value['trace_id']) ?? path[0] ?? id;
    const extra = objectIn(value['extra']);
    const metadata = { ...objectIn(extra['metadata']), ...objectIn(value['metadata']) };
    const invocation = isObject(extra['invocation_params']) ? extra['invocation_params'] : objectIn(metadata['invocation_params']);
    const [inputs, outputs] = [unfolded(value['inputs']), unfolded(value['outputs'])];
    const usage = usageOf(value, outputs);
    const error = textOf(value['error']);
    const status = textOf(value['status']);
    yield spanRecord(
      {
        traceId,
        spanId: id,
        parentId: textOf(value['parent_run_id']) ?? path.at(-2) ?? null,
        name: textOf(value['name']) ?? 'run',
        startedAt: value['start_time'],
        endedAt: value['end_time'],
        failure: error !== null || status === 'error' ? (error ?? '') : null,
        isSuccess: status === 'success',
        attributes: present({
          'openinference.span.kind': kinds[textOf(value['run_type'])?.toLowerCase() ?? ''] ?? 'CHAIN',
          'llm.model_name':
            textOf(metadata['ls_model_name']) ??
            textOf(invocation['model']) ??
            textOf(invocation['model_name']) ??
            textOf(invocation['model_id']),
          'llm.provider': textOf(metadata['ls_provider']),
          'llm.invocation_parameters': Object.keys(invocation).length === 0 ? null : jsonOf(invocation),
          ...usage,
          ...valueAttributes('input', inputs),
          ...valueAttributes('output', outputs),
          'session.id':
            textOf(metadata['session_id']) ??
            textOf(metadata['thread_id']) ??
            textOf(metadata['conversation_id']) ??
            textOf(value['thread_id']),
          'user.id': textOf(metadata['user_id']),
          'tag.tags': Array.isArray(value['tags']) ? value['tags'] : null,
          metadata: Object.keys(metadata).length === 0 ? null : jsonOf(metadata),
          'langfuse.observation.completion_start_time': textOf(value['first_token_time']),
          'langsmith.run.id': id,
          'langsmith.run_type': textOf(value['run_type']),
          'langsmith.session_id': textOf(value['session_id']),
          'langsmith.session_name': textOf(value['session_name']),
          'langsmith.reference_example_id': textOf(value['reference_example_id']),
        }),
        events: Array.isArray(value['events'])
          ? (value['events'] as unknown[]).filter((event) => isObject(event) && event['name'] !== 'start' && event['name'] !== 'end')
          : [],
        source: 'langsmith',
      },
      place,
    );
    for (const [key, stats] of Object.entries(objectIn(value['feedback_stats']))) {
      if (!isObject(stats)) continue;
      const label = isObject(stats['values']) ? Object.keys(stats['values'])[0] : undefined;
      if (typeof stats['avg'] === 'number' || label !== undefined)
        yield judgmentRecord(
          { traceId, spanId: id },
          { externalId: `langsmith:${id}:${key}`, name: key, value: stats['avg'], label, ...commentOf(stats) },
          place,
        );
    }
  },
};

const commentOf = (stats: Fields): Fields =>
  Array.isArray(stats['comments']) && typeof stats['comments'][0] === 'string' ? { comment: stats['comments'].join('\n') } : {};

export function objectIn(value: unknown): Fields {
  const read = unfolded(value);
  return isObject(read) ? read : {};
}

function usageOf(value: Fields, outputs: unknown): Fields {
  const usage = isObject(outputs)
    ? objectIn(outputs['usage_metadata'] ?? objectIn(outputs['llm_output'])['token_usage'] ?? outputs['usage'])
    : {};
  const inputs = {
    ...objectIn(value['prompt_token_details']),
    ...objectIn(value['input_token_details']),
    ...objectIn(usage['input_token_details']),
  };
  const answers = {
    ...objectIn(value['completion_token_details']),
    ...objectIn(value['output_token_details']),
    ...objectIn(usage['output_token_details']),
  };
  return {
    'llm.token_count.prompt': numeric(value['prompt_tokens'] ?? usage['input_tokens'] ?? usage['prompt_tokens']),
    'llm.token_count.completion': numeric(value['completion_tokens'] ?? usage['output_tokens'] ?? usage['completion_tokens']),
    'llm.token_count.total': numeric(value['total_tokens'] ?? usage['total_tokens']),
    'llm.token_count.prompt_details.cache_read': numeric(inputs['cache_read']),
    'llm.token_count.prompt_details.cache_write': numeric(inputs['cache_creation']),
    'llm.token_count.completion_details.reasoning': numeric(answers['reasoning']),
    'llm.cost.total': numeric(value['total_cost']),
    'llm.cost.prompt': numeric(value['prompt_cost']),
    'llm.cost.completion': numeric(value['completion_cost']),
  };
}

/** LangSmith counts no tokens as 0 on runs that are no calls. */
export function numeric(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null;
}
