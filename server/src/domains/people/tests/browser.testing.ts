import { URI, type TOTP } from 'otpauth';
import { ask, type Answer, type Loose } from '../../../server.testing.ts';

export interface SignInAnswer {
  status: number;
  headers: Headers;
  body: Loose;
}

/** What a browser does: it keeps cookies, and names the origin of its page. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #server: { url: string };
  readonly headers: Record<string, string>;
  constructor(server: { url: string }, headers: Record<string, string> = {}) {
    this.#server = server;
    this.headers = headers;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.#server.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { origin: this.#server.url, cookie: this.cookie, ...this.headers, ...(init.headers as Record<string, string>) },
    });
    this.#keep(response.headers);
    return response;
  }

  async get(path: string): Promise<SignInAnswer> {
    const response = await this.fetch(`/api/auth${path}`);
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<SignInAnswer> {
    const response = await this.fetch(`/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  async ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await ask(this.#server, query, { variables, headers: { cookie: this.cookie, ...this.headers, ...headers } });
    this.#keep(answer.headers);
    return answer;
  }
}

export const viewerQuery = '{ viewer { person { name email } role workspace { slug } permissions hasPassword hasSecondFactor } }';
export const password = 'tin cup river';

/** Codes of an app that count now: each call another one, since each counts once; three at most within half a minute. */
export function codesOf(uri: string): () => string {
  const totp = URI.parse(uri) as TOTP;
  const offsetsMs = [0, 30_000, -30_000];
  return () => totp.generate({ timestamp: Date.now() + (offsetsMs.shift() ?? 0) });
}
