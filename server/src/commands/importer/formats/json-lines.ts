import type { FileRecord, Format } from '../records.ts';
import { elementsOf, linesOf } from '../text.ts';

/** JSON Lines of messages and evaluations, mixed as they come: what has a messageExternalId is an evaluation. */
export const jsonLines: Format = {
  id: 'JSON Lines',
  description: 'JSON Lines (.jsonl, .ndjson) of MessageInput and EvaluationInput, one a line',
  recognises: (head, path) => !head.includes('"messages_display"') && (/\.(jsonl|ndjson)$/i.test(path) || isRecord(firstLineOf(head))),
  async *read(file) {
    for await (const { line, text } of linesOf(file.open())) if (text.trim() !== '') yield recordOf(text, line);
  },
};

/** The same in one JSON array. */
export const jsonArray: Format = {
  id: 'JSON',
  description: 'a JSON array (.json) of MessageInput and EvaluationInput',
  recognises: (head) => /^\s*\[\s*\{/.test(head) && /"(externalId|messageExternalId)"\s*:/.test(head) && !/"traj"\s*:/.test(head),
  async *read(file) {
    for await (const { line, text } of elementsOf(file.open())) yield recordOf(text, line);
  },
};

function recordOf(text: string, line: number): FileRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'bad', line, field: '', reason: `is not JSON: ${(error as Error).message}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'bad', line, field: '', reason: 'is not a JSON object' };
  return { kind: 'messageExternalId' in value ? 'evaluation' : 'message', value: value as Record<string, unknown>, line };
}

const firstLineOf = (head: string): string => head.trimStart().split('\n', 1)[0] ?? '';

function isRecord(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return (
      typeof value === 'object' && value !== null && ('externalId' in value || 'messageExternalId' in value || 'conversationId' in value)
    );
  } catch {
    return false;
  }
}
