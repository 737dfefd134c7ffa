import { badJson } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readBoolean, readEnum, readName, readShortText, shown, type Fields } from '../../../platform/ingest/values.ts';
import { maxRowBytes, rowKinds, type ChatTurn, type RowContent, type RowKind, type RowLine } from '../types.ts';

export const turnRoles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;
const roles: ReadonlySet<string> = new Set(turnRoles);
const maxTurns = 5_000;
export const maxSplitLength = 64;

const given = (value: unknown): boolean => value !== undefined && value !== null;

/** A row as any path brings it, checked, its size aside; fields that are null count as absent. Gives the first problem, by its path. */
export function checkRow(fields: Fields): RowContent | Problem {
  const kind = readEnum(fields, 'kind', rowKinds);
  const split = given(fields['split']) ? readShortText(fields, 'split', maxSplitLength) : null;
  const label = readBoolean(fields, 'label');
  for (const value of [kind, split, label]) if (value instanceof Problem) return value;
  const content: Record<string, unknown> = { kind: (kind as RowKind | null) ?? kindOf(fields) };
  if (split !== null) content['split'] = split;
  for (const field of ['input', 'expectedOutput', 'messages', 'chosen', 'rejected', 'metadata']) {
    const value = fields[field];
    if (!given(value)) continue;
    const problem = badJson(value);
    if (problem !== null) return new Problem(field, problem);
    content[field] = value;
  }
  if (label !== null) content['label'] = label;
  return problemOf(content) ?? (content as unknown as RowContent);
}

/** What a row without a kind is, by its fields. */
function kindOf(fields: Fields): RowKind {
  if (given(fields['chosen']) || given(fields['rejected'])) return 'PREFERENCE';
  if (given(fields['label'])) return 'KTO';
  return given(fields['messages']) ? 'CHAT' : 'PLAIN';
}

/** Why a row as a line is too large; null: it is not. */
export function badLineSize({ text }: Pick<RowLine, 'text'>): Problem | null {
  // A UTF-16 code unit is at most three bytes of UTF-8: short lines need no counting.
  if (text.length * 3 <= maxRowBytes) return null;
  const bytes = Buffer.byteLength(text);
  return bytes > maxRowBytes ? new Problem('', `is ${bytes} bytes of JSON; at most ${maxRowBytes} are taken`) : null;
}

function problemOf(content: Record<string, unknown>): Problem | null {
  const { metadata, messages } = content;
  if (metadata !== undefined && (typeof metadata !== 'object' || Array.isArray(metadata)))
    return new Problem('metadata', `is ${shown(metadata)}; an object is taken`);
  if (messages !== undefined) {
    const problem = badTurns(messages, 'messages');
    if (problem !== null) return problem;
  }
  return ofKind[content['kind'] as RowKind](content);
}

const needs = (content: Record<string, unknown>, field: string, kind: RowKind): Problem | null =>
  content[field] === undefined ? new Problem(field, `is missing; a row of kind ${kind} has it`) : null;

const needsPrompt = (content: Record<string, unknown>, kind: RowKind): Problem | null =>
  content['messages'] === undefined && content['input'] === undefined
    ? new Problem('messages', `is missing, and so is input; a row of kind ${kind} has one of them as its prompt`)
    : null;

const ofKind: Readonly<Record<RowKind, (content: Record<string, unknown>) => Problem | null>> = {
  CHAT: (content) => needs(content, 'messages', 'CHAT'),
  INSTRUCTION: (content) => needs(content, 'input', 'INSTRUCTION') ?? needs(content, 'expectedOutput', 'INSTRUCTION'),
  PREFERENCE: (content) => needsPrompt(content, 'PREFERENCE') ?? badAnswer(content, 'chosen') ?? badAnswer(content, 'rejected'),
  KTO: (content) => needsPrompt(content, 'KTO') ?? badAnswer(content, 'expectedOutput', 'KTO') ?? needs(content, 'label', 'KTO'),
  PLAIN: (content) =>
    content['input'] === undefined && content['expectedOutput'] === undefined
      ? new Problem('input', 'is missing, and so are expectedOutput, messages, chosen and label; a row has one of them')
      : null,
};

/** An answer of a preference: a text, a turn, or turns. */
function badAnswer(content: Record<string, unknown>, field: string, kind: RowKind = 'PREFERENCE'): Problem | null {
  const value = content[field];
  if (value === undefined) return needs(content, field, kind);
  if (typeof value === 'string') return null;
  if (Array.isArray(value)) return badTurns(value, field);
  return badTurn(value, field);
}

function badTurns(value: unknown, path: string): Problem | null {
  if (!Array.isArray(value)) return new Problem(path, `is ${shown(value)}; a list of { role, content } is taken`);
  if (value.length === 0) return new Problem(path, 'is empty; at least one turn is taken');
  if (value.length > maxTurns) return new Problem(path, `has ${value.length} turns; at most ${maxTurns} are taken`);
  for (const [place, turn] of value.entries()) {
    const problem = badTurn(turn, `${path}[${place}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function badTurn(value: unknown, path: string): Problem | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new Problem(path, `is ${shown(value)}; an object { role, content } is taken`);
  const { role, content, tool_calls: calls, function_call: call } = value as ChatTurn;
  if (typeof role !== 'string' || !roles.has(role))
    return new Problem(`${path}.role`, `is ${shown(role)}; one of ${turnRoles.join(', ')} is taken`);
  if (content === undefined || content === null)
    return given(calls) || given(call) ? null : new Problem(`${path}.content`, 'is missing; a turn without tool calls has it');
  if (typeof content === 'string') return null;
  if (!Array.isArray(content)) return new Problem(`${path}.content`, `is ${shown(content)}; a text or a list of parts is taken`);
  const place = content.findIndex(
    (part) => typeof part !== 'object' || part === null || typeof (part as { type?: unknown }).type !== 'string',
  );
  return place === -1 ? null : new Problem(`${path}.content[${place}]`, `is ${shown(content[place])}; a part { type, … } is taken`);
}

/** The id that the sender gives a row; null: one is made. */
export const readRowId = (fields: Fields): string | null | Problem => readName(fields, 'id');
