import type { DatasetRow } from '../../datasets/types.ts';
import type { Subject } from '../types.ts';
import { chatOf, contentText, isObject, roleOf, turnsOf } from './chat.ts';

/**
 * A row of a dataset as it is evaluated.
 *
 * Input     of a chat its turns without a last one of the assistant; else the input, which is a chat where it has the form of one.
 * Expected  the expected output, unless its label is that it is a bad one; else the chosen answer of a preference, else the last turn of the
 *           assistant.
 */
export function subjectOfRow(row: DatasetRow): Subject {
  const turns = row.messages ?? turnsOf(row.input) ?? null;
  const last = turns?.at(-1);
  const isAnswered = row.messages !== undefined && last !== undefined && roleOf(last) === 'assistant';
  const asked = turns === null ? null : isAnswered ? turns.slice(0, -1) : turns;
  const chat = asked === null ? null : chatOf(asked);
  const sought = row.label === false ? null : row.expectedOutput;
  const expected = sought ?? answerText(row.chosen) ?? (isAnswered && last !== undefined ? contentText(last.content) : null);
  return {
    key: row.id,
    input: row.input ?? asked ?? null,
    expected: expected ?? null,
    chat: chat?.messages ?? null,
    instructions: chat?.instructions ?? '',
    metadata: row.metadata ?? null,
    answer: null,
  };
}

/** Of an answer that is a turn, or a list of turns, the text of the last one. */
function answerText(value: unknown): unknown {
  const turns = turnsOf(isObject(value) && 'role' in value ? [value] : value);
  return turns === null ? value : contentText(turns.at(-1)?.['content']);
}
