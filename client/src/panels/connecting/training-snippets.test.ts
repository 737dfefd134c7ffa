import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainingSnippets } from './training-snippets.ts';

const seen: {
  readonly key: string | undefined;
  readonly body: { readonly query: string; readonly variables?: Record<string, unknown> };
}[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as (typeof seen)[number]['body'];
      seen.push({ key: request.headers.authorization, body });
      response
        .setHeader('content-type', 'application/json')
        .end(
          body.query.includes('createTrainingJob')
            ? '{"data":{"createTrainingJob":{"id":"VHJhaW5pbmdKb2I6MQ=="}}}'
            : '{"data":{"logTrainingSteps":{"accepted":1,"rejected":[]}}}',
        );
    });
});
let address = '';
beforeAll(
  () =>
    new Promise<void>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const at = server.address();
        address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
        resolve();
      }),
    ),
);
afterAll(() => server.close());

test('the GraphQL snippet makes a job and logs a point of it, with the key', async () => {
  const code = trainingSnippets(address, 'secret-1').find(({ key }) => key === 'graphql')?.code ?? '';
  const { stdout } = await promisify(execFile)('bash', ['-c', code]);
  expect(stdout).toContain('"accepted":1');
  expect(seen.map(({ key }) => key)).toEqual(['Bearer secret-1', 'Bearer secret-1']);
  expect(seen[1]?.body.variables).toEqual({ job: 'VHJhaW5pbmdKb2I6MQ==' });
});

test.each(['mlflow', 'trackio', 'python', 'huggingface', 'graphql'] as const)('%s is given the address and the key', (key) => {
  const code = trainingSnippets('https://lab.example', 'secret-1').find((one) => one.key === key)?.code;
  expect(code).toContain('https://lab.example');
  expect(code).toContain('secret-1');
});
