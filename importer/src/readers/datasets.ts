import { contentHash } from '../ids.ts';
import type { FileRecord } from '../records.ts';
import { instantOf, isObject, textOf } from '../values.ts';
import { messagesOf } from './conversation.ts';
import { fieldOfName } from '../mapping/fields.ts';
import { suggestMapping } from '../mapping/mapping.ts';
import { bad, type Fields, type Place, type Reader } from './reader.ts';
import { turnOf, turnsOf, type Turn } from './turns.ts';

/** The id of a conversation: the record's own, else made of its file, line and content. */
const idOf = (value: Fields, { file, line, text }: Place): string => {
  const own = ['id', 'conversation_id', 'conversationId', 'prompt_id', 'custom_id', 'uuid']
    .map((name) => value[name])
    .find((id) => typeof id === 'string' || typeof id === 'number');
  return `${file.name}/${own === undefined ? line : String(own)}-${contentHash(text)}`;
};

/** When a record says that it was written; else when its file was. */
const endOf = (value: Fields, { file }: Place): Date => {
  for (const name of ['created_at', 'createdAt', 'timestamp', 'created', 'create_time', 'time', 'date']) {
    const at = instantOf(value[name]);
    if (at !== null) return at;
  }
  const timeName = [...suggestedFields(Object.keys(value))].find(([, field]) => field === 'createdAt')?.[0];
  return (timeName === undefined ? null : instantOf(value[timeName])) ?? file.modifiedAt;
};

const without = (value: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([name, inner]) => !names.includes(name) && inner !== null && inner !== ''));

const one = (role: Turn['role'], content: string): Turn => ({ role, content, toolCalls: [], callId: null, rest: {} });

/** Turns of a list, with the system prompt that some formats keep beside it. */
function turnsWith(value: Fields, list: unknown, path: string): readonly Turn[] | { field: string; reason: string } {
  const turns = turnsOf(list, path);
  const system = systemOf(value);
  return 'reason' in turns || system === null ? turns : [one('SYSTEM', system), ...turns];
}

const ofSystem = ['system', 'system_prompt', 'systemPrompt', 'systemInstruction', 'system_instruction'] as const;

/** A text, or a message of parts as Gemini's tuning has it. */
function systemOf(value: Fields): string | null {
  const given = ofSystem.map((name) => value[name]).find((one) => one !== undefined && one !== null);
  if (!isObject(given)) return textOf(given);
  const turn = turnOf({ ...given, role: 'system' });
  return typeof turn === 'string' ? null : textOf(turn.content);
}

const suggested = new Map<string, ReadonlyMap<string, string>>();
const mostSuggested = 100;

/** The field that each name suggests, as for the columns of a table. Rows of a file mostly have the same names: they are remembered. */
function suggestedFields(names: readonly string[]): ReadonlyMap<string, string> {
  const joinedNames = names.join('\n');
  const held = suggested.get(joinedNames);
  if (held !== undefined) return held;
  if (suggested.size >= mostSuggested) suggested.clear();
  const fields = new Map(Object.entries(suggestMapping(names).columns).map(([field, name]) => [name, field]));
  suggested.set(joinedNames, fields);
  return fields;
}

/** What a record reports of its last answer under a field's name: the model, tokens, a latency. */
const ofAnswer = new Set([
  'model',
  'provider',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
  'latencyMs',
  'timeToFirstTokenMs',
]);
const answerIn = (about: Fields): { readonly answer: Fields; readonly about: Fields } => {
  const fields = suggestedFields(Object.keys(about));
  const entries = Object.entries(about).map(([name, inner]) => ({
    name,
    inner,
    field: fieldOfName(name)?.name ?? fields.get(name) ?? '',
  }));
  const isOfAnswer = ({ field, inner }: (typeof entries)[number]): boolean =>
    ofAnswer.has(field) && (field === 'model' || field === 'provider' ? typeof inner === 'string' : Number.isSafeInteger(inner));
  return {
    answer: Object.fromEntries(entries.filter(isOfAnswer).map(({ field, inner }) => [field, inner])),
    about: Object.fromEntries(entries.filter((entry) => !isOfAnswer(entry)).map(({ name, inner }) => [name, inner])),
  };
};

