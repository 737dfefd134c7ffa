/**
 * Makes the package that is published: `dist` with plain modules, their types, one stylesheet and a `package.json` of its own.
 * `src/*` is what the workspace uses; its `package.json` stays private, so that sources are never published by mistake.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the kit's own `package.json` says that the built one needs. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly type: string;
  readonly sideEffects: readonly string[];
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** An entry's path in `src` → the same path in `dist`, without its ending. */
const stem = (source: string): string => source.replace(/^\.\/src\//, './').replace(/\.tsx?$/, '');

/** Entries that are code, by name, each with its built module's path. */
export const entries: readonly (readonly [name: string, path: string])[] = Object.entries(manifest.exports)
  .filter(([, source]) => !source.endsWith('.css'))
  .map(([name, source]) => [name, `${stem(source)}.js`]);

/**
 * `exports` of the built package, made from the sources' ones so that the two cannot differ. `types` come first: the first
 * condition that holds is taken.
 */
export function builtExports(): Record<string, string | { types: string; default: string }> {
  return {
    ...Object.fromEntries(
      Object.entries(manifest.exports).map(([name, source]) => [
        name,
        source.endsWith('.css') ? `${stem(source)}` : { types: `${stem(source)}.d.ts`, default: `${stem(source)}.js` },
      ]),
    ),
    './package.json': './package.json',
  };
}

/** Compiles into `out` what a configuration names; its types must hold. */
export function compile(config: string, out: string, ...options: readonly string[]): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', config, '--outDir', out, ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The types do not hold:\n${stdout}${stderr}`);
}

const RELATIVE = /(\bfrom\s*|\bimport\(\s*|\bimport\s*)(['"])(\.[^'"]+)\2/g;

/** The modules that an entry reaches, itself included: stories and their data stay behind. */
function reached(folder: string, starts: readonly string[], ending: '.js' | '.d.ts'): string[] {
  const found = new Set<string>();
  const waiting = starts.map((start) => join(folder, start));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const [, , , specifier = ''] of readFileSync(path, 'utf8').matchAll(RELATIVE)) {
      waiting.push(join(dirname(path), specifier.replace(/\.(tsx?|js)$/, ending)));
    }
  }
  return [...found].toSorted();
}

/** React that only a browser has: a module that uses it must say so to a framework with server components. */
const CLIENT_ONLY = /^import \{[^}]*\b(use[A-Z]\w*|createContext|Component)\b[^}]*\} from ["']react["']/m;

/** Components and hooks are for the client; what only computes (`format`, `theme`) may be called on a server as well. */
const isForClient = (path: string, folder: string, code: string): boolean => {
  const source = join(root, 'src', relative(folder, path).replace(/\.js$/, '.tsx'));
  return existsSync(source) || CLIENT_ONLY.test(code);
};

/** One flat stylesheet: each `@import` of `styles.css` becomes its file, in its layer, in the same order. */
export function flatStyles(): string {
  const path = join(root, 'src/styles.css');
  const IMPORT = /^@import '([^']+)' layer\(([\w.-]+)\);$/gm;
  return readFileSync(path, 'utf8')
    .replace(IMPORT, (_, file: string, layer: string) => {
      const css = readFileSync(join(dirname(path), file), 'utf8').trim();
      if (/@import|@charset|url\(\s*['"]?\./.test(css))
        throw new Error(`${file} refers to another file: it cannot be put into one stylesheet as it is`);
      return `@layer ${layer} {\n${css}\n}`;
    })
    .replace(/@import.*/g, (line) => {
      throw new Error(`styles.css: not understood: ${line}`);
    });
}

/** Builds the package into `out`, which is emptied first. Without a check of types where something else makes it. */
export function build(out: string, { checksTypes = true } = {}): void {
  const compiled = mkdtempSync(join(tmpdir(), 'ui-kit-'));
  try {
    compile('tsconfig.build.json', compiled, ...(checksTypes ? [] : ['--noCheck']));
    rmSync(out, { recursive: true, force: true });
    const write = (path: string, text: string) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    };
    for (const path of reached(
      compiled,
      entries.map(([, path]) => path),
      '.js',
    )) {
      const code = readFileSync(path, 'utf8');
      write(join(out, relative(compiled, path)), isForClient(path, compiled, code) ? `"use client";\n${code}` : code);
    }
    for (const path of reached(
      compiled,
      entries.map(([, path]) => path.replace(/\.js$/, '.d.ts')),
      '.d.ts',
    )) {
      // The compiler leaves the sources' endings in declarations, and there are no sources in the package.
      const types = readFileSync(path, 'utf8').replace(
        RELATIVE,
        (_, before: string, quote: string, specifier: string) => `${before}${quote}${specifier.replace(/\.tsx?$/, '.js')}${quote}`,
      );
      write(join(out, relative(compiled, path)), types);
    }
    write(join(out, 'styles.css'), flatStyles());
    cpSync(join(root, 'README.md'), join(out, 'README.md'));
    const { name, version, description, type, sideEffects, dependencies, peerDependencies, peerDependenciesMeta } = manifest;
    write(
      join(out, 'package.json'),
      `${JSON.stringify({ name, version, description, type, sideEffects, exports: builtExports(), dependencies, peerDependencies, peerDependenciesMeta }, null, 2)}\n`,
    );
  } finally {
    rmSync(compiled, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const out = join(root, 'dist');
  build(out);
  console.log(`${entries.length} entries and styles.css in ${relative(process.cwd(), out) || '.'}`);
}
