import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';

/** Answers with one GraphQL error, in the media type that a GraphQL client asked for; the status is the error's own. */
export function answerError(request: IncomingMessage, response: ServerResponse, error: GraphQLError): void {
  const { http, ...extensions } = error.extensions as { http?: { status?: number; headers?: Record<string, string> }; code?: string };
  const accept = request.headers.accept ?? '';
  const mediaType = accept.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  const body = JSON.stringify({ errors: [{ message: error.message, extensions }] });
  answerWhole(response, http?.status ?? 400, body, {
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'no-store',
    ...http?.headers,
  });
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const type = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  answerWhole(response, status, JSON.stringify(body), { ...headers, ...type });
}

export function answerText(response: ServerResponse, status: number, text: string, contentType = 'text/plain; charset=utf-8'): void {
  answerWhole(response, status, text, { 'content-type': contentType, 'cache-control': 'no-store' });
}

/**
 * Answers with a text of a length that is named: Node then writes head and body in one piece. Where it is not, the body goes in chunks, which
 * costs a fifth of what a small answer takes.
 */
export function answerWhole(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