/** Who asked, and in which session, is of every message. */
const sharedIn = (given: Fields): { readonly about: Fields; readonly all: Fields } => {
  const fields = suggestedFields(Object.keys(given));
  const isShared = ([name, inner]: [string, unknown]): boolean =>
    ['userId', 'sessionId'].includes(fields.get(name) ?? '') && typeof inner === 'string' && inner !== '';
  const entries = Object.entries(given);
  return {
    all: Object.fromEntries(entries.filter(isShared).map(([name, inner]) => [fields.get(name) as string, inner])),
    about: Object.fromEntries(entries.filter((entry) => !isShared(entry))),
  };
};

function* conversation(value: Fields, list: unknown, path: string, place: Place): Iterable<FileRecord> {
  const turns = turnsWith(value, list, path);
  if ('reason' in turns) return yield bad(place, turns.field, turns.reason);
  const { answer, about } = answerIn(without(value, path, ...ofSystem));
  const isAnswered = turns.at(-1)?.role === 'ASSISTANT';
  const parts = isAnswered ? { about, answer } : { about: { ...about, ...answer } };
  return yield* messagesOf({ id: idOf(value, place), turns, endedAt: endOf(value, place), ...parts }, place);
}

const chats: Reader = {
  id: 'chats',
  description: "OpenAI's fine-tuning format (.jsonl or .json of { messages: [ { role, content } ] }, with tools), Gemini's with contents",
  matches: (names) => (names.has('messages') || names.has('contents')) && !names.has('choices'),
  records: (value, place) => {
    const path = 'messages' in value ? 'messages' : 'contents';
    return conversation(value, value[path], path, place);
  },
};

const sharegpt: Reader = {
  id: 'ShareGPT',
  description: 'ShareGPT (.jsonl or .json of { conversations: [ { from, value } ] })',
  matches: (names) => (names.has('conversations') || names.has('conversation')) && !isPair(names),
  records: (value, place) => {
    const path = 'conversations' in value ? 'conversations' : 'conversation';
    return conversation(value, value[path], path, place);
  },
};

const isPair = (names: ReadonlySet<string>): boolean =>
  (names.has('chosen') && names.has('rejected')) || (names.has('preferred_output') && names.has('non_preferred_output'));

/** Two answers to one prompt: a conversation each, judged by which was preferred. */
const preferences: Reader = {
  id: 'preference pairs',
  description:
    'preference pairs (.jsonl or .json of { prompt or conversations or input, chosen, rejected }, or with preferred_output and non_preferred_output)',
  matches: isPair,
  *records(value, place) {
    const isOpenAi = 'preferred_output' in value && !('chosen' in value);
    const [chosenName, rejectedName] = isOpenAi ? ['preferred_output', 'non_preferred_output'] : ['chosen', 'rejected'];
    const promptName = ['prompt', 'conversations', 'messages', 'input', 'question', 'instruction'].find((name) => name in value);
    const given = promptName === undefined ? undefined : value[promptName];
    const list = isObject(given) && Array.isArray(given['messages']) ? given['messages'] : given;
    const instructed = promptName === 'input' && typeof value['instruction'] === 'string';
    const prompt =
      list === undefined || list === '' ? [] : turnsWith(value, instructed ? joined(value['instruction'], list) : list, promptName ?? '');
    if ('reason' in prompt) return yield bad(place, prompt.field, prompt.reason);
    const about = {
      ...without(value, promptName ?? '', chosenName, rejectedName, ...ofSystem, ...(instructed ? ['instruction'] : [])),
      ...(isObject(given) && Array.isArray(given['messages']) ? without(given, 'messages') : {}),
    };
    const id = idOf(value, place);
    for (const [name, label] of [
      [chosenName, 'chosen'],
      [rejectedName, 'rejected'],
    ] as const) {
      const answer = answerOf(value[name], name);
      if ('reason' in answer) return yield bad(place, answer.field, answer.reason);
      // Pairs of whole conversations repeat the prompt in each.
      const repeats =
        prompt.length > 0 &&
        answer.length > prompt.length &&
        prompt.every((turn, index) => answer[index]?.role === turn.role && answer[index].content === turn.content);
      const turns = repeats ? answer : [...prompt, ...answer];
      const conversationId = `${id}/${label}`;
      const endedAt = endOf(value, place);
      yield* messagesOf({ id: conversationId, turns, endedAt, about, answer: { metadata: { preference: label } } }, place);
      yield {
        kind: 'evaluation',
        line: place.line,
        value: {
          externalId: `${conversationId}/preference`,
          messageExternalId: `${conversationId}/${turns.length - 1}`,
          name: 'preference',
          label,
          success: label === 'chosen',
          createdAt: endedAt.toISOString(),
        },
      };
    }
    return undefined;
  },
};

