/** Before the tests of the built package: builds it, with the stories beside the charts, and renders them all on a server. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, compile } from '../scripts/build.ts';

export const BUILT = fileURLToPath(new URL('../.cache/built', import.meta.url));

declare global {
  /** One build for all projects that ask for it in this run. */
  var builtKit: Promise<void> | undefined;
}

export default function setup(): Promise<void> {
  globalThis.builtKit ??= make();
  return globalThis.builtKit;
}

async function make(): Promise<void> {
  build(BUILT, { checksTypes: false });
  const compiled = mkdtempSync(join(tmpdir(), 'ui-kit-stories-'));
  try {
    // The check of the kit's types reads them too.
    compile('test/tsconfig.stories.json', compiled, '--noCheck');
    // The charts are those of the package; what it leaves behind, stories and their data, comes from here.
    for (const path of globSync('**/*.js', { cwd: compiled })) {
      if (!existsSync(join(BUILT, path))) cpSync(join(compiled, path), join(BUILT, path));
    }
    for (const path of globSync('**/*.css', { cwd: fileURLToPath(new URL('../src', import.meta.url)) })) {
      cpSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), join(BUILT, path));
    }
  } finally {
    rmSync(compiled, { recursive: true, force: true });
  }
  const script = fileURLToPath(new URL('render-on-server.ts', import.meta.url));
  await Promise.all(
    ['18', '19'].map(async (version) => {
      const { stdout } = await promisify(execFile)(process.execPath, [script, BUILT, version], {
        maxBuffer: 1e9,
        env: { ...process.env, NODE_ENV: 'development' },
      });
      writeFileSync(join(BUILT, `rendered-${version}.json`), stdout);
    }),
  );
}
