import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown, type Fields } from '../../../platform/ingest/values.ts';

/** What the rows of a file look like. */
export const rowFormats = [
  'OPENAI_CHAT',
  'OPENAI_PREFERENCE',
  'SHAREGPT',
  'ALPACA',
  'DPO',
  'KTO',
  'PROMPT_COMPLETION',
  'TEXT',
  'ROW',
  'QUESTION_ANSWER',
] as const;
export type RowFormat = (typeof rowFormats)[number];

/** A row by its shape: fields as `checkRow` takes them. */
export interface ShapedRow {
  readonly format: RowFormat;
  readonly fields: Fields;
}

interface Shape {
  readonly format: RowFormat;
  readonly fits: (record: Fields) => boolean;
  /** What of the record becomes a field; what is not taken becomes metadata. */
  readonly read: (record: Fields) => { readonly fields: Fields; readonly taken: readonly string[] } | Problem;
}

const has = (record: Fields, ...names: readonly string[]): boolean =>
  names.every((name) => record[name] !== undefined && record[name] !== null);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Turns of LLaMA-Factory and ShareGPT by the sender. */
const senders: Readonly<Record<string, string>> = {
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  assistant: 'assistant',
  model: 'assistant',
  system: 'system',
  observation: 'tool',
  tool: 'tool',
  function_call: 'assistant',
  function: 'function',
};

function turnOfSender(turn: unknown, path: string): object | Problem {
  if (typeof turn !== 'object' || turn === null) return new Problem(path, `is ${shown(turn)}; a turn { from, value } is taken`);
  const { from, value, role, content } = turn as Fields;
  const sender = from ?? role;
  const known = typeof sender === 'string' && Object.hasOwn(senders, sender.toLowerCase()) ? senders[sender.toLowerCase()] : undefined;
  if (known === undefined) return new Problem(`${path}.from`, `is ${shown(sender)}; one of ${Object.keys(senders).join(', ')} is taken`);
  return { role: known, content: value ?? content ?? null };
}

/** Turns with `from` and `value`, beside a text of the system. */
function turnsOfSenders(list: unknown, path: string, system: unknown): object[] | Problem {
  if (!isList(list)) return new Problem(path, `is ${shown(list)}; a list of turns is taken`);
  const turns: object[] = typeof system === 'string' && system !== '' ? [{ role: 'system', content: system }] : [];
  for (const [place, turn] of list.entries()) {
    const read = turnOfSender(turn, `${path}[${place}]`);
    if (read instanceof Problem) return read;
    turns.push(read);
  }
  return turns;
}

/** `true`, 1, "good" and the like as tables have them; null: it is none. */
function labelOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (['true', '1', 'yes', 'good', 'desirable', 'chosen'].includes(text)) return true;
  return ['false', '0', '-1', 'no', 'bad', 'undesirable', 'rejected'].includes(text) ? false : null;
}

/** A prompt: turns, or a text. */
const promptFields = (prompt: unknown): Fields => (isList(prompt) ? { messages: prompt } : { input: prompt });

/** Answers that begin with the prompt: what both have at the beginning, up to the last turn, is the prompt. */
function sharedPrompt(
  chosen: unknown,
  rejected: unknown,
): { readonly prompt: unknown; readonly chosen: unknown; readonly rejected: unknown } | Problem {
  if (isList(chosen) && isList(rejected)) {
    let count = 0;
    const most = Math.min(chosen.length, rejected.length) - 1;
    while (count < most && JSON.stringify(chosen[count]) === JSON.stringify(rejected[count])) count += 1;
    if (count === 0) return new Problem('prompt', 'is missing, and chosen and rejected have no turn in common at their beginning');
    return { prompt: chosen.slice(0, count), chosen: chosen.slice(count), rejected: rejected.slice(count) };
  }
  if (typeof chosen !== 'string' || typeof rejected !== 'string')
    return new Problem('chosen', 'and rejected are of different kinds; two texts or two lists of turns are taken');
  const marker = '\n\nAssistant:';
  const at = chosen.lastIndexOf(marker);
  const prompt = at === -1 ? '' : chosen.slice(0, at + marker.length);
  if (prompt === '' || !rejected.startsWith(prompt))
    return new Problem('prompt', 'is missing, and chosen and rejected do not begin with the same text up to an answer');
  return { prompt, chosen: chosen.slice(prompt.length).trim(), rejected: rejected.slice(prompt.length).trim() };
}

const instructionOf = ({ instruction, input, system, history }: Fields): unknown => {
  const rest = {
    ...(typeof input === 'string' && input !== '' && { input }),
    ...(typeof system === 'string' && system !== '' && { system }),
    ...(isList(history) && history.length > 0 && { history }),
  };
  return { instruction, ...rest };
};

const questionNames = ['question', 'query', 'prompt', 'user', 'input', 'text_in'] as const;
const answerNames = [
  'answer',
  'response',
  'expected_output',
  'expected',
  'reference',
  'target',
  'output',
  'completion',
  'label_text',
] as const;
const nameOf = (record: Fields, names: readonly string[]): string | undefined => names.find((name) => has(record, name));

