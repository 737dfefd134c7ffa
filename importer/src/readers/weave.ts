import { isObject, textOf } from '../values.ts';
import { numeric, objectIn } from './langsmith.ts';
import type { Fields, Reader } from './reader.ts';
import { jsonOf, judgmentRecord, present, spanRecord, valueAttributes } from './spans.ts';

/** Operations that call a model, as Weave's integrations name them. */
const callsModel =
  /(chat\.completions|messages|responses|completions|embeddings)\.(create|parse|stream)|(^|\.)a?completion$|generate_content|(^|[.:])(invoke_model|converse)/i;

/** Calls of W&B Weave, one on a line. */
export const weaveReader: Reader = {
  id: 'W&B Weave',
  description: 'calls exported from W&B Weave (JSON Lines or JSON)',
  matches: (names) => names.has('op_name') && names.has('started_at'),
  *records(value, place) {
    const id = textOf(value['id']) ?? place.text;
    const traceId = textOf(value['trace_id']) ?? id;
    if (value['deleted_at'] !== undefined && value['deleted_at'] !== null)
      return yield { kind: 'remark', text: `line ${place.line}: the call ${id} was deleted in Weave; it is left out` };
    const operation = operationOf(textOf(value['op_name']) ?? 'call');
    const summary = objectIn(value['summary']);
    const ofWeave = objectIn(summary['weave']);
    const usages = Object.entries(objectIn(summary['usage'])).filter(([, usage]) => isObject(usage)) as [string, Fields][];
    const attributes = objectIn(value['attributes']);
    const isEmbedding = /embed/i.test(operation);
    const kind = textOf(attributes['kind'])?.toUpperCase();
    const isCall = kind === 'LLM' || callsModel.test(operation);
    const failure = textOf(value['exception']);
    const output = objectIn(value['output']);
    const inputs = objectIn(value['inputs']);
    const sum = (...names: readonly string[]): number | null =>
      numeric(
        usages.reduce(
          (total, [, usage]) =>
            total + Number(names.map((name) => usage[name]).find((count) => count !== undefined && count !== null) ?? 0),
          0,
        ),
      );
    const detail = (whole: readonly string[], part: string): number | null =>
      numeric(
        usages.reduce(
          (total, [, usage]) =>
            total + Number(whole.map((name) => objectIn(usage[name])[part]).find((count) => count !== undefined && count !== null) ?? 0),
          0,
        ),
      );
    yield spanRecord(
      {
        traceId,
        spanId: id,
        parentId: textOf(value['parent_id']),
        name: textOf(value['display_name']) ?? operation,
        startedAt: value['started_at'],
        endedAt: value['ended_at'],
        failure,
        isSuccess: ofWeave['status'] === 'success',
        attributes: {
          ...present({
            'openinference.span.kind': isEmbedding ? 'EMBEDDING' : isCall ? 'LLM' : kind === 'TOOL' || kind === 'AGENT' ? kind : 'CHAIN',
            'llm.model_name':
              (isCall || isEmbedding ? (textOf(output['model']) ?? textOf(inputs['model'])) : null) ??
              (usages.length === 1 ? usages[0]?.[0] : null),
            'llm.token_count.prompt': sum('prompt_tokens', 'input_tokens'),
            'llm.token_count.completion': sum('completion_tokens', 'output_tokens'),
            'llm.token_count.total': sum('total_tokens'),
            'llm.token_count.prompt_details.cache_read':
              detail(['prompt_tokens_details', 'input_tokens_details'], 'cached_tokens') ?? sum('cache_read_input_tokens'),
            'llm.token_count.prompt_details.cache_write': sum('cache_creation_input_tokens'),
            'llm.token_count.completion_details.reasoning': detail(
              ['completion_tokens_details', 'output_tokens_details'],
              'reasoning_tokens',
            ),
            'session.id': textOf(value['thread_id']),
            'user.id': textOf(value['wb_user_id']),
            metadata: Object.keys(attributes).length === 0 ? null : jsonOf(attributes),
            'weave.id': id,
            'weave.op_name': textOf(value['op_name']),
            'weave.project_id': textOf(value['project_id']),
            'weave.turn_id': textOf(value['turn_id']),
            'weave.run_id': textOf(value['wb_run_id']),
            'weave.run_step': value['wb_run_step'],
            'weave.costs': Object.keys(objectIn(ofWeave['costs'])).length === 0 ? null : jsonOf(ofWeave['costs']),
          }),
          ...valueAttributes('input', value['inputs']),
          ...valueAttributes('output', value['output']),
        },
        source: 'weave',
      },
      place,
    );
    const feedback = Array.isArray(ofWeave['feedback']) ? ofWeave['feedback'] : Array.isArray(value['feedback']) ? value['feedback'] : [];
    for (const [index, one] of (feedback as unknown[]).filter(isObject).entries()) {
      const type = textOf(one['feedback_type']) ?? 'feedback';
      const payload = objectIn(one['payload']);
      const emoji = textOf(payload['alias']) ?? textOf(payload['emoji']);
      const verdict = payload['value'] ?? payload['output'];
      yield judgmentRecord(
        { traceId, spanId: id },
        {
          externalId: `weave:${textOf(one['id']) ?? `${id}:${index}`}`,
          name: type.replace(/^wandb\.([a-z]+)\..*$/, '$1'),
          label: emoji ?? (typeof verdict === 'string' ? verdict : isObject(verdict) ? jsonOf(verdict) : null),
          value: typeof verdict === 'number' ? verdict : null,
          success:
            emoji === null
              ? typeof verdict === 'boolean'
                ? verdict
                : null
              : /thumbs?_?up|👍|\+1/.test(emoji)
                ? true
                : /thumbs?_?down|👎|-1/.test(emoji)
                  ? false
                  : null,
          comment: textOf(payload['note']),
          evaluator: textOf(one['creator']),
        },
        place,
      );
    }
    return undefined;
  },
};

/** `chat` of `weave:///team/project/op/chat:digest`. */
const operationOf = (name: string): string => /\/op\/([^:]+)(?::|$)/.exec(name)?.[1] ?? name;
