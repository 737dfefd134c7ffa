import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { environment, makeUsedDataDir, removeDataDir, ROOT, startServer, type RunningServer } from '../e2e/server.ts';
import { findInspector } from './inspector.ts';

const inspector = await findInspector();

if ('missing' in inspector) {
  const why = `the official inspector of MCP: skipped, it cannot be had here (${inspector.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  describe('the official inspector of MCP', () => proveIt(inspector.program));
}

interface Listed {
  readonly tools: readonly { readonly name: string; readonly inputSchema: object }[];
}

function proveIt(program: string): void {
  let [dataDir, server]: [string, RunningServer] = ['', null as never];
  beforeAll(async () => {
    dataDir = await makeUsedDataDir();
    server = await startServer({ dataDir });
    await ask(server.address, 'mutation { createTrainingJob(input: { name: "nightly", externalId: "n-1" }) { id } }');
  });
  afterAll(async () => {
    await server?.stop();
    if (dataDir !== '') await removeDataDir(dataDir);
  });

  /** What the inspector prints of one method, as JSON. */
  async function inspect<Answer>(target: readonly string[], more: readonly string[]): Promise<Answer> {
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--cli', ...target, ...more], {
      env: environment(),
      timeout: 45_000,
      maxBuffer: 32 * 1024 * 1024,
    });
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Answer;
  }
  const overHttp = (): string[] => [
    `${server.address}/mcp`,
    '--transport',
    'http',
    '--header',
    `Authorization: Bearer ${server.key ?? ''}`,
  ];
  // The inspector gives a command no variables but those that it is given for it.
  const asCommand = (): string[] => [
    '-e',
    `FTL_URL=${server.address}`,
    '-e',
    `FTL_API_KEY=${server.key ?? ''}`,
    process.execPath,
    join(ROOT, 'server/src/commands/mcp/main.ts'),
  ];

  describe.each([
    ['over HTTP', overHttp],
    ['as a command', asCommand],
  ] as const)('%s', (_way, target) => {
    test('lists the tools with schemas, and calls one', async () => {
      const { tools } = await inspect<Listed>(target(), ['--method', 'tools/list']);
      expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['calculator', 'training_metrics', 'production_metrics']));
      for (const { inputSchema } of tools) expect(inputSchema).toMatchObject({ type: 'object' });
      const called = await inspect<{ isError: boolean; content: { text: string }[] }>(target(), [
        '--method',
        'tools/call',
        '--tool-name',
        'training_metrics',
        '--tool-arg',
        'operation=list_jobs',
      ]);
      expect(called.isError).toBe(false);
      expect(called.content[0]?.text).toContain('nightly');
    });

    test('is refused what changes something', async () => {
      const evil = 'query=mutation { createApiKey(input: { name: "evil" }) { secret } }';
      const call = ['--method', 'tools/call', '--tool-name', 'graphql', '--tool-arg', 'operation=run', '--tool-arg', evil];
      // The inspector ends with an error where a tool answers with one.
      await expect(inspect(target(), call)).rejects.toThrow(/'graphql' returned isError/);
      const { apiKeys } = await ask<{ apiKeys: { name: string }[] }>(server.address, '{ apiKeys { name } }');
      expect(apiKeys.map(({ name }) => name)).not.toContain('evil');
    });

    test('lists resources and prompts', async () => {
      const { resources } = await inspect<{ resources: { uri: string }[] }>(target(), ['--method', 'resources/list']);
      expect(resources.map(({ uri }) => uri)).toContain('ftl://training-jobs');
      const { prompts } = await inspect<{ prompts: { name: string }[] }>(target(), ['--method', 'prompts/list']);
      expect(prompts.map(({ name }) => name)).toContain('weekly_review');
    });
  });
}