/** The first that fits reads the row. */
const shapes: readonly Shape[] = [
  {
    format: 'ROW',
    fits: (record) => has(record, 'kind') || has(record, 'expectedOutput') || (has(record, 'messages') && has(record, 'chosen')),
    read: (record) => ({
      fields: record,
      taken: ['id', 'kind', 'split', 'input', 'expectedOutput', 'messages', 'chosen', 'rejected', 'label', 'metadata'],
    }),
  },
  {
    format: 'OPENAI_PREFERENCE',
    fits: (record) => has(record, 'preferred_output', 'non_preferred_output'),
    read: (record) => {
      const { input, preferred_output: chosen, non_preferred_output: rejected } = record;
      const messages = isList(input) ? input : (input as Fields | null | undefined)?.['messages'];
      if (!isList(messages)) return new Problem('input.messages', `is ${shown(messages)}; a list of turns is taken`);
      return { fields: { kind: 'PREFERENCE', messages, chosen, rejected }, taken: ['input', 'preferred_output', 'non_preferred_output'] };
    },
  },
  {
    format: 'SHAREGPT',
    fits: (record) => has(record, 'conversations') || has(record, 'conversation'),
    read: (record) => {
      const name = has(record, 'conversations') ? 'conversations' : 'conversation';
      const messages = turnsOfSenders(record[name], name, record['system']);
      if (messages instanceof Problem) return messages;
      const taken = [name, 'system'];
      if (has(record, 'label') && typeof record['label'] === 'boolean') {
        const [last] = messages.slice(-1);
        return {
          fields: { kind: 'KTO', messages: messages.slice(0, -1), expectedOutput: [last], label: record['label'] },
          taken: [...taken, 'label'],
        };
      }
      if (!has(record, 'chosen', 'rejected')) return { fields: { kind: 'CHAT', messages }, taken };
      const [chosen, rejected] = [turnOfSender(record['chosen'], 'chosen'), turnOfSender(record['rejected'], 'rejected')];
      for (const turn of [chosen, rejected]) if (turn instanceof Problem) return turn;
      return { fields: { kind: 'PREFERENCE', messages, chosen, rejected }, taken: [...taken, 'chosen', 'rejected'] };
    },
  },
  {
    format: 'ALPACA',
    fits: (record) => has(record, 'instruction') && (has(record, 'output') || has(record, 'response') || has(record, 'chosen', 'rejected')),
    read: (record) => {
      const taken = ['instruction', 'input', 'system', 'history'];
      const input = instructionOf(record);
      if (has(record, 'chosen', 'rejected'))
        return {
          fields: { kind: 'PREFERENCE', input, chosen: record['chosen'], rejected: record['rejected'] },
          taken: [...taken, 'chosen', 'rejected'],
        };
      const name = has(record, 'output') ? 'output' : 'response';
      return { fields: { kind: 'INSTRUCTION', input, expectedOutput: record[name] }, taken: [...taken, name] };
    },
  },
  {
    format: 'DPO',
    fits: (record) => has(record, 'chosen') || has(record, 'rejected'),
    read: (record) => {
      const { chosen, rejected } = record;
      const name = nameOf(record, ['prompt', 'question', 'query', 'input']);
      if (name !== undefined) {
        const fields = { kind: 'PREFERENCE', ...promptFields(record[name]), ...withoutPrompt(record[name], chosen, rejected) };
        return { fields, taken: [name, 'chosen', 'rejected'] };
      }
      const shared = sharedPrompt(chosen, rejected);
      if (shared instanceof Problem) return shared;
      return {
        fields: { kind: 'PREFERENCE', ...promptFields(shared.prompt), chosen: shared.chosen, rejected: shared.rejected },
        taken: ['chosen', 'rejected'],
      };
    },
  },
  {
    format: 'KTO',
    fits: (record) =>
      has(record, 'prompt', 'completion', 'label') || (has(record, 'messages', 'label') && typeof record['label'] === 'boolean'),
    read: (record) => {
      const label = labelOf(record['label']);
      if (label === null) return new Problem('label', `is ${shown(record['label'])}; true or false is taken`);
      const { messages, prompt, completion } = record;
      if (isList(messages) && messages.length > 1)
        return {
          fields: { kind: 'KTO', messages: messages.slice(0, -1), expectedOutput: messages.slice(-1), label },
          taken: ['messages', 'label'],
        };
      return {
        fields: { kind: 'KTO', ...promptFields(prompt), expectedOutput: completion, label },
        taken: ['prompt', 'completion', 'label'],
      };
    },
  },
  {
    format: 'OPENAI_CHAT',
    fits: (record) => has(record, 'messages'),
    read: (record) => {
      const { messages } = record;
      const isOfSenders = isList(messages) && messages.some((turn) => typeof turn === 'object' && turn !== null && 'from' in turn);
      const turns = isOfSenders ? turnsOfSenders(messages, 'messages', record['system']) : messages;
      return turns instanceof Problem
        ? turns
        : { fields: { kind: 'CHAT', messages: turns }, taken: isOfSenders ? ['messages', 'system'] : ['messages'] };
    },
  },
  {
    format: 'PROMPT_COMPLETION',
    fits: (record) => has(record, 'prompt', 'completion'),
    read: ({ prompt, completion }) => ({
      fields:
        isList(prompt) && isList(completion)
          ? { kind: 'CHAT', messages: [...prompt, ...completion] }
          : { kind: 'PLAIN', input: prompt, expectedOutput: completion },
      taken: ['prompt', 'completion'],
    }),
  },
  {
    format: 'QUESTION_ANSWER',
    fits: (record) => nameOf(record, questionNames) !== undefined,
    read: (record) => {
      const question = nameOf(record, questionNames) as string;
      const answer = nameOf(record, answerNames);
      return {
        fields: { kind: 'PLAIN', input: record[question], ...(answer !== undefined && { expectedOutput: record[answer] }) },
        taken: [question, ...(answer === undefined ? [] : [answer])],
      };
    },
  },
  {
    format: 'TEXT',
    fits: (record) => typeof record['text'] === 'string',
    read: ({ text }) => ({ fields: { kind: 'PLAIN', expectedOutput: text }, taken: ['text'] }),
  },
];

