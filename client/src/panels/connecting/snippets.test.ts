import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { snippets } from './snippets.ts';

const seen: {
  readonly key: string | undefined;
  readonly body: { readonly variables: { readonly messages: readonly { readonly externalId: string; readonly role: string }[] } };
}[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      seen.push({ key: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.setHeader('content-type', 'application/json').end('{"data":{"ingestMessages":{"accepted":2,"updated":0,"rejected":[]}}}');
    });
});
const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
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
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const run = (command: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        words += chunk.toString();
      });
    child.once('error', reject).once('close', (code) => (code === 0 ? resolve(words) : reject(new Error(words))));
  });

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const programs = {
  curl: { command: 'bash', file: 'first-message.sh', needs: 'curl' },
  typescript: { command: process.execPath, file: 'first-message.ts', needs: process.execPath },
  python: { command: 'python3', file: 'first_message.py', needs: 'python3' },
} as const;

test.for(['curl', 'typescript', 'python'] as const)(
  'the %s snippet runs as it stands and sends two messages with the key',
  async (key, { skip }) => {
    const { command, file, needs } = programs[key];
    if (!has(needs)) skip(`${needs} is not on this machine`);
    const snippet = snippets(address, 'secret-1', 'a1').find((one) => one.key === key);
    writeFileSync(join(folder, file), snippet?.code ?? '');
    const output = await run(command, [join(folder, file)]);
    expect(output).toContain('"accepted"');
    const sent = seen.at(-1);
    expect(sent?.key).toBe('Bearer secret-1');
    expect(sent?.body.variables.messages.map(({ role }) => role)).toEqual(['USER', 'ASSISTANT']);
  },
);
