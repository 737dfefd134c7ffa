import type { ChatTurn, DatasetRow } from '../types.ts';
import { askedAndWanted, joinedTexts, textOf } from './row-texts.ts';

/** For which program a version is written. */
export const exportFormats = ['ROWS', 'OPENAI', 'TRL', 'AXOLOTL', 'LLAMA_FACTORY'] as const;
export type DatasetExportFormat = (typeof exportFormats)[number];

/** Which file of an export a row belongs to: programs want one shape a file. */
export type ExportShape = 'rows' | 'chat' | 'preference' | 'kto' | 'text';

export interface ExportedRow {
  readonly shape: ExportShape;
  readonly value: object;
}

/** A row as a program takes it; null: the program has no place for it, or nothing is wanted by it. */
export const exportedRow = (row: DatasetRow, format: DatasetExportFormat): ExportedRow | null => writers[format](row);

const writers: Readonly<Record<DatasetExportFormat, (row: DatasetRow) => ExportedRow | null>> = {
  ROWS: (value) => ({ shape: 'rows', value }),
  OPENAI: openai,
  TRL: trl,
  AXOLOTL: axolotl,
  LLAMA_FACTORY: llamaFactory,
};

/** Text alone, as language modelling takes it; null: it is no such row. */
const plainText = ({ kind, input, messages, expectedOutput }: DatasetRow): string | null =>
  kind === 'PLAIN' && input === undefined && messages === undefined && typeof expectedOutput === 'string' ? expectedOutput : null;

/** Turns with what these programs know of them. */
const plainTurn = ({ role, content, name, tool_calls: calls, tool_call_id: callId, weight }: ChatTurn): object => ({
  role,
  content: content ?? null,
  ...(name !== undefined && { name }),
  ...(calls !== undefined && { tool_calls: calls }),
  ...(callId !== undefined && { tool_call_id: callId }),
  ...(weight !== undefined && { weight }),
});

const toolsOf = ({ metadata }: DatasetRow): unknown => metadata?.['tools'];

function chatOf(row: DatasetRow): ChatTurn[] | null {
  const { prompt, answer } = askedAndWanted(row);
  return prompt.length === 0 || answer.length === 0 ? null : [...prompt, ...answer];
}

function chat(row: DatasetRow): ExportedRow | null {
  const turns = chatOf(row);
  const tools = toolsOf(row);
  return turns === null ? null : { shape: 'chat', value: { messages: turns.map(plainTurn), ...(Array.isArray(tools) && { tools }) } };
}

function openai(row: DatasetRow): ExportedRow | null {
  if (row.kind === 'KTO') return null;
  if (row.kind !== 'PREFERENCE') return chat(row);
  const { prompt, answer, rejected } = askedAndWanted(row);
  const tools = toolsOf(row);
  const input = { messages: prompt.map(plainTurn), ...(Array.isArray(tools) && { tools, parallel_tool_calls: true }) };
  return { shape: 'preference', value: { input, preferred_output: answer.map(plainTurn), non_preferred_output: rejected.map(plainTurn) } };
}

function trl(row: DatasetRow): ExportedRow | null {
  const text = plainText(row);
  if (text !== null) return { shape: 'text', value: { text } };
  const { prompt, answer, rejected } = askedAndWanted(row);
  if (row.kind === 'PREFERENCE')
    return {
      shape: 'preference',
      value: { prompt: prompt.map(plainTurn), chosen: answer.map(plainTurn), rejected: rejected.map(plainTurn) },
    };
  if (row.kind === 'KTO')
    return { shape: 'kto', value: { prompt: prompt.map(plainTurn), completion: answer.map(plainTurn), label: row.label === true } };
  return chat(row);
}

function axolotl(row: DatasetRow): ExportedRow | null {
  const text = plainText(row);
  if (text !== null) return { shape: 'text', value: { text } };
  const { prompt, answer, rejected } = askedAndWanted(row);
  if (row.kind === 'PREFERENCE')
    return {
      shape: 'preference',
      value: {
        messages: prompt.map(plainTurn),
        chosen: plainTurn(answer.at(-1) as ChatTurn),
        rejected: plainTurn(rejected.at(-1) as ChatTurn),
      },
    };
  if (row.kind === 'KTO')
    return { shape: 'kto', value: { prompt: joinedTexts(prompt), completion: joinedTexts(answer), label: row.label === true } };
  return chat(row);
}

const senders: Readonly<Record<string, string>> = { user: 'human', assistant: 'gpt', tool: 'observation', function: 'observation' };

/** A turn of LLaMA-Factory; calls of tools are a turn of their own, as JSON. */
function senderTurn({ role, content, tool_calls: calls }: ChatTurn): { from: string; value: string } {
  if (!Array.isArray(calls) || calls.length === 0) return { from: senders[role] ?? 'human', value: textOf(content) };
  const called = (calls as { function?: { name?: unknown; arguments?: unknown } }[]).map(({ function: made }) => ({
    name: made?.name,
    arguments: jsonOf(made?.arguments),
  }));
  return { from: 'function_call', value: JSON.stringify(called.length === 1 ? called[0] : called) };
}

function jsonOf(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : (text ?? {});
  } catch {
    return text;
  }
}

function llamaFactory(row: DatasetRow): ExportedRow | null {
  const text = plainText(row);
  if (text !== null) return { shape: 'text', value: { text } };
  const { prompt, answer, rejected } = askedAndWanted(row);
  if (prompt.length === 0 || answer.length === 0) return null;
  const isOfSystem = ({ role }: ChatTurn): boolean => role === 'system' || role === 'developer';
  const tools = toolsOf(row);
  const beside = { system: joinedTexts(prompt.filter(isOfSystem)), tools: Array.isArray(tools) ? JSON.stringify(tools) : '' };
  const asked = prompt.filter((turn) => !isOfSystem(turn)).map(senderTurn);
  if (row.kind === 'PREFERENCE')
    return {
      shape: 'preference',
      value: {
        conversations: asked,
        chosen: senderTurn(answer.at(-1) as ChatTurn),
        rejected: senderTurn(rejected.at(-1) as ChatTurn),
        ...beside,
      },
    };
  const conversations = [...asked, ...answer.map(senderTurn)];
  return row.kind === 'KTO'
    ? { shape: 'kto', value: { conversations, kto_tag: row.label === true, ...beside } }
    : { shape: 'chat', value: { conversations, ...beside } };
}

/** `dataset_info.json` of LLaMA-Factory for files of these shapes. */
export function datasetInfo(name: string, files: readonly { readonly shape: ExportShape; readonly file: string }[]): object {
  const beside = { system: 'system', tools: 'tools' };
  const of: Readonly<Record<ExportShape, object>> = {
    chat: { formatting: 'sharegpt', columns: { messages: 'conversations', ...beside } },
    preference: {
      formatting: 'sharegpt',
      ranking: true,
      columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected', ...beside },
    },
    kto: { formatting: 'sharegpt', columns: { messages: 'conversations', kto_tag: 'kto_tag', ...beside } },
    text: { columns: { prompt: 'text' } },
    rows: {},
  };
  return Object.fromEntries(
    files.map(({ shape, file }) => [`${name}_${file.replace(/\.jsonl$/, '').replaceAll('/', '_')}`, { file_name: file, ...of[shape] }]),
  );
}
