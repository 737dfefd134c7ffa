import type { ChatMessage } from '../../types.ts';
import { fieldsOf, named, type Fields } from './json.ts';
import { messageOf, readMessage, roleOf, toolMessage } from './message.ts';
import { noPieces, addContent, readToolCall, readToolResult } from './pieces.ts';
import { pythonMessage } from './python.ts';

/**
 * The conversation that a list tells: every item of it must be a message, an item of OpenAI's Responses API, or LangChain's pair of
 * role and text. null: one is not.
 */
export function readList(list: readonly unknown[]): ChatMessage[] | null {
  if (list.length === 0) return null;
  if (list.length === 1 && Array.isArray(list[0]) && list[0].length > 0) return readList(list[0]); // LangChain sends batches
  const calls = aiSdkCalls(list);
  if (calls !== null) return calls;
  const messages: ChatMessage[] = [];
  const names = new Set<string>();
  let isLastItem = false;
  for (const sent of list) {
    const message = readMessage(sent, names);
    const read = message ?? readItem(sent);
    if (read === null) return null;
    // Thinking, text and calls of one turn are items of their own in the Responses API, and one message everywhere else.
    const isJoined = (message === null || isLastItem) && joinTurn(messages, read);
    if (!isJoined) messages.push(...read);
    isLastItem = message === null;
    for (const call of messages.at(-1)?.toolCalls ?? []) names.add(call.name);
  }
  return messages;
}

/** Adds to the last message what follows it within one turn of the assistant: thinking, then text, then calls. */
function joinTurn(messages: ChatMessage[], read: readonly ChatMessage[]): boolean {
  const last = messages.at(-1);
  const [next] = read;
  if (last === undefined || next === undefined || read.length !== 1 || last.role !== 'ASSISTANT' || next.role !== 'ASSISTANT') return false;
  if (last.content !== '' && next.content !== '') return false;
  const toolCalls = [...(last.toolCalls ?? []), ...(next.toolCalls ?? [])];
  const parts = [...(last.parts ?? []), ...(next.parts ?? [])];
  const reasoning = [last.reasoning, next.reasoning].filter((text) => text !== undefined).join('\n\n');
  messages[messages.length - 1] = {
    ...last,
    ...next,
    content: last.content === '' ? next.content : last.content,
    ...(toolCalls.length === 0 ? null : { toolCalls }),
    ...(parts.length === 0 ? null : { parts }),
    ...(reasoning === '' ? null : { reasoning }),
  };
  return true;
}

/** An item of the Responses API that is no message, a message that Python printed, or a pair of role and text. */
function readItem(sent: unknown): ChatMessage[] | null {
  if (typeof sent === 'string') return pythonMessage(sent);
  if (Array.isArray(sent)) {
    const role = sent.length === 2 && typeof sent[1] === 'string' ? roleOf(sent[0]) : null;
    return role === null ? null : [{ role, content: sent[1] as string }];
  }
  const item = fieldsOf(sent);
  const type = named(item?.['type']);
  if (item === null || type === undefined) return null;
  if (type === 'reasoning') {
    const pieces = noPieces();
    addContent(pieces, item);
    return [
      {
        role: 'ASSISTANT',
        content: '',
        ...(pieces.reasoning.length === 0 ? null : { reasoning: pieces.reasoning.join('\n\n') }),
        ...(pieces.others.length === 0 ? null : { parts: pieces.others }),
      },
    ];
  }
  if (type === 'function_call_output' || type === 'custom_tool_call_output' || type === 'computer_call_output')
    return [toolMessage(readToolResult({ ...item, id: undefined }))];
  if (type === 'function_call' || type === 'custom_tool_call') {
    const call = readToolCall(item);
    return call === null ? null : [{ role: 'ASSISTANT', content: '', toolCalls: [call] }];
  }
  if (type.endsWith('_call')) return providersTool(item, type);
  return besideTurns.has(type) ? [{ role: type === 'mcp_approval_response' ? 'USER' : 'ASSISTANT', content: '', parts: [item] }] : null;
}

/** Items of the Responses API that are neither message nor call: they stay with the turn as they came. */
const besideTurns: ReadonlySet<string> = new Set([
  'mcp_list_tools',
  'mcp_approval_request',
  'mcp_approval_response',
  'item_reference',
  'compaction',
]);

/** A tool that the provider ran itself: web_search_call, mcp_call, code_interpreter_call … */
function providersTool(item: Fields, type: string): ChatMessage[] {
  const call = readToolCall({
    ...item,
    name: named(item['name']) ?? type.slice(0, -'_call'.length),
    arguments: item['arguments'] ?? item['action'] ?? item['code'] ?? item['queries'],
  });
  if (call === null) return [];
  // A picture is a part of the answer, what another tool gave follows its call.
  const picture = type === 'image_generation_call' && named(item['result']) !== undefined;
  const message: ChatMessage = { role: 'ASSISTANT', content: '', toolCalls: [call], ...(picture ? { parts: [item] } : null) };
  const result = item['output'] ?? item['outputs'];
  return result === undefined || result === null ? [message] : [message, toolMessage(readToolResult({ ...item, output: result }))];
}

/** The AI SDK tells the calls of an answer as a list of them. */
function aiSdkCalls(list: readonly unknown[]): ChatMessage[] | null {
  if (
    !list.every(
      (item) =>
        named(fieldsOf(item)?.['toolCallId']) !== undefined &&
        named(fieldsOf(item)?.['toolName']) !== undefined &&
        fieldsOf(item)?.['role'] === undefined,
    )
  )
    return null;
  if (
    list.some((item) => {
      const fields = fieldsOf(item) as Fields;
      return fields['result'] !== undefined || fields['output'] !== undefined;
    })
  )
    return null;
  return messageOf('ASSISTANT', { toolCalls: list });
}
