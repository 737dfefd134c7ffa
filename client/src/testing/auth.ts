import { afterEach, vi } from 'vitest';

/** What an endpoint of `/api/auth` refuses with. */
export class AuthRefused {
  readonly error: { readonly code: string; readonly message: string; readonly field?: string };
  constructor(code: string, message: string, field?: string) {
    this.error = { code, message, ...(field !== undefined && { field }) };
  }
}

/** Answers by `/path` of the endpoint, given the body that is sent. */
export type AuthAnswers = Readonly<Record<string, (body: Record<string, unknown>) => unknown>>;

afterEach(() => void vi.unstubAllGlobals());

/** A server that answers `/api/auth` so; what it does not know stays open, as a slow one would. Returns what was sent, in order. */
export function answeringAuth(answers: AuthAnswers): { readonly path: string; readonly body: unknown }[] {
  const sent: { path: string; body: unknown }[] = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const path = typeof input === 'string' && input.startsWith('/api/auth/') ? input.slice('/api/auth'.length) : null;
    if (path === null) return real(input, init);
    const body = init?.body == null ? {} : (JSON.parse(String(init.body)) as Record<string, unknown>);
    sent.push({ path, body });
    const answer = await answers[path]?.(body);
    if (answer === undefined) return new Promise(() => undefined);
    return answer instanceof AuthRefused ? Response.json(answer, { status: 401 }) : Response.json(answer);
  });
  return sent;
}
