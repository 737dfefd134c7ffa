import { parentPort } from 'node:worker_threads';
import { yieldToOthers } from '../../../platform/background-thread.ts';
import { languageOf } from '../../meaning/load/language.ts';
import { undetermined } from '../../meaning/types.ts';
import { DatasetAnalysis } from '../pure/quality/analyse.ts';
import { rowOf } from '../pure/row-line.ts';

/** The language of a text shows at its beginning. */
const lookedAt = 400;

const analysis = new DatasetAnalysis((text) => {
  const language = languageOf(text.slice(0, lookedAt));
  return language === undetermined ? null : language;
});

yieldToOthers();
parentPort?.on('message', (lines: readonly string[] | null) => {
  if (lines === null) return parentPort?.postMessage(analysis.report());
  for (const line of lines) analysis.add(rowOf(line));
  return parentPort?.postMessage(lines.length);
});
