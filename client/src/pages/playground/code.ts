import { readDraft, valueIn } from './draft.ts';
import type { Draft } from './draft.ts';

export type CodeForm = 'curl' | 'openai' | 'anthropic';
export const codeForms: readonly { readonly value: CodeForm; readonly label: string }[] = [
  { value: 'curl', label: 'curl' },
  { value: 'openai', label: 'OpenAI, Python' },
  { value: 'anthropic', label: 'Anthropic, Python' },
];

export interface CodeServer {
  readonly kind: 'OPENAI_COMPATIBLE' | 'ANTHROPIC';
  readonly baseUrl: string;
}

type Row = Readonly<Record<string, string>>;
type Sent = Extract<ReturnType<typeof readDraft>, { ok: true }>['prompt'];

const filled = (text: string, row: Row): string =>
  text.replace(/\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g, (whole, name: string) => (Object.hasOwn(row, name) ? (row[name] ?? '') : whole));

/** The first row with the prompt as code that calls the model; a text: why there is none. */
export function codeOf(draft: Draft, form: CodeForm, model: string, server: CodeServer): string {
  const read = readDraft(draft);
  if (!read.ok) return `The prompt can’t be read: ${Object.values(read.problems)[0] ?? ''}`;
  const row = (read.prompt.rows?.[0] ?? {}) as Row;
  const isAnthropic = form === 'anthropic' || (form === 'curl' && server.kind === 'ANTHROPIC');
  const body = isAnthropic ? anthropicBody(read.prompt, row, model) : openAiBody(read.prompt, row, model);
  if (form === 'curl') return curl(body, server);
  return form === 'openai' ? openAiPython(body, server) : anthropicPython(body, server);
}

function messagesOf({ messages }: Sent, row: Row): readonly Sent['messages'][number][] {
  return messages.flatMap((message) => (message.role === 'PLACEHOLDER' ? placed(valueIn(row, message.name ?? '')) : [message]));
}

/** Messages of a place; nothing where they can't be read. */
function placed(json: string): readonly Sent['messages'][number][] {
  try {
    const list: unknown = JSON.parse(json);
    return (Array.isArray(list) ? list : []).map(({ role, content }: { role?: unknown; content?: unknown }) => ({
      role: role === 'assistant' ? 'ASSISTANT' : role === 'system' ? 'SYSTEM' : 'USER',
      text: String(content ?? ''),
    }));
  } catch {
    return [];
  }
}

const systemOf = (prompt: Sent, row: Row): string =>
  messagesOf(prompt, row)
    .filter(({ role, text }) => role === 'SYSTEM' && (text ?? '') !== '')
    .map(({ text }) => filled(text ?? '', row))
    .join('\n\n');

function openAiBody(prompt: Sent, row: Row, model: string): object {
  const system = systemOf(prompt, row);
  const { temperature, topP, seed, maxOutputTokens, stop, tools, outputSchema } = prompt;
  return {
    model,
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      ...messagesOf(prompt, row).flatMap(({ role, text, toolCalls, toolCallId }): object[] => {
        const content = filled(text ?? '', row);
        if (role === 'SYSTEM') return [];
        if (role === 'TOOL') return [{ role: 'tool', tool_call_id: toolCallId, content }];
        const calls = (toolCalls ?? []).map(({ id, name, arguments: given }) => ({
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(given) },
        }));
        return [{ role: role === 'USER' ? 'user' : 'assistant', content, ...(calls.length > 0 && { tool_calls: calls }) }];
      }),
    ],
    ...((tools ?? []).length > 0 && { tools: tools?.map((tool) => ({ type: 'function', function: tool })) }),
    ...(outputSchema != null && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: outputSchema as unknown } },
    }),
    ...(temperature != null && { temperature }),
    ...(topP != null && { top_p: topP }),
    ...(seed != null && { seed }),
    ...(maxOutputTokens != null && { max_tokens: maxOutputTokens }),
    ...((stop ?? []).length > 0 && { stop }),
  };
}

