import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { useReportProgram } from '../load/report-program.ts';
import { download, exported, haveMessages } from './files.testing.ts';

const client = fileURLToPath(new URL('../../../../../client', import.meta.url));

export function reportTests(server: () => TestServer): void {
  describe('a report', () => {
    let workspace: TestWorkspace;
    let folder: string;
    beforeAll(async () => {
      workspace = await openTestWorkspace(server());
      await haveMessages(server(), workspace.id);
      folder = await mkdtemp(join(tmpdir(), 'ftl-report-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));
    const report = (type: string, filter: object): Promise<Loose> => exported(server(), workspace, { type, format: 'REPORT', filter });
    const pageOf = async ({ path }: Loose): Promise<string> => (await download(server(), path, workspace.secret)).text();

    test('is refused in words by a server without a built dashboard', async () => {
      await expect(report('COMPLETE', {})).rejects.toThrow('no built dashboard');
    });

    test('is one page that fetches nothing and runs nothing, whatever models are called, with the numbers of the screen', async () => {
      await promisify(execFile)(
        join(client, 'node_modules/.bin/vite'),
        [
          'build',
          '--configLoader',
          'native',
          '--config',
          'vite.report.config.ts',
          '--logLevel',
          'error',
          '--outDir',
          join(folder, '.report'),
        ],
        { cwd: client },
      );
      useReportProgram(server().stores, folder);
      const name = '<script>alert(1)</script>\u202E';
      const made = await report('COMPLETE', { not: { models: [name] }, timeZone: 'Europe/Berlin' });
      expect(made).toMatchObject({ status: 'READY', expectedCount: 1, writtenCount: 1 });
      const page = await pageOf(made);
      expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|\u202E/i);
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;(U+202E)');
      expect(page).toContain('default-src &#x27;none&#x27;');
      for (const shown of ['=evil()', 'Europe/Berlin', 'p95 latency', '@page']) expect(page).toContain(shown);
      const { data } = await workspace.run('{ analytics(filter: {}) { overview { messageCount } byModel { model messageCount } } }');
      expect(page).toMatch(new RegExp(`uk-tile-label">Messages</div>.{0,200}>${data.analytics.overview.messageCount}<`));
      expect(page.match(/<tr>/g)?.length).toBeGreaterThanOrEqual(data.analytics.byModel.length);
    });

    test('of nothing says so', async () => {
      expect(await pageOf(await report('COMPLETE', { models: ['made up'] }))).toContain('No message in this time range.');
    });
  });
}
