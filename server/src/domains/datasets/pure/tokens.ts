import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { RowContent } from '../types.ts';
import { askedAndWanted, textOf } from './row-texts.ts';

/** What frames a turn: its role, and where it begins and ends. */
const perTurn = 4;

export interface TokenCounts {
  readonly tokens: number;
  /** Of what a model learns to answer: of a preference both answers. */
  readonly answerTokens: number;
}

// What looks like a special token of the encoding is text.
const tokensIn = (text: string): number =>
  text === '' ? 0 : countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });

/** Tokens of a row's texts by o200k_base, four for the frame of each turn, calls of tools as JSON. */
export function tokensOfRow(row: RowContent): TokenCounts {
  const { prompt, answer, rejected } = askedAndWanted(row);
  const of = (turns: typeof prompt): number =>
    turns.reduce(
      (sum, { content, tool_calls: calls }) =>
        sum + perTurn + tokensIn(textOf(content)) + (calls === undefined ? 0 : tokensIn(JSON.stringify(calls))),
      0,
    );
  const answerTokens = of(answer) + of(rejected);
  return { tokens: of(prompt) + answerTokens, answerTokens };
}
