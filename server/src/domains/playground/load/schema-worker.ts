import { parentPort } from 'node:worker_threads';
import { outputProblem } from '../pure/json-schema.ts';
import type { SchemaChecked, ToCheck } from './schema-check.ts';

parentPort?.on('message', async ({ id, asked: { schema, text } }: { readonly id: number; readonly asked: ToCheck }) => {
  const answer: SchemaChecked = { problem: await outputProblem(schema, text) };
  parentPort?.postMessage({ id, answer });
});
