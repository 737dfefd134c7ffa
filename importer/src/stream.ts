import { isObject } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The answer that the pieces of a stream make together, as its provider would have sent it in one body: chunks of OpenAI's chat
 * completions, events of its Responses API and of Anthropic, answers of Gemini in portions. null: these are no pieces of a stream.
 *
 * Applications and proxies write down a stream as it came: as a list, or as the text of its server-sent events.
 *
 * `parse`  the value of a text that is JSON; of any other the text.
 */
export function joinedStream(sent: unknown, parse: (value: unknown) => unknown): Fields | null {
  const pieces = Array.isArray(sent) ? sent : typeof sent === 'string' ? serverSent(sent) : null;
  if (pieces === null || pieces.length === 0) return null;
  const fields: Fields[] = [];
  for (const piece of pieces) {
    const one = fieldsOf(parse(piece));
    if (one === null) return null;
    fields.push(one);
  }
  return ofResponses(fields) ?? ofAnthropic(fields, parse) ?? ofChunks(fields) ?? ofGemini(fields);
}

/** What stands behind `data:` in the text of a stream; null: it is not one. */
function serverSent(text: string): unknown[] | null {
  if (!/^(?:event|data|id|:)[ :]/.test(text)) return null;
  const data = text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trim())
    .filter((line) => line !== '' && line !== '[DONE]');
  return data.length === 0 ? null : data;
}

/** The last event of the Responses API holds the whole answer. */
function ofResponses(events: readonly Fields[]): Fields | null {
  if (!events.every(({ type }) => typeof type === 'string' && (type.startsWith('response.') || type === 'error'))) return null;
  const last = events.findLast(({ type }) => type === 'response.completed' || type === 'response.incomplete' || type === 'response.failed');
  return fieldsOf(last?.['response']);
}

function ofChunks(chunks: readonly Fields[]): Fields | null {
  const isChunk = ({ choices }: Fields): boolean =>
    Array.isArray(choices) && choices.every((choice) => fieldsOf(fieldsOf(choice)?.['delta']) !== null);
  if (!chunks.every(isChunk) || chunks.every(({ choices }) => (choices as unknown[]).length === 0)) return null;
  const choices = new Map<unknown, { message: Record<string, unknown>; calls: Map<unknown, Call>; finish_reason: unknown }>();
  const body: Record<string, unknown> = {};
  for (const chunk of chunks) {
    for (const name of ['id', 'model', 'usage', 'system_fingerprint']) body[name] = chunk[name] ?? body[name];
    for (const sent of chunk['choices'] as readonly Fields[]) {
      const choice = choices.get(sent['index']) ?? { message: {}, calls: new Map<unknown, Call>(), finish_reason: null };
      choices.set(sent['index'], choice);
      choice.finish_reason = sent['finish_reason'] ?? choice.finish_reason;
      const delta = sent['delta'] as Fields;
      for (const name in delta) {
        if (name === 'tool_calls') for (const call of listOf(delta[name])) addCall(choice.calls, call);
        else choice.message[name] = joined(choice.message[name], delta[name]);
      }
    }
  }
  return {
    ...withoutNothing(body),
    choices: [...choices.values()].map(({ message, calls, finish_reason }, index) => ({
      index,
      message: { ...message, role: 'assistant', ...(calls.size === 0 ? null : { tool_calls: [...calls.values()] }) },
      finish_reason,
    })),
  };
}

interface Call {
  id: unknown;
  name: string;
  arguments: string;
}

/** Name and id come with the first piece of a call, its arguments letter by letter. */
function addCall(calls: Map<unknown, Call>, sent: Fields): void {
  const key = sent['index'] ?? sent['id'];
  const call = calls.get(key) ?? { id: null, name: '', arguments: '' };
  calls.set(key, call);
  const piece = fieldsOf(sent['function']);
  call.id = sent['id'] ?? call.id;
  call.name = joined(call.name, piece?.['name']) as string;
  call.arguments = joined(call.arguments, piece?.['arguments']) as string;
}

function ofAnthropic(events: readonly Fields[], parse: (value: unknown) => unknown): Fields | null {
  const start = fieldsOf(events.find(({ type }) => type === 'message_start')?.['message']);
  if (start === null) return null;
  const blocks = new Map<unknown, Record<string, unknown>>();
  let rest: Fields = {};
  let usage = fieldsOf(start['usage']) ?? {};
  for (const event of events) {
    if (event['type'] === 'content_block_start') blocks.set(event['index'], { ...fieldsOf(event['content_block']) });
    else if (event['type'] === 'content_block_delta') addDelta(blocks.get(event['index']), fieldsOf(event['delta']));
    else if (event['type'] === 'message_delta') {
      rest = withoutNothing(fieldsOf(event['delta']) ?? {});
      usage = { ...usage, ...withoutNothing(fieldsOf(event['usage']) ?? {}) };
    }
  }
  const content = [...blocks.values()].map(({ partial_json: json, ...block }) =>
    typeof json === 'string' && json !== '' ? { ...block, input: parse(json) } : block,
  );
  return { ...start, ...rest, content, usage };
}

function addDelta(block: Record<string, unknown> | undefined, delta: Fields | null): void {
  if (block === undefined || delta === null) return;
  for (const name of ['text', 'thinking', 'signature', 'partial_json']) if (name in delta) block[name] = joined(block[name], delta[name]);
  const citation = delta['citation'];
  if (citation !== undefined) block['citations'] = [...listOf(block['citations']), citation];
}

function ofGemini(answers: readonly Fields[]): Fields | null {
  if (
    answers.length < 2 ||
    !answers.every(({ candidates, usageMetadata }) => Array.isArray(candidates) || fieldsOf(usageMetadata) !== null)
  )
    return null;
  const candidates = answers.flatMap((answer) => listOf(answer['candidates']));
  const parts = candidates.flatMap((candidate) => listOf(fieldsOf(candidate['content'])?.['parts']));
  if (parts.length === 0) return null;
  const last = Object.assign({}, ...answers.map(withoutNothing)) as Fields;
  return { ...last, candidates: [{ ...candidates.at(-1), content: { role: 'model', parts: withTextsJoined(parts) } }] };
}

/** Texts that follow each other were one text. */
function withTextsJoined(parts: readonly Fields[]): Fields[] {
  const found: Fields[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    const isSame = typeof part['text'] === 'string' && typeof before?.['text'] === 'string' && part['thought'] === before['thought'];
    if (isSame) found[found.length - 1] = { ...before, text: `${before['text'] as string}${part['text'] as string}` };
    else found.push(part);
  }
  return found;
}

const joined = (before: unknown, next: unknown): unknown =>
  typeof before === 'string' && typeof next === 'string' ? before + next : (next ?? before);

const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map((item) => fieldsOf(item)).filter((item) => item !== null) : [];

function withoutNothing(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

const fieldsOf = (value: unknown): Fields | null => (isObject(value) ? value : null);
