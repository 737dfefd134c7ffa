import { sentence } from './failure.ts';
import type { Refusal } from './refusal.ts';

/** Why the server did not do it; `code` as docs/errors.md lists it, `UNREACHABLE` where there was no answer of it. */
export interface AuthRefusal extends Refusal {
  readonly code: string;
}
export type AuthSent<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly refusal: AuthRefusal };

const BASE = '/api/auth';

/** Reads what an endpoint of sign-in gives out (docs/sign-in.md). */
export const readAuth = <Data>(path: string): Promise<AuthSent<Data>> => ask(path, { method: 'GET' });

/** Sends something to an endpoint of sign-in; the answer is data or a reason, and is never thrown. */
export const sendAuth = <Data>(path: string, body: object = {}): Promise<AuthSent<Data>> =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function ask<Data>(path: string, request: RequestInit): Promise<AuthSent<Data>> {
  let status = 0;
  try {
    const response = await fetch(BASE + path, { credentials: 'same-origin', ...request });
    ({ status } = response);
    const answer: unknown = await response.json();
    return response.ok ? { ok: true, data: answer as Data } : { ok: false, refusal: refusalIn(answer, status) };
  } catch {
    const message =
      status === 0
        ? 'The server can’t be reached. Is it still running?'
        : `The server answered with an error (${status}) that says nothing more.`;
    return { ok: false, refusal: { code: 'UNREACHABLE', message, field: null } };
  }
}

/** What an answer says of why it was refused, in the form of sign-in's or in GraphQL's. */
export function refusalIn(answer: unknown, status: number): AuthRefusal {
  const { error, errors } = (answer ?? {}) as {
    readonly error?: { readonly code?: unknown; readonly message?: unknown; readonly field?: unknown; readonly reason?: unknown };
    readonly errors?: readonly { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } }[];
  };
  const [first] = Array.isArray(errors) ? errors : [];
  const code = error?.code ?? first?.extensions?.code;
  const field = typeof error?.field === 'string' ? error.field : null;
  // The reason is for those who see the field; the message names it.
  const message = (field === null ? undefined : error?.reason) ?? error?.message ?? first?.message;
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message: typeof message === 'string' ? sentence(message) : `The server answered with an error (${status}).`,
    field,
  };
}
