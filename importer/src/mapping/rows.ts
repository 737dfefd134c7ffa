import { contentHash } from '../ids.ts';
import type { FileRecord, SourceFile } from '../records.ts';
import { isObject } from '../values.ts';
import { fieldOfMapping, judgments, ofJudgments } from './fields.ts';
import type { Columns, Mapping } from './mapping.ts';
import { valueOf, type Notation } from './values.ts';

/** What no evaluation has: a record with one of them is a message. */
const ofMessages = [
  'role',
  'content',
  'conversationId',
  'prompt',
  'model',
  'inputTokens',
  'outputTokens',
  'latencyMs',
  'latencySeconds',
  'toolCalls',
  'errorType',
] as const;

/** Whether a record with these members is a judgment and no message. */
export const isJudgment = (has: (name: string) => boolean): boolean =>
  has('messageExternalId') || ([...judgments, 'name'].some(has) && !ofMessages.some(has));

export interface RowReader {
  /** Rows are messages: an evaluation has no metadata. */
  readonly hasMetadata: boolean;
  /** The records of a row: a message, its prompt, a judgment of it; or why there are none. */
  recordsOf(cells: readonly unknown[], line: number): FileRecord[];
}

interface Shape {
  readonly file: Pick<SourceFile, 'name' | 'modifiedAt'>;
  readonly columns: Columns['columns'];
  readonly mapping: Mapping;
  readonly notation: Notation;
}

/** Reads rows of a table whose columns are known. What the columns don't hold, and every message needs, is made of the row's place. */
export function rowReader({ file, columns, mapping, notation }: Shape): RowReader {
  const constants = Object.entries(mapping.constants).flatMap(([name, value]) => {
    const field = fieldOfMapping(name);
    return field === undefined ? [] : [[field.name, valueOf(field, value, notation)] as const];
  });
  const mapped = new Set([...columns.flatMap(({ field }) => (field === null ? [] : [field.name])), ...constants.map(([name]) => name)]);
  const isOfMessages = ofMessages.some((name) => mapped.has(name)) || !isJudgment((name) => mapped.has(name));
  // Who judged what was never judged is kept with the message, or it would be lost.
  const isJudged = !isOfMessages || mapped.has('messageExternalId') || judgments.some((name) => mapped.has(name));
  const isUnused = ({ field }: Columns['columns'][number]): boolean => !isJudged && field !== null && ofJudgments.includes(field.name);
  const others = columns.filter(
    (column) => isUnused(column) || (column.field === null && (column.isChosen || mapping.otherColumns === 'METADATA')),
  );
  const ofFields = columns.filter((column) => !isUnused(column));

  return {
    hasMetadata: isOfMessages,
    recordsOf(cells, line) {
      const values: Record<string, unknown> = Object.fromEntries(constants);
      for (const { index, field } of ofFields) {
        if (field === null) continue;
        const value = valueOf(field, cells[index], notation);
        if (value === undefined) continue;
        const read = field.kind === 'json' && typeof value === 'string' ? parsed(value) : { value };
        if (!('value' in read)) return [{ kind: 'bad', line, field: field.name, reason: 'is not JSON' }];
        values[field.name] = read.value;
      }
      const rest = Object.fromEntries(others.flatMap(({ index, kept }) => (isAbsent(cells[index]) ? [] : [[kept, plain(cells[index])]])));
      if (Object.keys(rest).length > 0 && isOfMessages)
        values['metadata'] = { ...rest, ...(isObject(values['metadata']) ? values['metadata'] : {}) };
      const isJudgmentRow = values['messageExternalId'] !== undefined || !isOfMessages;
      return isJudgmentRow ? [{ kind: 'evaluation', line, value: values }] : messagesOf(values, cells, line);
    },
  };

  function messagesOf(values: Record<string, unknown>, cells: readonly unknown[], line: number): FileRecord[] {
    const own = (): string =>
      `${file.name}/${line}-${contentHash(JSON.stringify(cells, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))}`;
    const made: Record<string, unknown> = { content: '', ...values };
    if (!mapped.has('externalId')) made['externalId'] = own();
    if (!mapped.has('conversationId')) made['conversationId'] = values['sessionId'] ?? made['externalId'];
    if (!mapped.has('role')) made['role'] = 'ASSISTANT';
    // A table that names its records leaves the time to the server.
    if (!mapped.has('createdAt') && !mapped.has('externalId')) made['createdAt'] = file.modifiedAt.toISOString();
    for (const [seconds, ms] of [
      ['latencySeconds', 'latencyMs'],
      ['timeToFirstTokenSeconds', 'timeToFirstTokenMs'],
    ] as const) {
      if (made[seconds] !== undefined) made[ms] ??= made[seconds];
      delete made[seconds];
    }
    const { prompt, ...message } = made;
    const judged: Record<string, unknown> = {};
    for (const name of ofJudgments) {
      if (message[name] !== undefined) judged[name] = message[name];
      delete message[name];
    }
    const records: FileRecord[] = [];
    if (prompt !== undefined) records.push({ kind: 'message', line, value: promptOf(String(prompt), message) });
    records.push({ kind: 'message', line, value: message });
    if (judgments.some((name) => judged[name] !== undefined))
      records.push({
        kind: 'evaluation',
        line,
        value: {
          externalId: `${String(message['externalId'])}/evaluation`,
          messageExternalId: message['externalId'],
          ...judged,
          ...(message['createdAt'] === undefined ? {} : { createdAt: message['createdAt'] }),
        },
      });
    return records;
  }
}

/** It was asked before the answer began. */
function promptOf(content: string, answer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const at = typeof answer['createdAt'] === 'string' ? Date.parse(answer['createdAt']) : Number.NaN;
  const latencyMs = typeof answer['latencyMs'] === 'number' ? answer['latencyMs'] : 0;
  const about = ['conversationId', 'sessionId', 'userId', 'environment', 'experimentName', 'variant', 'traceId'] as const;
  return {
    ...Object.fromEntries(about.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]]]))),
    externalId: `${String(answer['externalId'])}/prompt`,
    role: 'USER',
    content,
    ...(Number.isNaN(at) ? {} : { createdAt: new Date(at - Math.max(1, latencyMs)).toISOString() }),
  };
}

function parsed(text: string): { value: unknown } | object {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return {};
  }
}

const isAbsent = (cell: unknown): boolean => cell === undefined || cell === null || cell === '';

/** As JSON takes it. */
const plain = (cell: unknown): unknown =>
  typeof cell === 'bigint'
    ? Number.isSafeInteger(Number(cell))
      ? Number(cell)
      : String(cell)
    : cell instanceof Date
      ? cell.toISOString()
      : cell;
