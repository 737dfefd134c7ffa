import { parentPort } from 'node:worker_threads';
import type { TextToRead } from '../types.ts';
import { readText } from './read-texts.ts';

parentPort?.on('message', (texts: readonly TextToRead[]) => parentPort?.postMessage(texts.map(readText)));