const joined = (instruction: unknown, input: unknown): unknown =>
  typeof input === 'string' ? [instruction, input].filter((part) => part !== '').join('\n') : input;

/** An answer alone is the assistant's; a text may hold a whole dialogue, as Anthropic's HH-RLHF writes it. */
function answerOf(given: unknown, path: string): readonly Turn[] | { field: string; reason: string } {
  if (typeof given === 'string') return /\n\nHuman:/.test(given) ? dialogueOf(given) : [one('ASSISTANT', given)];
  if (isObject(given) && given['role'] === undefined && given['from'] === undefined) {
    const text = ['content', 'value', 'text', 'output'].map((name) => given[name]).find((inner) => typeof inner === 'string');
    return text === undefined
      ? { field: path, reason: 'is not an answer' }
      : [{ ...one('ASSISTANT', text as string), rest: without(given, 'content', 'value', 'text', 'output') }];
  }
  return turnsOf(given, path);
}

const dialogueOf = (text: string): readonly Turn[] =>
  [...text.matchAll(/\n\n(Human|Assistant): ?([^]*?)(?=\n\n(?:Human|Assistant):|$)/g)].map(([, speaker, spoken = '']) =>
    one(speaker === 'Human' ? 'USER' : 'ASSISTANT', spoken),
  );

/** Alpaca's instructions, completions, and labelled answers of KTO. */
const instructions: Reader = {
  id: 'instructions',
  description:
    'instructions and completions (.jsonl or .json of { instruction, input, output }, { prompt, completion } or { question, answer })',
  matches: (names) =>
    (names.has('instruction') && (names.has('output') || names.has('response'))) ||
    (names.has('prompt') && (names.has('completion') || names.has('response'))) ||
    (names.has('question') && names.has('answer') && !names.has('externalId')),
  *records(value, place) {
    const promptName = ['instruction', 'prompt', 'question'].find((name) => name in value) as string;
    const answerName = ['output', 'completion', 'response', 'answer'].find((name) => name in value) as string;
    const isAlpaca = promptName === 'instruction';
    const prompt = turnsWith(value, isAlpaca ? joined(value['instruction'], value['input'] ?? '') : value[promptName], promptName);
    if ('reason' in prompt) return yield bad(place, prompt.field, prompt.reason);
    const history = isAlpaca && Array.isArray(value['history']) ? (value['history'] as unknown[]) : [];
    const earlier = history.flatMap((pair) =>
      Array.isArray(pair) ? [one('USER', String(pair[0] ?? '')), one('ASSISTANT', String(pair[1] ?? ''))] : [],
    );
    const answer = answerOf(value[answerName], answerName);
    if ('reason' in answer) return yield bad(place, answer.field, answer.reason);
    const system = prompt.filter(({ role }) => role === 'SYSTEM');
    const turns = [...system, ...earlier, ...prompt.filter(({ role }) => role !== 'SYSTEM'), ...answer];
    const { answer: reported, about } = answerIn(
      without(value, promptName, answerName, ...ofSystem, 'label', ...(isAlpaca ? ['input', 'history'] : [])),
    );
    const id = idOf(value, place);
    const endedAt = endOf(value, place);
    yield* messagesOf({ id, turns, endedAt, ...sharedIn(about), answer: reported }, place);
    if (typeof value['label'] === 'boolean')
      yield {
        kind: 'evaluation',
        line: place.line,
        value: {
          externalId: `${id}/label`,
          messageExternalId: `${id}/${turns.length - 1}`,
          name: 'label',
          success: value['label'],
          createdAt: endedAt.toISOString(),
        },
      };
    else if (value['label'] !== undefined && value['label'] !== null)
      yield {
        kind: 'evaluation',
        line: place.line,
        value: {
          externalId: `${id}/label`,
          messageExternalId: `${id}/${turns.length - 1}`,
          name: 'label',
          label: String(value['label']),
          createdAt: endedAt.toISOString(),
        },
      };
    return undefined;
  },
};

