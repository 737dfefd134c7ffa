import type { ChatMessage } from '../../types.ts';
import { answerNames, instructionNames, loneAnswerNames, mistralText, requestNames, titanText } from './fields.ts';
import { fieldsOf, firstOf, named, type Fields } from './json.ts';
import { readList } from './list.ts';
import { messageOf, readMessage } from './message.ts';
import { addContent, noPieces } from './pieces.ts';
import { refusalPart } from './refusal.ts';

/**
 * The conversation in what a framework or a provider puts around it: the body of a request or a response, the state of a graph,
 * the arguments of a function. null: there is none in it.
 */
export function readEnvelope(envelope: Fields, depth: number): ChatMessage[] | null {
  return readRequest(envelope) ?? readResponse(envelope, depth) ?? readWords(envelope);
}

function readRequest(body: Fields): ChatMessage[] | null {
  const name = requestNames.find((candidate) => isFilledList(body[candidate]));
  const list = name === undefined ? chatItems(body) : body[name];
  // Of a Responses answer `instructions` and `input` repeat the question; what it says is its `output`.
  if (Array.isArray(body['choices'])) return null;
  if (list === undefined || list === body['contents']) {
    const question = plainContents(body['contents']);
    if (question !== null) return withSystem(body, question);
  }
  if (list === undefined) return null;
  const messages = readList(list as readonly unknown[]);
  return messages === null ? null : withSystem(body, messages);
}

const isFilledList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** LiveKit's context of a chat holds its messages, calls and results as items. */
const chatItems = ({ items }: Fields): unknown =>
  Array.isArray(items) && items.some((item) => fieldsOf(item)?.['type'] === 'message') ? items : undefined;

/** Gemini's SDKs take a text, one content, or a list of texts and parts for a question of the user. */
function plainContents(contents: unknown): ChatMessage[] | null {
  if (typeof contents === 'string') return contents === '' ? null : [{ role: 'USER', content: contents }];
  if (!Array.isArray(contents)) {
    const content = fieldsOf(contents);
    return content !== null && content['parts'] !== undefined ? messageOf('USER', content) : null;
  }
  const isPart = (item: unknown): boolean => {
    const fields = fieldsOf(item);
    return fields !== null && fields['role'] === undefined && fields['parts'] === undefined && fields['content'] === undefined;
  };
  const isText = (item: unknown): boolean => typeof item === 'string' || typeof fieldsOf(item)?.['text'] === 'string';
  return contents.some(isText) && contents.every((item) => typeof item === 'string' || isPart(item)) ? messageOf('USER', contents) : null;
}

/** Instructions that stand beside the messages come first, unless the messages begin with them. */
function withSystem(body: Fields, messages: readonly ChatMessage[]): ChatMessage[] {
  const instructions =
    firstOf(body, ...instructionNames) ??
    fieldsOf(body['config'])?.['system_instruction'] ??
    fieldsOf(body['config'])?.['systemInstruction'];
  const content = fieldsOf(instructions)?.['parts'] ?? fieldsOf(instructions)?.['content'] ?? instructions;
  const pieces = noPieces();
  addContent(pieces, Array.isArray(content) ? content.map((part) => fieldsOf(part)?.['content'] ?? part) : content);
  const text = pieces.texts.join('\n\n');
  return text === '' || messages[0]?.content === text ? [...messages] : [{ role: 'SYSTEM', content: text }, ...messages];
}

function readResponse(body: Fields, depth: number): ChatMessage[] | null {
  const { choices, candidates, generations, output, replies, results, outputs } = body;
  if (Array.isArray(choices)) return all(choices, (choice) => readMessage(choice) ?? completion(choice));
  if (Array.isArray(candidates) && candidates.length > 0) return all(candidates, candidateAnswer);
  const blocked = fieldsOf(body['promptFeedback'] ?? body['prompt_feedback']);
  const reason = blocked === null ? undefined : named(blocked['blockReason'] ?? blocked['block_reason']);
  if (reason !== undefined) return [{ role: 'ASSISTANT', content: '', parts: [refusalPart(reason)] }];
  if (Array.isArray(generations)) return all(generations.flat(), generation);
  // Haystack's generators answer with messages, or with texts.
  if (Array.isArray(replies) && replies.length > 0) return all(replies, (reply) => readMessage(reply) ?? plainAnswer(reply));
  // Amazon's Titan, and Mistral on Bedrock.
  if (Array.isArray(results) && results.length > 0) return all(results, (result) => plainAnswer(fieldsOf(result)?.[titanText]));
  if (Array.isArray(outputs) && outputs.length > 0 && fieldsOf(outputs[0])?.[mistralText] !== undefined) return all(outputs, completion);
  if (Array.isArray(output) && output.length > 0) return readList(output);
  const inner = fieldsOf(output);
  if (inner !== null && depth > 0) return readMessage(inner) ?? readEnvelope(inner, depth - 1);
  // google-adk's events: { content: { role, parts } }; its agents are asked with `new_message`.
  const event = fieldsOf(body['content']) ?? fieldsOf(body['new_message']);
  if (event !== null && (Array.isArray(event['parts']) || event['role'] !== undefined)) return readMessage(event) ?? answer(event);
  if (isAnthropic(body)) return messageOf('ASSISTANT', body);
  const nested = fieldsOf(body['response']) ?? fieldsOf(body['request']) ?? fieldsOf(body['body']);
  return nested === null || depth === 0 || Object.keys(body).length > 4 ? null : (readMessage(nested) ?? readEnvelope(nested, depth - 1));
}

