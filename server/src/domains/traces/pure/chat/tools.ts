import { fieldsOf, jsonOr, named, type Fields } from './json.ts';

/** Fields that describe a tool; a call of one has arguments instead. */
const descriptions = ['parameters', 'description', 'input_schema', 'inputSchema', 'parameters_json_schema', 'json_schema', 'args_schema'];

/** Whether a value defines a tool, and is no call of one and no result. */
function isToolDefinition(value: unknown): boolean {
  const fields = fieldsOf(value);
  if (fields === null) return false;
  const inner = fieldsOf(fields['function']) ?? fieldsOf(fields['toolSpec']) ?? fields;
  if (named(inner['name']) === undefined || inner['arguments'] !== undefined || inner['args'] !== undefined) return false;
  return descriptions.some((name) => inner[name] !== undefined);
}

/**
 * Definitions of tools in whatever form they are sent: a list, the JSON of one, a list of JSON texts, a map by name; what Gemini and
 * Bedrock put around them is taken off, so that each item is one tool. null: there are none.
 */
export function toolDefinitions(value: unknown): readonly unknown[] | null {
  const found = definitionsIn(jsonOr(value));
  return found.length === 0 ? null : found;
}

function definitionsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => opened(jsonOr(item)));
  const fields = fieldsOf(value);
  if (fields === null) return [];
  if (isToolDefinition(fields)) return [fields];
  const inside = opened(fields);
  if (inside.length !== 1 || inside[0] !== fields) return inside;
  // The AI SDK and Mastra have a map by name.
  return Object.entries(fields).flatMap(([name, tool]) => {
    const definition = fieldsOf(tool);
    return definition === null || !descriptions.some((field) => definition[field] !== undefined) ? [] : [{ name, ...definition }];
  });
}

/** What stands around several definitions, or the item itself. */
function opened(item: unknown): readonly unknown[] {
  const fields = fieldsOf(item);
  if (fields === null) return item === null || item === undefined ? [] : [item];
  const spec = fieldsOf(fields['toolSpec']);
  if (spec !== null) return [spec];
  const several = fields['functionDeclarations'] ?? fields['function_declarations'];
  if (Array.isArray(several)) return several;
  const lists = ['function_tools', 'output_tools', 'builtin_tools', 'tools', 'functions'].flatMap((name) =>
    Array.isArray(fields[name]) ? [fields[name] as unknown[]] : [],
  );
  return lists.length > 0 && !isToolDefinition(fields) ? lists.flat().flatMap(opened) : [item];
}

/**
 * The messages of a list, and the definitions of tools that stand among them as messages of a tool (Langfuse's handler of LangChain).
 * A result of a tool that looks like a definition answers a call, and so has its id.
 */
export function withoutDefinitions(list: readonly unknown[]): { messages: readonly unknown[]; tools: readonly unknown[] | null } {
  let tools: unknown[] | null = null;
  for (const item of list) {
    const found = definitionsOfMessage(item);
    if (found !== null) (tools ??= []).push(...found);
  }
  return tools === null ? { messages: list, tools } : { messages: list.filter((item) => definitionsOfMessage(item) === null), tools };
}

function definitionsOfMessage(item: unknown): readonly unknown[] | null {
  const message = fieldsOf(item);
  if (message === null || (message['role'] !== 'tool' && message['role'] !== 'function')) return null;
  if (['tool_call_id', 'toolCallId', 'call_id', 'id'].some((name) => named(message[name]) !== undefined)) return null;
  const content = typeof message['content'] === 'string' ? jsonOr(message['content']) : message['content'];
  if (Array.isArray(content)) return content.length > 0 && content.every(isToolDefinition) ? content : null;
  return isToolDefinition(content) ? [content as Fields] : null;
}
