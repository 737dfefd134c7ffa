import { contentHash } from '../ids.ts';
import { joinedStream } from '../stream.ts';
import { instantOf, isObject, textOf } from '../values.ts';
import { messagesOf } from './conversation.ts';
import { numeric, objectIn } from './langsmith.ts';
import { bad, type Fields, type Reader } from './reader.ts';
import { present } from './spans.ts';
import { turnOf, turnsOf, unfolded, type Turn } from './turns.ts';

const requestNames = ['request', 'request_body', 'requestBody', 'req', 'body', 'kwargs', 'params'];
const responseNames = ['response', 'response_body', 'responseBody', 'res', 'completion', 'chunks'];

/** Requests to a model and their answers: logs, stored completions, lines of OpenAI's batches, answers alone. */
export const completionsReader: Reader = {
  id: 'completions',
  description:
    'logs of chat completions ({ request, response }, answers of the API, lines of OpenAI’s batches), Anthropic’s too; streamed answers as their pieces',
  matches: (names) =>
    names.has('choices') ||
    (names.has('messages') && responseNames.some((name) => names.has(name))) ||
    (requestNames.some((name) => names.has(name)) && responseNames.some((name) => names.has(name))) ||
    (names.has('custom_id') && (names.has('body') || names.has('response'))) ||
    (names.has('object') && names.has('output') && names.has('model')),
  *records(value, place) {
    const isAnswer = 'choices' in value || ('output' in value && 'object' in value);
    const requestName = requestNames.find((name) => name in value);
    const responseName = responseNames.find((name) => name in value);
    // Some logs keep the members of the request beside the answer.
    const isFlat = !isAnswer && requestName === undefined && 'messages' in value;
    const request = isAnswer
      ? value
      : isFlat
        ? { messages: value['messages'], model: value['model'] }
        : bodyOf(requestName === undefined ? undefined : value[requestName]);
    const given = isAnswer ? value : responseName === undefined ? undefined : unfolded(value[responseName]);
    const response = isAnswer
      ? value
      : (joinedStream(given, unfolded) ?? (typeof given === 'string' ? { content: given, role: 'assistant' } : bodyOf(given)));
    const listed =
      request['messages'] ??
      (isAnswer && !('messages' in value) ? undefined : (request['input'] ?? request['prompt'] ?? request['contents']));
    const asked = listed === undefined ? [] : typeof listed === 'string' ? turnsOf(listed, 'prompt') : turnsOf(listed, 'messages');
    if ('reason' in asked) return yield bad(place, asked.field, asked.reason);
    const system = textOf(request['system']) ?? textOf(request['instructions']);
    const answers = answersOf(response);
    const error = failureOf(value, given, response);
    const first = answers[0] ?? (error === null ? null : { turn: { ...empty, role: 'ASSISTANT' as const }, about: {} });
    const turns: Turn[] = [
      ...(system === null ? [] : [{ ...empty, role: 'SYSTEM' as const, content: system }]),
      ...asked,
      ...(first === null ? [] : [first.turn]),
    ];
    if (turns.length === 0) return yield bad(place, '', 'has no messages');
    const own = textOf(value['custom_id']) ?? textOf(response['id']) ?? textOf(value['id']);
    const id = own === null ? `${place.file.name}/${place.line}-${contentHash(place.text)}` : `${place.file.name}/${own}`;
    const at = [
      value['created_at'],
      value['timestamp'],
      response['created'],
      response['created_at'],
      value['time'],
      value['endTime'],
      value['end_time'],
      value['start_time'],
      request['created'],
    ]
      .map(instantOf)
      .find((instant) => instant !== null);
    const endedAt = at ?? place.file.modifiedAt;
    const {
      messages: _m,
      input: _i,
      prompt: _p,
      contents: _c,
      system: _s,
      instructions: _n,
      choices: _ch,
      output: _o,
      usage: _u,
      model: _mo,
      id: _id,
      object: _ob,
      created: _cr,
      ...parameters
    } = request;
    const latencyMs = ['latency_ms', 'latencyMs', 'duration_ms', 'durationMs', 'response_time_ms', 'elapsed_ms']
      .map((name) => numeric(value[name]))
      .find((one) => one !== null);
    const answer = present({
      model: textOf(response['model']) ?? textOf(request['model']) ?? textOf(value['model']),
      provider: textOf(value['provider']) ?? textOf(response['provider']),
      ...usageOf(objectIn(response['usage'] ?? value['usage'])),
      latencyMs: latencyMs === undefined ? null : Math.round(latencyMs),
      errorType: error,
      metadata: {
        ...present(isAnswer ? {} : rest(value, requestName, responseName, ...(isFlat ? ['messages', 'model'] : []))),
        ...(Object.keys(parameters).length === 0 ? {} : isAnswer ? present(parameters) : { parameters }),
        ...first?.about,
      },
    });
    const all = present({ userId: textOf(request['user']) ?? textOf(value['user_id']), sessionId: textOf(value['session_id']) });
    yield* messagesOf({ id, turns, endedAt, about: {}, ...(first === null ? {} : { answer }), all }, place);
    for (const [index, { turn, about }] of answers.slice(1).entries())
      yield* messagesOf(
        {
          id: `${id}/choice-${index + 1}`,
          turns: [...turns.slice(0, -1), turn],
          endedAt,
          about: {},
          answer: present({ model: answer['model'], metadata: about }),
          all,
        },
        place,
      );
    return undefined;
  },
};

