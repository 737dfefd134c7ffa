import { parentPort } from 'node:worker_threads';
import { yieldToOthers } from '../../../platform/background-thread.ts';
import { cluster } from '../pure/cluster.ts';
import type { Asked } from './reader.ts';
import { readText } from './read-texts.ts';

const answerTo = (asked: Asked): unknown =>
  'texts' in asked ? asked.texts.map(readText) : cluster(asked.vectors, asked.count, asked.known);

yieldToOthers();
parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answerTo(asked)));
