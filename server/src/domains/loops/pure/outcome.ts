import type { ItemKind, Matching, Outcome } from '../types.ts';
import { plain } from './prompt.ts';

/** Whether an answer is as expected. */
export function isAsExpected(answer: string, expected: string, matching: Matching): boolean {
  const [given, wanted] = [plain(answer), plain(expected)];
  return matching === 'EQUAL' ? given === wanted : given.includes(wanted);
}

/** What became of a prompt: of one that failed by its expected answer, of one of the control sample by the answer that was good. */
export const outcomeOf = (kind: ItemKind, isRight: boolean): Outcome =>
  kind === 'FAILURE' ? (isRight ? 'FIXED' : 'STILL_WRONG') : isRight ? 'KEPT' : 'BROKE';
