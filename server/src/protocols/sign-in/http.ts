import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { TooManyAttempts } from '../../domains/people/errors.ts';
import { codedError, DomainError } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson } from '../../platform/http/answer.ts';
import { assertJson, readBody } from '../../platform/http/body.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import type { Fields } from '../../platform/ingest/values.ts';
import type { Answer, SignInDeps } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { routeOf } from './routes.ts';

export const signInPrefix = '/api/auth/';
/** No body of sign-in is larger; the answer of an authenticator is some kilobytes. */
const maxBodyBytes = 64 * 1024;

export interface HandlerDeps extends SignInDeps {
  readonly requestMemory: RequestMemory;
  readonly mask: (error: unknown) => GraphQLError;
}

/** Sign-in for the pages (docs/sign-in.md): JSON in, JSON out, each failure with a code. */
export function createSignInHandler(deps: HandlerDeps) {
  return (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> =>
    answerInShell(request, response, {
      requestMemory: deps.requestMemory,
      answer: async () => {
        const route = routeOf(request.method ?? '', pathname.slice(signInPrefix.length - 1));
        if (route === null) throw new SignInRefusal('NOT_FOUND');
        if (route === 'OTHER_METHOD')
          throw codedError('METHOD_NOT_ALLOWED', 'This address takes another method; docs/sign-in.md names it.', { httpStatus: 405 });
        const { address } = callerOf(request);
        const fields = route.method === 'POST' ? await fieldsOf(request, deps.requestMemory, address) : {};
        const origin = deps.originOf(request);
        const url = request.url ?? '';
        const query = url.includes('?') ? url.slice(url.indexOf('?')) : '';
        send(response, await route.answer({ ...deps, request, fields, query, origin, address }));
      },
      refuse: (error) => refuse(response, error, deps.mask),
    });
}

async function fieldsOf(request: IncomingMessage, memory: RequestMemory, address: string | null): Promise<Fields> {
  assertJson(request);
  const hold = memory.hold(`address ${address}`);
  const body = await readBody(request, { maxBytes: maxBodyBytes, hold }).finally(() => hold.release());
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    value = null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw codedError('BAD_REQUEST', 'The body is not a JSON object.', { httpStatus: 400 });
  return value as Fields;
}

function send(response: ServerResponse, { status = 200, body = {}, cookies = [], redirect }: Answer): void {
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (redirect === undefined) return answerJson(response, status, body);
  response.writeHead(302, { location: redirect, 'cache-control': 'no-store' });
  response.end();
}

/** Answers in the shape of sign-in, what the gate has refused too. */
export function refuse(response: ServerResponse, error: unknown, mask: (error: unknown) => GraphQLError): void {
  const retryAfter = error instanceof TooManyAttempts ? { 'retry-after': String(error.retryAfterS) } : {};
  if (error instanceof DomainError) {
    const [problem] = error.problems;
    const status = error.httpStatus === 200 ? (error.code === 'NOT_FOUND' ? 404 : 400) : error.httpStatus;
    return answerJson(response, status, { error: { code: error.code, message: error.message, ...problem } }, retryAfter);
  }
  const shown = error instanceof GraphQLError && error.extensions['code'] !== undefined ? error : mask(error);
  const { http, code, field, errorId } = shown.extensions as {
    http?: { status?: number; headers?: Record<string, string> };
    code?: string;
    field?: string;
    errorId?: string;
  };
  answerJson(
    response,
    http?.status ?? 500,
    { error: { code, message: shown.message, ...(field && { field }), ...(errorId && { errorId }) } },
    http?.headers,
  );
}
