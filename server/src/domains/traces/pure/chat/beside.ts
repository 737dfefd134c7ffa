import { fieldsOf, type Fields } from './json.ts';

/** Fields of an envelope or a message that the conversation already contains. */
const conversation = new Set([
  'messages', 'contents', 'input', 'prompt', 'chat_history', 'system', 'instructions', 'systemInstruction', 'system_instruction', 'system_prompt', 'choices', 'candidates', 'generations', 'output',
  'content', 'parts', 'text', 'blocks', 'role', 'message', 'new_message', 'response', 'request', 'body', 'toolCalls', 'tool_calls', 'function_call', 'reasoning', 'reasoning_content', 'output_text', 'outputText', 'generated_text',
  'name', 'tool_call_id', 'type', 'lc', 'id', 'kwargs', 'lc_kwargs', 'refusal', 'index',
]);

/** What an envelope holds besides its conversation: other fields, and the tools that could be called. */
export interface Beside {
  readonly fields: Fields | null;
  readonly tools: readonly unknown[] | null;
}

export const nothingBeside: Beside = { fields: null, tools: null };

/**
 * What an envelope tells beside its conversation: a model, settings, counts, the rest of a graph's state. Nothing of what was sent
 * is lost when the conversation alone is kept as a span's text.
 */
export function besideOf(envelope: unknown): Beside {
  const sent = fieldsOf(envelope);
  if (sent === null) return nothingBeside;
  let tools: readonly unknown[] | null = null;
  let fields: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(sent)) {
    if (conversation.has(name) || value === null) continue;
    if (name === 'tools' && Array.isArray(value)) {
      tools = value.length === 0 ? null : value;
      continue;
    }
    fields ??= {};
    fields[name] = name === 'config' ? configOf(value) : value;
    if (name === 'config' && tools === null) tools = toolsOf(value);
  }
  return tools === null && fields === null ? nothingBeside : { fields, tools };
}

/** Gemini's settings hold the instructions, which the conversation begins with, and the tools. */
function configOf(config: unknown): unknown {
  const fields = fieldsOf(config);
  if (fields === null) return config;
  const { system_instruction: _asked, systemInstruction: _asks, tools: _tools, ...rest } = fields;
  return rest;
}

function toolsOf(config: unknown): readonly unknown[] | null {
  const tools = fieldsOf(config)?.['tools'];
  return Array.isArray(tools) && tools.length > 0 ? tools : null;
}