function anthropicBody(prompt: Sent, row: Row, model: string): object {
  const system = systemOf(prompt, row);
  const { temperature, topP, maxOutputTokens, stop, tools, outputSchema } = prompt;
  return {
    model,
    max_tokens: maxOutputTokens ?? 4_000,
    ...(system !== '' && { system }),
    messages: messagesOf(prompt, row).flatMap(({ role, text, toolCalls, toolCallId }): object[] => {
      const content = filled(text ?? '', row);
      if (role === 'SYSTEM') return [];
      if (role === 'TOOL') return [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: toolCallId, content }] }];
      const calls = (toolCalls ?? []).map(({ id, name, arguments: given }) => ({ type: 'tool_use', id, name, input: given as unknown }));
      if (calls.length === 0) return [{ role: role === 'USER' ? 'user' : 'assistant', content }];
      return [{ role: 'assistant', content: [...(content === '' ? [] : [{ type: 'text', text: content }]), ...calls] }];
    }),
    ...((tools ?? []).length > 0 && {
      tools: tools?.map(({ name, description, parameters }) => ({
        name,
        ...(description != null && { description }),
        input_schema: (parameters ?? { type: 'object' }) as unknown,
      })),
    }),
    ...(outputSchema != null && { output_config: { format: { type: 'json_schema', schema: outputSchema as unknown } } }),
    ...(temperature != null && { temperature }),
    ...(topP != null && { top_p: topP }),
    ...((stop ?? []).length > 0 && { stop_sequences: stop }),
  };
}

function curl(body: object, { kind, baseUrl }: CodeServer): string {
  const json = JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`);
  const head =
    kind === 'ANTHROPIC'
      ? `curl ${baseUrl}/messages \\\n  -H "x-api-key: $ANTHROPIC_API_KEY" \\\n  -H "anthropic-version: 2023-06-01"`
      : `curl ${baseUrl}/chat/completions \\\n  -H "Authorization: Bearer $OPENAI_API_KEY"`;
  return `${head} \\\n  -H "content-type: application/json" \\\n  -d '${json}'`;
}

const isDefault = (server: CodeServer, host: string): boolean =>
  new RegExp(`^https://${host.replaceAll('.', String.raw`\.`)}(/v1)?$`).test(server.baseUrl);

function openAiPython(body: object, server: CodeServer): string {
  const base = server.kind === 'OPENAI_COMPATIBLE' && !isDefault(server, 'api.openai.com') ? `base_url=${python(server.baseUrl, 0)}` : '';
  return `from openai import OpenAI

client = OpenAI(${base})
answer = client.chat.completions.create(
${argumentsOf(body)}
)
print(answer.choices[0].message.content)`;
}

function anthropicPython(body: object, server: CodeServer): string {
  const url = server.baseUrl.replace(/\/v1$/, '');
  const base = server.kind === 'ANTHROPIC' && !isDefault(server, 'api.anthropic.com') ? `base_url=${python(url, 0)}` : '';
  return `from anthropic import Anthropic

client = Anthropic(${base})
answer = client.messages.create(
${argumentsOf(body)}
)
print("".join(part.text for part in answer.content if part.type == "text"))`;
}

const argumentsOf = (body: object): string =>
  Object.entries(body)
    .map(([name, value]) => `    ${name}=${python(value, 4)},`)
    .join('\n');

/** A value as Python writes it. JSON's texts are Python's; true, false and null are not. */
function python(value: unknown, indent: number): string {
  const inner = ' '.repeat(indent + 4);
  const outer = ' '.repeat(indent);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[\n${value.map((item) => `${inner}${python(item, indent + 4)},`).join('\n')}\n${outer}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length === 0
      ? '{}'
      : `{\n${entries.map(([name, item]) => `${inner}${JSON.stringify(name)}: ${python(item, indent + 4)},`).join('\n')}\n${outer}}`;
  }
  return JSON.stringify(value);
}
