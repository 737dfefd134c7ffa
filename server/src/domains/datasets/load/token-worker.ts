import { parentPort } from 'node:worker_threads';
import { yieldToOthers } from '../../../platform/background-thread.ts';
import { rowOf } from '../pure/row-line.ts';
import { tokensOfRow, type TokenCounts } from '../pure/tokens.ts';

yieldToOthers();
parentPort?.on('message', (lines: readonly string[]) => {
  let [tokens, answerTokens] = [0, 0];
  for (const line of lines) {
    const counts = tokensOfRow(rowOf(line));
    tokens += counts.tokens;
    answerTokens += counts.answerTokens;
  }
  parentPort?.postMessage({ tokens, answerTokens } satisfies TokenCounts);
});
