import { fieldsOf } from '../chat/json.ts';
import type { SpanText } from '../../types.ts';

/** Beside the parts of a result: what says nothing more of it. */
const besideParts: ReadonlySet<string> = new Set(['isError', 'is_error', 'status', 'type', 'toolUseId', 'tool_use_id']);
const ofText: ReadonlySet<string> = new Set(['type', 'text']);

/**
 * The text of a tool's result that is written as parts: a list of text parts (Strands, Anthropic), MCP's `{ content, isError }`, or
 * LlamaIndex's `{ blocks, raw_output, … }`. Anything else, and a list with a part that is no text, stays as it is.
 */
export function toolText(result: SpanText | null): SpanText | null {
  if (result?.form !== 'JSON') return result;
  const { value } = result;
  const text = Array.isArray(value) ? textOfParts(value) : textOfResult(fieldsOf(value));
  return text === null ? result : { form: 'TEXT', text };
}

function textOfResult(fields: Readonly<Record<string, unknown>> | null): string | null {
  if (fields === null) return null;
  const { content, blocks, raw_output: raw } = fields;
  if (Array.isArray(content))
    return Object.keys(fields).every((name) => name === 'content' || besideParts.has(name)) ? textOfParts(content) : null;
  const text = Array.isArray(blocks) ? textOfParts(blocks) : null;
  return text !== null && text === raw ? text : null;
}

function textOfParts(parts: readonly unknown[]): string | null {
  const texts: string[] = [];
  for (const part of parts) {
    const fields = fieldsOf(part);
    if (fields === null || typeof fields['text'] !== 'string' || !Object.keys(fields).every((name) => ofText.has(name))) return null;
    texts.push(fields['text']);
  }
  return texts.length === 0 ? null : texts.join('\n');
}
