import type { ServerResponse } from 'node:http';

const everywhere = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});

/** Answers that are not pages may load nothing and may not be framed. */
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Two years, the least that lists of browsers take. */
const httpsOnly = 'max-age=63072000';

/** `isHttps`: people reach this server by https alone (PUBLIC_URL), and their browsers are to use nothing else from then on. */
export function setSecurityHeaders(response: ServerResponse, { isHttps = false }: { isHttps?: boolean } = {}): void {
  if (isHttps) response.setHeader('strict-transport-security', httpsOnly);
  for (const [name, value] of everywhere) response.setHeader(name, value);
  response.setHeader('content-security-policy', nothing);
}

export interface PagePolicy {
  readonly scriptHashes?: readonly string[];
  /** Workers from files of ours; `blob`: from a text of the page too. */
  readonly worker?: 'file' | 'blob';
  /** Pictures and recordings of messages that stand elsewhere: the page asks before it loads one. */
  readonly media?: boolean;
}

/**
 * Permissions of our own pages: run our scripts and inline scripts with the given hashes, connect to this server, and
 * nothing else. Styles may stand in attributes and elements, because charts and the editor of the explorer set them.
 */
export function pagePolicy({ scriptHashes = [], worker, media = false }: PagePolicy = {}): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...scriptHashes.map((hash) => `'sha256-${hash}'`)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${media ? ' https:' : ''}`,
    ...(media ? ["media-src 'self' data: blob: https:"] : []),
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    `worker-src ${worker === undefined ? "'none'" : worker === 'file' ? "'self'" : "'self' blob:"}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Permissions of a worker, which come with its own file: run our scripts, and WebAssembly that they hold (what unpacks Parquet), and
 * connect to this server.
 */
export const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
