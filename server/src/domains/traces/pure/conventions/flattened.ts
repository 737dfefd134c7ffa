import { fieldsOf, jsonOr, type Fields } from '../chat/json.ts';
import { messageOf, roleOf } from '../chat/message.ts';
import { partsIn } from '../chat/parts-in.ts';
import type { AttributeValue, ChatMessage, SpanJudgment } from '../../types.ts';
import { numberOf, textOf, type Entries } from './span-attributes.ts';

/** One level of what dots in names stand for. */
interface Branch {
  [name: string]: AttributeValue | Branch;
}

const maxDepth = 16;

/**
 * The list that names with numbers in them stand for: `0.message.role`, `0.message.tool_calls.1.tool_call.id`. Items come in the
 * order of their numbers; where all names at a place are numbers, that place is a list.
 */
export function unflatten(entries: Entries): unknown[] {
  const root: Branch = Object.create(null) as Branch;
  for (const [name, value] of entries) plant(root, name, value);
  const list = listOf(root);
  return Array.isArray(list) ? list : [];
}

function plant(root: Branch, name: string, value: AttributeValue): void {
  let branch = root;
  let from = 0;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const dot = name.indexOf('.', from);
    if (dot < 0) break;
    const step = name.slice(from, dot);
    const known = branch[step];
    if (known !== undefined && (typeof known !== 'object' || known === null || Array.isArray(known))) return; // a value stands where a branch is meant
    branch = known === undefined ? (branch[step] = Object.create(null) as Branch) : (known as Branch);
    from = dot + 1;
  }
  branch[name.slice(from)] ??= value;
}

function listOf(branch: Branch): unknown {
  const names = Object.keys(branch); // integer names come first, in their order
  for (const name of names) {
    const value = branch[name];
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null)
      branch[name] = listOf(value as Branch) as Branch;
  }
  return names.length > 0 && names.every(isIndex) ? names.map((name) => branch[name]) : branch;
}

function isIndex(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return name !== '';
}

/** OpenInference: `<i>.message.{role,content,contents.<j>.message_content.*,tool_calls.<j>.tool_call.*}`. */
export function openinferenceMessages(entries: Entries, role: 'USER' | 'ASSISTANT'): ChatMessage[] {
  return messagesIn(entries, 'message.').flatMap((message) => messageOf(role, message));
}

/** OpenLLMetry: `<i>.{role,content,tool_calls.<j>.{id,name,arguments}}`; content may be the JSON of a provider's parts. */
export function indexedMessages(entries: Entries, role: 'USER' | 'ASSISTANT'): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const message of messagesIn(entries, '')) {
    const { content } = message;
    const speaker = roleOf(message['role']) ?? role;
    const calls = speaker === 'TOOL' && typeof content === 'string' && message['tool_call_id'] === undefined ? callsIn(content) : null;
    const isAnswered = messages.at(-1)?.role === 'ASSISTANT' && messages.at(-1)?.toolCalls !== undefined;
    // Koog tells the calls of the assistant as a message of the tool, before the one with the result.
    if (calls !== null && !isAnswered) messages.push(...messageOf('ASSISTANT', { tool_calls: calls }));
    else
      messages.push(
        ...messageOf(role, typeof content === 'string' ? { ...message, content: partsIn(content, speaker) ?? content } : message),
      );
  }
  return messages;
}

/** The list of calls that a text holds as JSON, each with its id and its arguments; null: it is something else. */
function callsIn(text: string): readonly unknown[] | null {
  const list = text.startsWith('[{') ? jsonOr(text) : null;
  return Array.isArray(list) &&
    list.every((item) => fieldsOf(item)?.['id'] !== undefined && fieldsOf(fieldsOf(item)?.['function'])?.['arguments'] !== undefined)
    ? list
    : null;
}

interface Message {
  readonly [name: string]: unknown;
  content?: AttributeValue;
}

/** Most messages have a role and a text and nothing else: only what more there is grows into branches. */
function messagesIn(entries: Entries, within: '' | 'message.'): Message[] {
  const found = new Map<string, { role: AttributeValue; content: AttributeValue; more: [string, AttributeValue][] | null }>();
  const [roleName, contentName] = [`${within}role`, `${within}content`];
  for (const [name, value] of entries) {
    const dot = name.indexOf('.');
    const index = dot < 0 ? name : name.slice(0, dot);
    if (!isIndex(index)) continue;
    let message = found.get(index);
    if (message === undefined) found.set(index, (message = { role: null, content: null, more: null }));
    const field = name.slice(dot + 1);
    if (field === roleName) message.role = value;
    else if (field === contentName) message.content = value;
    else (message.more ??= []).push([`0.${field}`, value]);
  }
  const ordered = [...found].sort(([a], [b]) => Number(a) - Number(b));
  return ordered.map(([, { role, content, more }]) => {
    if (more === null) return { role, content: content ?? '' };
    const grown = fields(unflatten(more)[0]);
    const inner = fields(within === '' ? grown : grown['message']);
    return { ...inner, role, ...(content === null ? null : { content }) };
  });
}

/** OpenInference: `<i>.document.{id,content,score,metadata}`. */
export function documentsOf(entries: Entries): readonly unknown[] {
  return unflatten(entries).map((item) => fields(item)['document'] ?? item);
}

/** OpenInference: `<i>.tool.json_schema`; OpenLLMetry: `<i>.{name,description,parameters}`. */
export function toolsOf(entries: Entries): readonly unknown[] {
  return unflatten(entries).map((item) => {
    const tool = fields(item)['tool'];
    const schema = fields(tool)['json_schema'];
    if (schema !== undefined) return jsonOr(schema);
    const definition = tool ?? item;
    const parameters = fields(definition)['parameters'];
    return typeof parameters === 'string' ? { ...fields(definition), parameters: jsonOr(parameters) } : definition;
  });
}

const evaluatorKinds = new Map<unknown, SpanJudgment['evaluatorKind']>([
  ['HUMAN', 'HUMAN'],
  ['LLM', 'MODEL'],
  ['MODEL', 'MODEL'],
  ['CODE', 'RULE'],
  ['RULE', 'RULE'],
]);

/** OpenInference: `<i>.annotation.{name,score,label,explanation,annotator_kind,identifier}`; `evaluation` is its older word. */
export function annotationsOf(entries: Entries, target: SpanJudgment['target']): SpanJudgment[] {
  return unflatten(entries).flatMap((item) => {
    const annotation = fields(fields(item)['annotation'] ?? fields(item)['evaluation'] ?? item);
    const of = (name: string): AttributeValue => (annotation[name] ?? null) as AttributeValue;
    const name = textOf(of('name'));
    if (name === null) return [];
    const kind = of('annotator_kind');
    const judgment: SpanJudgment = {
      name,
      value: numberOf(of('score')),
      label: textOf(of('label')),
      explanation: textOf(of('explanation')),
      evaluatorKind: evaluatorKinds.get(typeof kind === 'string' ? kind.toUpperCase() : kind) ?? null,
      identifier: textOf(of('identifier')),
    };
    return [target === undefined ? judgment : { ...judgment, target }];
  });
}

const fields = (value: unknown): Fields => fieldsOf(value) ?? {};
