import type { IncomingMessage, ServerResponse } from 'node:http';

const maxAgeS = 86_400;

/**
 * Pages of any origin may call: what they may do follows from the key that they show, never from a cookie or from where the caller sits
 * (protocols/flags/http.ts).
 */
export function openToPages(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (request.headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'ETag, Retry-After, X-SSE-Support');
}

/** What a browser asks before it calls. */
export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'Content-Type, If-None-Match, Authorization, X-API-Key, X-Record-Exposure',
    'access-control-max-age': String(maxAgeS),
  });
  response.end();
}
