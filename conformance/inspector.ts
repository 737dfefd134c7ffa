import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/server.ts';

const run = promisify(execFile);
const PATIENCE_MS = 90_000;
const INSPECTOR_VERSION = '2.12.0';

export type Inspector = { readonly program: string } | { readonly missing: string };

/** The official inspector of MCP, kept in `.cache` between runs; where it can't be installed in time, `missing` says why. */
export async function findInspector(): Promise<Inspector> {
  const folder = join(ROOT, `.cache/conformance-inspector-${INSPECTOR_VERSION}`);
  const program = join(folder, 'node_modules/.bin/mcp-inspector');
  const isThere = (): Promise<boolean> =>
    access(program).then(
      () => true,
      () => false,
    );
  if (await isThere()) return { program };
  try {
    await mkdir(folder, { recursive: true });
    await run(
      'npm',
      [
        'install',
        '--prefix',
        folder,
        '--no-audit',
        '--no-fund',
        '--loglevel',
        'error',
        `@modelcontextprotocol/inspector@${INSPECTOR_VERSION}`,
      ],
      { signal: AbortSignal.timeout(PATIENCE_MS), cwd: folder },
    );
    if (await isThere()) return { program };
    throw new Error('npm installed no program mcp-inspector');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return {
      missing:
        String(error instanceof Error ? error.message : error)
          .trim()
          .split('\n')
          .at(-1) ?? 'npm failed',
    };
  }
}
