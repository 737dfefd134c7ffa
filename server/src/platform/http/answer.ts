import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';

/** Answers with one GraphQL error, in the media type that a GraphQL client asked for; the status is the error's own. */
export function answerError(request: IncomingMessage, response: ServerResponse, error: GraphQLError): void {
  const { http, ...extensions } = error.extensions as { http?: { status?: number; headers?: Record<string, string> }; code?: string };
  const accept = request.headers.accept ?? '';
  const mediaType = accept.includes('application/graphql-response+json') ? 'application/graphql-response+json' : 'application/json';
  const body = JSON.stringify({ errors: [{ message: error.message, extensions }] });
  response.writeHead(http?.status ?? 400, { 'content-type': `${mediaType}; charset=utf-8`, 'cache-control': 'no-store', ...http?.headers });
  response.end(body);
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

export function answerText(response: ServerResponse, status: number, text: string, contentType = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(text);
}
