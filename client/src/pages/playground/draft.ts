import type {
  PlaygroundPromptInput,
  PlaygroundPromptPartsFragment,
  PlaygroundRole,
  PlaygroundSourcePartsFragment,
} from '../../graphql/generated/graphql.ts';
import { toolDefinitions } from '../../panels/texts/tool-definitions.ts';

/** A message as it is edited. */
export interface DraftMessage {
  /** Of this message while it is edited. */
  readonly key: number;
  readonly role: PlaygroundRole;
  readonly text: string;
  /** JSON of the calls of tools; empty: none. */
  readonly calls: string;
  readonly toolCallId: string;
  readonly name: string;
}

/** Everything that a person edits before a run. */
export interface Draft {
  readonly messages: readonly DraftMessage[];
  /** JSON of a list; empty: none. */
  readonly tools: string;
  /** JSON; empty: answers are text. */
  readonly schema: string;
  readonly temperature: string;
  readonly topP: string;
  readonly maxOutputTokens: string;
  readonly seed: string;
  /** One a line. */
  readonly stop: string;
  /** Values by name of the variable, at least one row. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** A column each. */
  readonly models: readonly string[];
  readonly source: PlaygroundSourcePartsFragment | null;
}

export const MAX_MODELS = 6;
export const MAX_ROWS = 20;
/** Of prompt, tools, schema and rows together, as the server takes them. */
const MAX_BYTES = 1_048_576;

let lastKey = 0;
export const messageOf = (role: PlaygroundRole, text = ''): DraftMessage => {
  lastKey += 1;
  return { key: lastKey, role, text, calls: '', toolCallId: '', name: '' };
};

export const emptyDraft = (): Draft => ({
  messages: [messageOf('SYSTEM'), messageOf('USER')],
  tools: '',
  schema: '',
  temperature: '',
  topP: '',
  maxOutputTokens: '',
  seed: '',
  stop: '',
  rows: [{}],
  models: [],
  source: null,
});

const written = (value: number | null | undefined): string => (value == null ? '' : String(value));
const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2);

/** A prompt of the API as it is edited. */
export function draftOf(
  prompt: PlaygroundPromptPartsFragment,
  rows: readonly unknown[],
  models: readonly string[],
  source: PlaygroundSourcePartsFragment | null,
): Draft {
  return {
    messages: prompt.messages.map(({ role, text, toolCalls, toolCallId, name }) => ({
      ...messageOf(role, text),
      calls:
        toolCalls.length === 0 ? '' : jsonOf(toolCalls.map(({ id, name: of, arguments: given }) => ({ id, name: of, arguments: given }))),
      toolCallId: toolCallId ?? '',
      name: name ?? '',
    })),
    tools:
      prompt.tools.length === 0
        ? ''
        : jsonOf(prompt.tools.map(({ name, description, parameters }) => ({ name, description, parameters: parameters as unknown }))),
    schema: prompt.outputSchema == null ? '' : jsonOf(prompt.outputSchema),
    temperature: written(prompt.temperature),
    topP: written(prompt.topP),
    maxOutputTokens: written(prompt.maxOutputTokens),
    seed: written(prompt.seed),
    stop: prompt.stop.join('\n'),
    rows: rows.length === 0 ? [{}] : (rows as readonly Readonly<Record<string, string>>[]),
    models,
    source,
  };
}

const variableForm = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g;

export interface Variable {
  readonly name: string;
  /** A row has messages for it. */
  readonly isPlace: boolean;
}

/** Names of the variables of each message that is not changed any more: a long text is read once. */
const namesRead = new WeakMap<object, readonly string[]>();

function namesIn(message: Pick<DraftMessage, 'text'>): readonly string[] {
  let names = namesRead.get(message);
  if (names === undefined)
    namesRead.set(message, (names = [...new Set([...message.text.matchAll(variableForm)].map(([, name]) => name as string))]));
  return names;
}

/** Names of the variables and places of the prompt, each once, in the order of the texts. */
export function variablesOf({
  messages,
}: {
  readonly messages: readonly Pick<DraftMessage, 'role' | 'text' | 'name'>[];
}): readonly Variable[] {
  const found = new Map<string, boolean>();
  for (const message of messages) {
    if (message.role === 'PLACEHOLDER') {
      if (message.name !== '') found.set(message.name, true);
    } else for (const name of namesIn(message)) if (!found.has(name)) found.set(name, false);
  }
  return [...found].map(([name, isPlace]) => ({ name, isPlace }));
}

/** A value of a row; '' where it has none. A name may be that of something that every object has. */
export const valueIn = (row: Readonly<Record<string, string>>, name: string): string => (Object.hasOwn(row, name) ? (row[name] ?? '') : '');

/** About how many characters a draft has: counted before anything is made of it. */
export const lengthOf = ({ messages, tools, schema, rows }: Draft): number =>
  messages.reduce((sum, { text, calls }) => sum + text.length + calls.length, tools.length + schema.length) +
  rows.reduce((sum, row) => sum + Object.values(row).reduce((length, value) => length + value.length, 0), 0);

