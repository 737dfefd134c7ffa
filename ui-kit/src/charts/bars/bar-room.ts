import type { CSSProperties } from 'react';

/** Room for a number beside its bar, in figures, as the style sheet gives it. */
const ROOM_CH = 9;

/** Room beside the bars of a table for its longest number; nothing where the style sheet's is enough. */
export function barRoom(numbers: readonly string[]): CSSProperties | undefined {
  const longest = numbers.reduce((length, text) => Math.max(length, text.length), 0);
  return longest < ROOM_CH ? undefined : ({ '--uk-bar-room': `${longest + 1}ch` } as CSSProperties);
}
