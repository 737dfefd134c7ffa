import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { PromptReference } from '../../domains/prompts/errors.ts';
import { choiceOf } from '../../domains/prompts/load.ts';
import { servedPrompt, type ServedPrompt } from '../../domains/prompts/load/served.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, BadArgument, codedError, DomainError, NotFound, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson, answerWhole } from '../../platform/http/answer.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';

export interface PromptDeps {
  stores: Stores;
  live: LiveBus;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  /** Turns what is not expected into an error without details, and logs it. */
  mask: (error: unknown) => GraphQLError;
  requestMemory: RequestMemory;
}

const prefix = '/api/prompts/';
export const isPromptPath = (path: string): boolean => path.startsWith(prefix);

/**
 * `GET /api/prompts/<name>?label=` or `?version=`: a version of a prompt as applications get it, with an ETag, so that one that asks again
 * with `If-None-Match` is answered 304 until something changes. Failures are `{ error: { code, message } }`.
 */
export function createPromptHandler({ stores, live, viewerOf, mask, requestMemory }: PromptDeps) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async () => {
        if (request.method !== 'GET' && request.method !== 'HEAD')
          throw codedError('METHOD_NOT_ALLOWED', `${request.method} is not taken here; GET and HEAD are.`, { httpStatus: 405 });
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const viewer = unwrap(await viewerOf(request));
        assertPermitted(viewer, 'READ');
        const { workspaceId } = viewer;
        const asked = { workspaceId, name: nameIn(pathname), choice: choiceIn(searchParams), resolves: true };
        const served = unwrap(await inWorkspace(workspaceId, () => servedPrompt({ stores, live }, asked)));
        answer(request, response, served);
      },
      refuse: (error) => refuse(response, error, mask),
    });
}

function nameIn(pathname: string): string {
  const encoded = pathname.slice(prefix.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new NotFound('Prompt', encoded.slice(0, 100), 'name');
  }
}

function choiceIn(params: URLSearchParams): ReturnType<typeof choiceOf> {
  const version = params.get('version');
  if (version !== null && !/^[1-9]\d{0,9}$/.test(version)) throw new BadArgument('version', 'is no number of a version; they begin with 1');
  return choiceOf(version === null ? null : Number(version), params.get('label'));
}

function answer(request: IncomingMessage, response: ServerResponse, served: ServedPrompt): void {
  const { etag } = served;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  const held = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (held.includes(etag) || held.includes('*')) {
    response.writeHead(304, headers).end();
    return;
  }
  // Node leaves the body of an answer to HEAD out.
  answerWhole(response, 200, textOf(served), { ...headers, 'content-type': 'application/json; charset=utf-8' });
}

/** Made once for as long as the version is kept. */
const texts = new WeakMap<ServedPrompt, string>();

function textOf(served: ServedPrompt): string {
  let text = texts.get(served);
  if (text === undefined) {
    const { version, content } = served;
    const { name, type, config, labels, tags, commitMessage, createdAt } = version;
    const kind = type === 'TEXT' ? { text: content } : { messages: content };
    text = JSON.stringify({ name, version: version.version, type, ...kind, config, labels, tags, comment: commitMessage, createdAt });
    texts.set(served, text);
  }
  return text;
}

function refuse(response: ServerResponse, error: unknown, mask: PromptDeps['mask']): void {
  if (error instanceof DomainError) {
    const status =
      error instanceof NotFound ? 404 : error instanceof PromptReference ? 409 : error.httpStatus === 200 ? 400 : error.httpStatus;
    return answerJson(response, status, { error: { code: error.code, message: error.message } });
  }
  const { message, extensions } = mask(error);
  const { code, http } = extensions as { code?: string; http?: { status?: number; headers?: Record<string, string> } };
  answerJson(response, http?.status ?? 500, { error: { code: code ?? 'INTERNAL_SERVER_ERROR', message } }, http?.headers);
}
