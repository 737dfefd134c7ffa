import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../e2e/server.ts';
import { clients } from './clients.ts';
import { withFieldTable } from './field/page.ts';

const page = await readFile(join(ROOT, 'docs/conformance.md'), 'utf8');
const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'conformance/package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

const named = [
  '@opentelemetry/exporter-trace-otlp-proto',
  '@opentelemetry/exporter-trace-otlp-http',
  '@langfuse/otel',
  '@langfuse/client',
  'langfuse',
  'ai',
  '@ai-sdk/otel',
  '@arizeai/openinference-instrumentation-openai',
  '@traceloop/node-server-sdk',
  'openai',
];

test.each(named)('docs/conformance.md names the version of %s that is tested', (name) => {
  const lines = page.split('\n').filter((line) => line.includes(`\`${name}\``));
  expect(lines.some((line) => line.includes(devDependencies[name] as string))).toBe(true);
});

const reasons = [
  ...new Set(clients.flatMap(({ differences }) => differences.filter(({ isArithmetic = false }) => !isArithmetic).map(({ why }) => why))),
];

test.each(reasons)('docs/conformance.md says of a client that %s', (why) => {
  expect(page).toContain(why);
});

test('docs/conformance.md has today’s table of the clients in the field', () => {
  expect(page).toBe(withFieldTable(page));
});