/** By the path of what is wrong, as the server names it within the input: `messages.0.text`. */
export type Problems = Readonly<Record<string, string>>;

export type ReadDraft =
  | {
      readonly ok: true;
      readonly prompt: PlaygroundPromptInput;
      /** Where each message that is sent stands in the draft. */
      readonly places: readonly number[];
    }
  | { readonly ok: false; readonly problems: Problems };

/** Whether a message is sent: instructions that were left empty are none. */
const isSent = ({ role, text }: DraftMessage): boolean => role !== 'SYSTEM' || text.trim() !== '';

/** The input of a run, or what can't be read of the draft. What the server alone knows, such as what a schema may be, it says itself. */
export function readDraft(draft: Draft): ReadDraft {
  const length = lengthOf(draft);
  if (length > MAX_BYTES) return { ok: false, problems: { messages: tooLong(length) } };
  const problems: Record<string, string> = {};
  const parse = (field: string, json: string): unknown => {
    if (json.trim() === '') return null;
    try {
      return JSON.parse(json) as unknown;
    } catch (error) {
      problems[field] = `This is no JSON: ${(error as Error).message}`;
      return null;
    }
  };
  const number = (field: keyof Draft & string, text: string): number | null => {
    if (text.trim() === '') return null;
    const value = Number(text.replace(',', '.'));
    if (!Number.isFinite(value)) problems[field] = 'A number is taken.';
    else if ((field === 'seed' || field === 'maxOutputTokens') && !Number.isInteger(value)) problems[field] = 'A whole number is taken.';
    return Number.isFinite(value) ? value : null;
  };
  const names = new Set(variablesOf(draft).map(({ name }) => name));
  const tools = parse('tools', draft.tools);
  if (
    tools !== null &&
    (typeof tools !== 'object' || (Array.isArray(tools) && tools.some((tool) => typeof tool !== 'object' || tool === null)))
  )
    problems['tools'] = 'A list of tools is taken: { "name", "description", "parameters" }.';
  const places = draft.messages.flatMap((message, at) => (isSent(message) ? [at] : []));
  const prompt: PlaygroundPromptInput = {
    messages: places
      .map((at) => [draft.messages[at] as DraftMessage, at] as const)
      .map(([message, at]) => ({
        role: message.role,
        text: message.text,
        ...(message.role === 'ASSISTANT' &&
          message.calls.trim() !== '' && { toolCalls: callsOf(parse(`messages.${at}.toolCalls`, message.calls)) }),
        ...(message.role === 'TOOL' && { toolCallId: message.toolCallId }),
        ...((message.role === 'TOOL' || message.role === 'PLACEHOLDER') && message.name !== '' && { name: message.name }),
      })),
    tools:
      problems['tools'] === undefined
        ? toolDefinitions(tools).map(({ name, description, parameters }) => ({
            name,
            ...(description !== null && { description }),
            ...(parameters !== null && { parameters }),
          }))
        : [],
    outputSchema: parse('outputSchema', draft.schema),
    // A row has values of the variables that there are; of others only while they are typed.
    rows: draft.rows.map((row) => Object.fromEntries([...names].map((name) => [name, valueIn(row, name)]))),
    temperature: number('temperature', draft.temperature),
    topP: number('topP', draft.topP),
    maxOutputTokens: number('maxOutputTokens', draft.maxOutputTokens),
    seed: number('seed', draft.seed),
    stop: draft.stop.split('\n').filter((text) => text !== ''),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const size = new Blob([JSON.stringify(prompt)]).size;
  if (size > MAX_BYTES) return { ok: false, problems: { messages: tooLong(size) } };
  return { ok: true, prompt, places };
}

const tooLong = (size: number): string =>
  `The prompt is ${size.toLocaleString('en')} bytes with tools, schema and rows; at most ${MAX_BYTES.toLocaleString('en')} are taken. Leave text out.`;

type Calls = NonNullable<PlaygroundPromptInput['messages'][number]['toolCalls']>;

function callsOf(value: unknown): Calls {
  return (Array.isArray(value) ? value : value === null ? [] : [value]).map((call: unknown) => {
    const { id, name, arguments: given } = (call ?? {}) as { id?: unknown; name?: unknown; arguments?: unknown };
    return { id: String(id ?? ''), name: String(name ?? ''), arguments: given ?? {} };
  });
}

/** What the source is called, in words. */
export function sourceWords({ kind, promptName, promptVersion, messageExternalId }: PlaygroundSourcePartsFragment): string {
  switch (kind) {
    case 'PROMPT':
      return `${promptName} v${promptVersion}`;
    case 'SPAN':
      return 'a model call of a trace';
    case 'MESSAGE':
      return `message ${messageExternalId}`;
    default:
      return kind satisfies never;
  }
}

/** The source as a run names it. */
export function fromOf(source: PlaygroundSourcePartsFragment) {
  const { kind, promptName, promptVersion, traceId, spanId, messageExternalId } = source;
  if (kind === 'PROMPT') return { promptName, promptVersion };
  return kind === 'SPAN' ? { traceId, spanId } : { messageExternalId };
}
