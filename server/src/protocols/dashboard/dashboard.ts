import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { answerText } from '../../platform/http/answer.ts';
import { pagePolicy, workerPolicy } from '../../platform/http/security-headers.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves the built dashboard: files by name (hashed ones for a year), and index.html for every page address, which the
 * browser requests again each time. Compressed copies beside the files (.br, .gz) are sent to those who take them.
 * The build may appear or change while the server runs: index.html is looked at on each page load.
 */
export function createDashboard({ folder }: { folder: string }): Handler {
  const index = join(folder, 'index.html');
  let files: ReturnType<typeof sirv> | null = null;
  let filesOf = '';

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerText(response, 405, 'Only GET and HEAD.\n');
    if (!existsSync(index)) return answerText(response, 503, 'The dashboard is not built yet. The API is at /graphql.\n');
    const html = readFileSync(index, 'utf8');
    if (files === null || filesOf !== html) {
      files = sirv(folder, { brotli: true, gzip: true, etag: true, dotfiles: false, extensions: [], setHeaders: setCaching });
      filesOf = html; // sirv lists the folder once: a new build means a new list
    }
    const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (pathname === '/' || pathname === '/index.html') return answerPage(request, response, html);
    files(request, response, () =>
      isPage(pathname, request.headers.accept) ? answerPage(request, response, html) : answerText(response, 404, 'Not found.\n'),
    );
  };
}

/** A page address may end in anything ("/models/gpt-4.1"), but only a browser that opens one asks for HTML. */
function isPage(pathname: string, accept: string | undefined): boolean {
  return !pathname.startsWith('/assets/') && (accept?.includes('text/html') === true || !/\.[a-z0-9]+$/i.test(pathname));
}

function setCaching(response: ServerResponse, pathname: string): void {
  const isHashed = pathname.startsWith('/assets/');
  if (isHashed && pathname.endsWith('.js')) response.setHeader('content-security-policy', workerPolicy);
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function answerPage(request: IncomingMessage, response: ServerResponse, html: string): void {
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  response.setHeader('content-security-policy', pagePolicy({ scriptHashes: inlineScriptHashes(html), media: true, worker: 'file' }));
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : html);
}

/** SHA-256 of each script that stands in the page itself, so that the policy can name it. */
export function inlineScriptHashes(html: string): string[] {
  const hashes: string[] = [];
  for (const [, attributes = '', source = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (!/\bsrc\s*=/i.test(attributes) && source !== '') hashes.push(createHash('sha256').update(source).digest('base64'));
  }
  return hashes;
}