const empty = { content: '', toolCalls: [], callId: null, rest: {} };

const rest = (value: Fields, ...names: readonly (string | undefined)[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name) && name !== 'usage'));

function bodyOf(given: unknown): Fields {
  const value = objectIn(given);
  return 'body' in value ? objectIn(value['body']) : 'data' in value && isObject(value['data']) ? value['data'] : value;
}

interface Answer {
  readonly turn: Turn;
  readonly about: Fields;
}

/** One for each choice; Anthropic's answer is a message, that of OpenAI's Responses a list of items. */
function answersOf(response: Fields): Answer[] {
  const assistant = (message: unknown): Turn | null => {
    const turn = turnOf(isObject(message) ? { role: 'assistant', ...message } : { role: 'assistant', content: message });
    return typeof turn === 'string' ? null : turn;
  };
  if (Array.isArray(response['choices']))
    return (response['choices'] as unknown[]).filter(isObject).flatMap((choice) => {
      const { message, text, index: _index, ...about } = choice;
      const turn = assistant(message ?? choice['delta'] ?? text);
      return turn === null ? [] : [{ turn, about: present(about) }];
    });
  if (Array.isArray(response['output'])) {
    const items = (response['output'] as unknown[]).filter(isObject);
    const content = items.flatMap((item) =>
      item['type'] === 'message' && Array.isArray(item['content']) ? (item['content'] as unknown[]) : [],
    );
    const tool_calls = items
      .filter((item) => item['type'] === 'function_call')
      .map((item) => ({ id: item['call_id'] ?? item['id'], function: { name: item['name'], arguments: item['arguments'] } }));
    const others = items.filter((item) => item['type'] !== 'message' && item['type'] !== 'function_call');
    const turn = assistant({ content, ...(tool_calls.length === 0 ? {} : { tool_calls }) });
    return turn === null ? [] : [{ turn, about: others.length === 0 ? {} : { items: others } }];
  }
  if (response['content'] !== undefined) {
    const turn = assistant({ content: response['content'] });
    return turn === null ? [] : [{ turn, about: present({ finish_reason: response['stop_reason'] }) }];
  }
  return [];
}

function failureOf(value: Fields, given: unknown, response: Fields): string | null {
  const error = [response['error'], value['error'], value['exception']].find((one) => one !== undefined && one !== null);
  if (isObject(error)) return textOf(error['code']) ?? textOf(error['type']) ?? textOf(error['message'])?.slice(0, 200) ?? 'error';
  if (error !== undefined) return String(error).slice(0, 200);
  const status = isObject(given) ? Number(given['status_code'] ?? given['status']) : Number(value['status_code']);
  return status >= 400 ? `HTTP ${status}` : null;
}

/** Anthropic counts the cache beside the input. */
function usageOf(usage: Fields): Fields {
  const cacheRead = numeric(usage['cache_read_input_tokens']);
  const cacheWrite = numeric(usage['cache_creation_input_tokens']);
  const inside = objectIn(usage['prompt_tokens_details'] ?? usage['input_tokens_details']);
  const count = (...names: readonly string[]): number | null => {
    const value = names.map((name) => usage[name]).find((one) => typeof one === 'number');
    return typeof value === 'number' ? value : null;
  };
  const input = count('prompt_tokens', 'input_tokens');
  return {
    inputTokens: input === null ? null : input + (cacheRead ?? 0) + (cacheWrite ?? 0),
    outputTokens: count('completion_tokens', 'output_tokens'),
    cacheReadTokens: cacheRead ?? numeric(inside['cached_tokens']),
    cacheWriteTokens: cacheWrite,
    reasoningTokens: numeric(objectIn(usage['completion_tokens_details'] ?? usage['output_tokens_details'])['reasoning_tokens']),
  };
}