/** Answers of a list of turns that repeat the prompt, without it. */
function withoutPrompt(prompt: unknown, chosen: unknown, rejected: unknown): Fields {
  const text = typeof prompt === 'string' ? prompt : undefined;
  const strip = (answer: unknown): unknown => {
    if (!isList(answer) || answer.length < 2) return answer;
    const [first] = answer as readonly Fields[];
    if (text !== undefined && first?.['role'] === 'user' && first['content'] === text) return answer.slice(1);
    if (isList(prompt) && answer.length > prompt.length && JSON.stringify(answer.slice(0, prompt.length)) === JSON.stringify(prompt))
      return answer.slice(prompt.length);
    return answer;
  };
  return { chosen: strip(chosen), rejected: strip(rejected) };
}

const splitNames: ReadonlySet<string> = new Set(['train', 'training', 'validation', 'valid', 'val', 'dev', 'eval', 'test']);

/**
 * A record of a file as a row, by the names of its fields: chat of OpenAI, ShareGPT, Alpaca, pairs for DPO, KTO, prompt and completion, plain
 * text, inputs with answers, and rows as exports of this product have them. What has no place becomes metadata.
 */
export function shapedRow(record: unknown): ShapedRow | Problem {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return new Problem('', `is ${shown(record)}; an object is taken`);
  const fields = record as Fields;
  const shape = shapes.find(({ fits }) => fits(fields));
  if (shape === undefined)
    return new Problem(
      '',
      `has the fields ${Object.keys(fields).slice(0, 8).join(', ') || '(none)'}; known are messages, conversations, instruction with output, prompt with completion or chosen and rejected, text, and input with expectedOutput`,
    );
  const read = shape.read(fields);
  if (read instanceof Problem) return read;
  const taken = new Set([...read.taken, 'metadata', 'split']);
  const rest = Object.entries(fields).filter(([name, value]) => !taken.has(name) && value !== null && value !== undefined && value !== '');
  const { metadata, split } = fields;
  const isOwn = shape.format === 'ROW';
  const isSplit = typeof split === 'string' && (isOwn || splitNames.has(split.toLowerCase()));
  const kept = {
    ...(typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
      ? metadata
      : metadata === undefined || metadata === null
        ? {}
        : { metadata }),
    ...(split !== undefined && split !== null && !isSplit && { split }),
    ...Object.fromEntries(rest),
  };
  return {
    format: shape.format,
    fields: {
      ...(isOwn ? Object.fromEntries(Object.entries(read.fields).filter(([name]) => taken.has(name) && name !== 'id')) : read.fields),
      ...(isSplit && { split }),
      metadata: Object.keys(kept).length === 0 ? null : kept,
    },
  };
}

const inName = /(?:^|[/._-])(train|training|validation|valid|val|dev|eval|test)(?=[/._-]|$)/i;
const ofHub: Readonly<Record<string, string>> = {
  training: 'train',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  eval: 'test',
};

/** The split that a file's path names, as folders of Hugging Face do (`data/train-00000-of-00002.parquet`, `test.jsonl`); null: none. */
export function splitOfPath(path: string): string | null {
  const found = inName.exec(path)?.[1]?.toLowerCase();
  return found === undefined ? null : (ofHub[found] ?? found);
}

/** Files beside the rows in folders of Hugging Face. */
export const isBeside = (path: string): boolean =>
  /(?:^|\/)(?:readme(?:\.md)?|license(?:\.\w+)?|\.git[^/]*|dataset_infos?\.json|dataset_dict\.json|state\.json|\.huggingface.*)$/i.test(
    path,
  );
