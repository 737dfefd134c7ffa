import { parentPort } from 'node:worker_threads';
import { judgeCategories, judgeNumbers, judgeVectors, type Judged } from '../pure/judge.ts';
import type { ToJudge } from './judging.ts';

function answerTo(asked: ToJudge): Judged {
  if (asked.kind === 'VECTOR') return judgeVectors(asked.baseline, asked.current, asked.options);
  return (asked.kind === 'NUMBER' ? judgeNumbers : judgeCategories)(asked.baseline, asked.current, asked.options);
}

parentPort?.on('message', (asked: ToJudge) => parentPort?.postMessage(answerTo(asked)));
