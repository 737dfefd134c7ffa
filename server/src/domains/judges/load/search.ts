import { Worker } from 'node:worker_threads';
import { limitedThread } from '../../../platform/limited-thread.ts';
import { outputProblemInThread } from '../../playground/load/schema-check.ts';
import type { RuleThreads } from '../pure/rule.ts';

const program = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, asked: { pattern, flags, text } }) => parentPort.postMessage({ id, answer: new RegExp(pattern, flags).test(text) }));
`;

interface Searched {
  readonly pattern: string;
  readonly flags: string;
  readonly text: string;
}

const searchInThread = limitedThread<Searched, boolean>({ start: () => new Worker(program, { eval: true }), mostMs: 250, startMs: 2_000 });

/** Searches and checks in threads of their own that are ended where a pattern tries ways without end, or a schema takes too long. */
export const ruleThreads: RuleThreads = {
  search: (pattern, flags, text) => searchInThread({ pattern, flags, text }),
  outputProblem: outputProblemInThread,
};
