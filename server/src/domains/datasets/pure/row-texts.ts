import type { ChatTurn, RowContent } from '../types.ts';

/** The text of a value as a model reads it: of parts the texts, of other JSON the JSON. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every(isPart))
    return value
      .map((part) => (typeof part['text'] === 'string' ? part['text'] : ''))
      .filter((text) => text !== '')
      .join('\n');
  return JSON.stringify(value);
}

const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const isTurn = (value: unknown): value is ChatTurn =>
  typeof value === 'object' && value !== null && typeof (value as ChatTurn).role === 'string';

/** An answer as turns: a text is one turn of the assistant. */
function turnsOfAnswer(answer: unknown): ChatTurn[] {
  if (Array.isArray(answer) && answer.length > 0 && answer.every(isTurn)) return answer;
  if (isTurn(answer)) return [answer];
  return [{ role: 'assistant', content: textOf(answer) }];
}

/** An instruction as Alpaca has it: the text of the user, and of the system. */
function turnsOfInput(input: unknown): ChatTurn[] {
  if (Array.isArray(input) && input.length > 0 && input.every(isTurn)) return input;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return [{ role: 'user', content: textOf(input) }];
  const { instruction, input: more, system, history } = input as Readonly<Record<string, unknown>>;
  if (typeof instruction !== 'string') return [{ role: 'user', content: textOf(input) }];
  const past = Array.isArray(history)
    ? history.flatMap((pair) =>
        Array.isArray(pair)
          ? [
              { role: 'user', content: textOf(pair[0]) },
              { role: 'assistant', content: textOf(pair[1]) },
            ]
          : [],
      )
    : [];
  return [
    ...(typeof system === 'string' && system !== '' ? [{ role: 'system', content: system }] : []),
    ...past,
    { role: 'user', content: typeof more === 'string' && more !== '' ? `${instruction}\n\n${more}` : instruction },
  ];
}

/** What a row asks and what it wants, as turns. */
export interface AskedAndWanted {
  readonly prompt: readonly ChatTurn[];
  /** Of a preference the chosen answer; empty: nothing is wanted. */
  readonly answer: readonly ChatTurn[];
  /** Of a preference; empty: of another kind. */
  readonly rejected: readonly ChatTurn[];
}

/** Any row as a prompt with its answer. Of a chat the last turns of the assistant are the answer. */
export function askedAndWanted(row: RowContent): AskedAndWanted {
  const { kind, messages, input, expectedOutput, chosen, rejected } = row;
  const prompt = messages ?? (input === undefined ? [] : turnsOfInput(input));
  if (kind === 'PREFERENCE') return { prompt, answer: turnsOfAnswer(chosen), rejected: turnsOfAnswer(rejected) };
  if (kind !== 'CHAT') return { prompt, answer: expectedOutput === undefined ? [] : turnsOfAnswer(expectedOutput), rejected: [] };
  const end = prompt.findLastIndex(({ role }) => role === 'user');
  const answer = prompt.slice(end + 1);
  // A test has its wanted output beside the chat.
  return answer.length > 0 || expectedOutput === undefined
    ? { prompt: prompt.slice(0, end + 1), answer, rejected: [] }
    : { prompt, answer: turnsOfAnswer(expectedOutput), rejected: [] };
}

/** All texts of turns, one after the other. */
export const joinedTexts = (turns: readonly ChatTurn[]): string => turns.map(({ content }) => textOf(content)).join('\n');

/** What a row asks, whatever its case and its blanks: rows with the same are the same to a test. */
export const promptKey = (row: RowContent): string => {
  const { prompt, answer } = askedAndWanted(row);
  const asked = prompt.filter(({ role }) => role !== 'system' && role !== 'developer');
  return joinedTexts(asked.length > 0 ? asked : answer)
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
};
