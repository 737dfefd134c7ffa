import type { ChatRole } from '../../types.ts';
import { fieldsOf, jsonOr, named } from './json.ts';
import { readToolCall } from './pieces.ts';

/** Parts that providers and frameworks name by their only field. */
const soleFields = new Set([
  'text',
  'image',
  'document',
  'video',
  'audio',
  'json',
  'toolUse',
  'toolResult',
  'reasoningContent',
  'citationsContent',
  'guardContent',
  'cachePoint',
  'functionCall',
  'functionResponse',
  'inlineData',
  'fileData',
]);
const calls = new Set([
  'tool_use',
  'server_tool_use',
  'mcp_tool_use',
  'tool_call',
  'tool-call',
  'function_call',
  'function',
  'toolCall',
  'toolUse',
  'functionCall',
]);
const blockTypes = new Set([
  'text',
  'input_text',
  'output_text',
  'image',
  'image_url',
  'input_image',
  'audio',
  'input_audio',
  'file',
  'input_file',
  'document',
  'thinking',
  'redacted_thinking',
  'reasoning',
  'refusal',
  'tool_result',
  'tool-result',
  'tool_call_response',
  'toolResult',
]);

/**
 * The parts that a text holds as JSON: instrumentations write content of several parts as one text. A person may write JSON, too, and a
 * tool may give a list of functions: what reads as calls is one only where the assistant says it. null: the text is a text.
 */
export function partsIn(text: string, role: ChatRole): readonly unknown[] | null {
  if (!text.startsWith('[')) return null;
  const list = jsonOr(text);
  if (!Array.isArray(list) || list.length === 0) return null;
  return list.every((item) => {
    const fields = fieldsOf(item);
    if (fields === null) return false;
    const names = Object.keys(fields);
    const kind = named(fields['type']) ?? (names.length === 1 && soleFields.has(names[0] as string) ? (names[0] as string) : '');
    if (calls.has(kind))
      return role === 'ASSISTANT' && readToolCall(fieldsOf(fields['toolUse']) ?? fieldsOf(fields['functionCall']) ?? fields) !== null;
    return blockTypes.has(kind) || soleFields.has(kind);
  })
    ? list
    : null;
}