/** ChatGPT's export: a tree of messages, of which the branch that was last shown is read; other branches are conversations of their own. */
const chatgpt: Reader = {
  id: 'ChatGPT export',
  description: "ChatGPT's export (conversations.json)",
  matches: (names) => names.has('mapping') && (names.has('current_node') || names.has('create_time')),
  *records(value, place) {
    const nodes = isObject(value['mapping']) ? value['mapping'] : {};
    const leaves = Object.entries(nodes).flatMap(([id, node]) =>
      isObject(node) && ((node['children'] as unknown[] | undefined) ?? []).length === 0 ? [id] : [],
    );
    const shown = textOf(value['current_node']) ?? leaves.at(-1);
    const id = idOf(value, place).replace(/-[^-]*$/, '');
    for (const leaf of leaves.toSorted((one_, other) => Number(other === shown) - Number(one_ === shown))) {
      const isShown = leaf === shown || leaves.length === 1;
      const conversationId = isShown ? id : `${id}/${leaf}`;
      const path: Fields[] = [];
      for (let at: unknown = leaf; typeof at === 'string' && isObject(nodes[at]); at = (nodes[at] as Fields)['parent'])
        path.unshift(nodes[at] as Fields);
      let index = 0;
      for (const node of path) {
        const message = node['message'];
        if (!isObject(message)) continue;
        const { author, content, create_time, metadata, id: messageId, ...rest } = message;
        const parts = isObject(content) ? (content['parts'] ?? content['text'] ?? content['result'] ?? '') : content;
        const turn = turnOf({ role: isObject(author) ? author['role'] : undefined, content: parts });
        if (typeof turn === 'string') {
          yield bad(place, `mapping.${String(messageId)}`, turn);
          continue;
        }
        if (turn.content === '' && turn.rest['parts'] === undefined) continue;
        const about = isObject(metadata) ? metadata : {};
        const at = instantOf(create_time) ?? endOf(value, place);
        const model = turn.role === 'ASSISTANT' ? textOf(about['model_slug']) : null;
        yield {
          kind: 'message',
          line: place.line,
          value: {
            externalId: `${conversationId}/${String(messageId ?? index)}`,
            conversationId,
            role: turn.role,
            content: turn.content,
            createdAt: at.toISOString(),
            ...(model === null ? {} : { model, provider: 'openai' }),
            metadata: {
              ...(index === 0 ? without(value, 'mapping', 'id', 'conversation_id') : {}),
              ...without(rest),
              ...without(about),
              ...turn.rest,
            },
          },
        };
        index += 1;
      }
    }
  },
};

/** Conversations as datasets hold them. */
export const datasetReaders: readonly Reader[] = [chatgpt, preferences, chats, sharegpt, instructions];
