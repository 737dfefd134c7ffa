import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { build } from 'vite';
import type { Rollup } from 'vite';
import { libraries } from './libraries.ts';

export interface Pages {
  /** Where the page of a library (and `waterfall`) is served. */
  readonly address: (name: string) => string;
  readonly close: () => void;
}

/** Builds one page for each library as it would be shipped, and serves them. Not minified only for profiles, where names matter. */
export async function servePages({ isMinified = true }: { readonly isMinified?: boolean } = {}): Promise<Pages> {
  process.env['NODE_ENV'] = 'production';
  const folder = new URL('./pages/', import.meta.url).pathname;
  const input = Object.fromEntries(
    [...libraries, 'waterfall'].map((name) => [
      name,
      `${folder}${name === 'ui-kit' || name === 'recharts' || name === 'waterfall' ? `${name}.tsx` : `${name}.ts`}`,
    ]),
  );
  const { output } = (await build({
    configFile: false,
    root: folder,
    mode: 'production',
    logLevel: 'error',
    resolve: { dedupe: ['react', 'react-dom'] },
    build: {
      write: false,
      target: 'es2023',
      minify: isMinified,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  })) as Rollup.RollupOutput;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
  const html = (name: string): string => {
    const styles = stylesOf(output, `${name}.js`).map((file) => `<link rel="stylesheet" href="/${file}">`);
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>${styles.join('')}<body><script type="module" src="/${name}.js"></script></body></html>`;
  };
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    // Isolated from other origins, a page's clock is as fine as 5 µs.
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
    const file = files.get(pathname);
    if (file !== undefined)
      return response.writeHead(200, { ...headers, 'content-type': types[extname(pathname)] ?? 'application/octet-stream' }).end(file);
    const name = pathname.slice(1);
    if (!Object.hasOwn(input, name)) return response.writeHead(404, headers).end();
    response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(html(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: (name) => `http://127.0.0.1:${port}/${name}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Style sheets of an entry and of the chunks that it imports. */
function stylesOf(output: Rollup.RollupOutput['output'], entry: string): string[] {
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const seen = new Set<string>();
  const styles = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks.get(name);
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    chunk.imports.forEach(visit);
    for (const style of (chunk as { viteMetadata?: { importedCss?: Set<string> } }).viteMetadata?.importedCss ?? []) styles.add(style);
  };
  visit(entry);
  return [...styles];
}
