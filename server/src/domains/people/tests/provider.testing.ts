import { createServer } from 'node:http';
import { createServer as createNetServer, type AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface Claims {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly groups?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in there next, by the subject. */
  readonly people: Map<string, Claims>;
  close(): Promise<void>;
}

/** A real provider of OpenID Connect, in which a person signs in by naming the subject: in the form of its page, or by `?subject=…`. */
export async function openProvider(redirectUri: string): Promise<TestProvider> {
  const people = new Map<string, Claims>();
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['lab', 'a secret of the test'];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret, // The second is an address of the same client that is not this server's.
        redirect_uris: [redirectUri, redirectUri.replace('/oidc', '/other')],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...(people.get(id) as unknown as Record<string, string>) }),
    }),
  });
  const answer = provider.callback();
  http.on('request', (request, response) => {
    const at = new URL(request.url ?? '/', issuer);
    if (!at.pathname.startsWith('/interaction/')) return void answer(request, response);
    if (!at.searchParams.has('subject')) {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<form><label>Subject <input name="subject"></label><button>Continue</button></form>');
    }
    const work = async (): Promise<void> => {
      const details = await provider.interactionDetails(request, response);
      const accountId = at.searchParams.get('subject') ?? '';
      const grant = new provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid email profile groups');
      grant.addOIDCClaims(['email', 'email_verified', 'name', 'groups']);
      const grantId = await grant.save();
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId }, consent: { grantId } },
        { mergeWithLastSubmission: false },
      );
      void details;
    };
    work().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    close: () => new Promise((resolve) => (http.closeAllConnections(), http.close(() => resolve()))),
  };
}

/** A browser's way through the provider, as the subject, to the address that leads back. */
export async function throughProvider(start: string, subject: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(start);
  for (let step = 0; step < 10; step += 1) {
    if (at.pathname.startsWith('/interaction/')) at.searchParams.set('subject', subject);
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The provider answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    at = new URL(location, at);
    if (at.pathname.startsWith('/api/auth/callback/')) return at;
  }
  throw new Error('The provider leads in circles.');
}

/** A provider has to know the address to lead back to before there is a server. */
export async function freePort(): Promise<number> {
  const probe = createNetServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