/** Gemini tells beside an answer what it is grounded on. */
function candidateAnswer(candidate: unknown): ChatMessage[] | null {
  const messages = answer(fieldsOf(candidate)?.['content']);
  const citations = fieldsOf(fieldsOf(candidate)?.['groundingMetadata'] ?? fieldsOf(candidate)?.['grounding_metadata']);
  const chunks = citations?.['groundingChunks'] ?? citations?.['grounding_chunks'];
  const last = messages?.at(-1);
  if (messages === null && typeof fieldsOf(candidate)?.['finishReason'] === 'string') return [{ role: 'ASSISTANT', content: '' }];
  if (messages === null || last === undefined || !Array.isArray(chunks) || chunks.length === 0) return messages;
  return [...messages.slice(0, -1), { ...last, parts: [...(last.parts ?? []), { type: 'citations', citations: chunks as unknown[] }] }];
}

const isAnthropic = (body: Fields): boolean =>
  Array.isArray(body['content']) && body['content'].length > 0 && (body['stop_reason'] !== undefined || body['type'] === 'message');

function answer(content: unknown): ChatMessage[] | null {
  const fields = fieldsOf(content);
  return fields === null ? null : (readMessage(fields) ?? (fields['parts'] === undefined ? null : messageOf('ASSISTANT', fields)));
}

const plainAnswer = (text: unknown): ChatMessage[] | null => (typeof text === 'string' ? [{ role: 'ASSISTANT', content: text }] : null);

/** A choice of the older completions API, which has a text and no message. */
function completion(choice: unknown): ChatMessage[] | null {
  const text = fieldsOf(choice)?.['text'];
  return typeof text === 'string' ? [{ role: 'ASSISTANT', content: text }] : null;
}

/** LangChain's result: its message, else its text. */
function generation(sent: unknown): ChatMessage[] | null {
  const fields = fieldsOf(sent);
  if (fields === null) return null;
  return (
    readMessage(fields['message']) ??
    readMessage(fieldsOf(fields['kwargs'])?.['message']) ??
    (typeof fields['text'] === 'string' ? [{ role: 'ASSISTANT', content: fields['text'] }] : null)
  );
}

function all(list: readonly unknown[], read: (item: unknown) => ChatMessage[] | null): ChatMessage[] | null {
  const messages: ChatMessage[] = [];
  for (const item of list) {
    const found = read(item);
    if (found === null) return null;
    messages.push(...found);
  }
  return messages.length === 0 ? null : messages;
}

/** Names beside a lone prompt that leave it one: settings of a call. Beside any other it may be a tool's argument. */
const settings = new Set([
  'prompt',
  'input',
  'system',
  'instructions',
  'messages',
  'model',
  'temperature',
  'max_tokens',
  'maxTokens',
  'max_output_tokens',
  'maxOutputTokens',
  'top_p',
  'topP',
  'tools',
  'tool_choice',
  'toolChoice',
  'stream',
  'seed',
  'stop',
  'output',
  'schema',
  'reasoning',
  'text',
  'store',
  'metadata',
  'user',
]);
const answers = new Set([
  'text',
  'toolCalls',
  'tool_calls',
  'reasoning',
  'files',
  'finishReason',
  'finish_reason',
  'usage',
  'object',
  'sources',
  'warnings',
  'response',
  'role',
]);

/** A question or an answer that is nothing but a text in a named field. */
function readWords(body: Fields): ChatMessage[] | null {
  const question = named(body['prompt']) ?? named(body['input']);
  if (question !== undefined && onlyOf(body, settings)) return withSystem(body, [{ role: 'USER', content: question }]);
  if ((typeof body['text'] === 'string' || Array.isArray(body['toolCalls'])) && onlyOf(body, answers) && Object.keys(body).length > 1)
    return messageOf('ASSISTANT', body);
  // Ollama's answer to a prompt.
  const ofOllama = body['done'] === undefined ? undefined : named(body['response']);
  const text = ofOllama ?? textNames.map((name) => named(body[name])).find((found) => found !== undefined);
  return text === undefined ? null : [{ role: 'ASSISTANT', content: text }];
}

const textNames = [...answerNames, ...loneAnswerNames];

function onlyOf(body: Fields, known: ReadonlySet<string>): boolean {
  for (const name in body) if (!known.has(name)) return false;
  return true;
}
