import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';
import type { SignInConfig } from '../../../platform/config-sign-in.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { cookieSecret } from '../load/secret.ts';
import { cookiePrefixOf } from '../pure/cookie.ts';
import { readIssuer, type ProviderIssuer } from '../pure/issuer.ts';
import { maxPasswordLength, minPasswordLength } from '../pure/password.ts';
import { idleS } from '../queries.ts';
import { welcomeIfFirst } from './first-account.ts';
import { withHashedTokens } from './hashed-tokens.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** What a provider vouches for, and whether its person may come in; null: it may. */
export type Admit = (profile: ProviderProfile) => Promise<string | null>;

export interface ProviderProfile {
  readonly email: string;
  readonly isEmailVerified: boolean;
  /** Whether there is an account already. */
  readonly isKnown: boolean;
  /** Whose account the provider's is already; null: it leads to none yet. */
  readonly personId: string | null;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** One round to a provider, as far as it came. */
export interface ProviderRound {
  profile: ProviderProfile | null;
  /** Whether it has become a way to sign in to the account just now. */
  isNewlyLinked: boolean;
}

export interface LibraryDeps {
  readonly stores: Pick<Stores, 'postgres' | 'prisma'>;
  readonly config: SignInConfig;
  readonly logger: Logger;
  readonly admit: Admit;
}

/** The library of sign-in at one origin. Its paths are its own: `/api/auth/sign-in/email` … */
export interface Library {
  /** Of the provider of single sign-on; null: there is none, or it does not answer now. */
  readonly issuer: ProviderIssuer | null;
  answer(request: Request): Promise<{ response: Response; round: ProviderRound }>;
}

/** Where our router puts the caller's address, whatever the caller sent under this name. */
export const peerHeader = 'x-ftl-peer';
/** Of providers whose discovery is down: it is asked again after so long. */
const retryAfterMs = 5_000;
const discoveryTimeoutMs = 5_000;
/** Origins that have a library at a time. */
const maxOpenCount = 16;

/**
 * The library, loaded when it is first needed: it takes half a second. One for each origin under which the server is reached, since cookies
 * and passkeys belong to an origin; the gate lets few names through, but any port: those least recently used are given up.
 */
export function createLibraries(deps: LibraryDeps): (origin: string) => Promise<Library> {
  const opened = new Map<string, Promise<Library>>();
  return (origin) => {
    let library = opened.get(origin);
    if (library === undefined) {
      const drop = (): void => void (opened.get(origin) === library && opened.delete(origin));
      library = open(deps, origin, () => setTimeout(drop, retryAfterMs).unref());
      library.catch(drop);
      for (const oldest of opened.keys()) {
        if (opened.size < maxOpenCount) break;
        opened.delete(oldest);
      }
    } else opened.delete(origin);
    opened.set(origin, library);
    return library;
  };
}

async function open({ stores, config, logger, admit }: LibraryDeps, origin: string, onIncomplete: () => void): Promise<Library> {
  const [{ betterAuth }, { prismaAdapter }, { twoFactor, genericOAuth }, { passkey }, secret] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/adapters/prisma'),
    import('better-auth/plugins'),
    import('@better-auth/passkey'),
    cookieSecret(stores, config.secret),
  ]);
  const isSecure = origin.startsWith('https:');
  const prefix = cookiePrefixOf(origin);
  const rounds = new AsyncLocalStorage<ProviderRound>();
  const { oidc } = config;
  const auth = betterAuth({
    appName: 'Fine Tune Lab',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [origin],
    database: withHashedTokens(prismaAdapter(stores.prisma, { provider: 'postgresql' })),
    telemetry: { enabled: false },
    // Counts by a header that a caller could send: commands/attempts.ts counts in its place.
    rateLimit: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => logger.debug({ level, details: details.map(String) }, `Sign-in: ${message}`),
    },
    onAPIError: { errorURL: '/sign-in' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      modelName: 'person',
      validateUserInfo: async ({ user, source }) => {
        if (source.method !== 'oauth') return;
        const profile: ProviderProfile = {
          email: String(user.email ?? '').toLowerCase(),
          isEmailVerified: user.emailVerified === true,
          isKnown: source.action !== 'create-user',
          personId: source.action === 'sign-in' && typeof user.id === 'string' ? user.id : null,
          claims: (source.oauth?.profile ?? {}) as Record<string, unknown>,
        };
        const reason = await admit(profile);
        if (reason !== null) return { error: 'SSO_REFUSED', errorDescription: reason };
        const round = rounds.getStore();
        if (round !== undefined) round.profile = profile;
        return;
      },
    },
    session: {
      modelName: 'personSession',
      fields: { userId: 'personId' },
      expiresIn: idleS,
      // load/session.ts prolongs and renews.
      disableSessionRefresh: true,
      freshAge: 86_400,
      additionalFields: { method: { type: 'string', input: false, defaultValue: 'PASSWORD' } },
    },
    account: {
      modelName: 'personAccount',
      fields: { userId: 'personId' },
      accountLinking: { enabled: true, trustedProviders: [] },
      // The tokens of a provider are asked for once and not used again.
      encryptOAuthTokens: true,
      updateAccountOnSignIn: false,
    },
    verification: { modelName: 'verification' },
    databaseHooks: {
      user: { create: { after: ({ id }) => welcomeIfFirst(stores.postgres, id) } },
      account: {
        create: {
          after: async () => {
            const round = rounds.getStore();
            if (round !== undefined) round.isNewlyLinked = true;
          },
        },
      },
      session: {
        create: {
          before: async (session, context) => ({
            data: {
              ...session,
              method: methodOf(context?.path, session, oidc?.id ?? null),
              // The library keeps the network of an address of IPv6.
              ipAddress: context?.request?.headers.get(peerHeader) ?? session['ipAddress'],
            },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: prefix,
      useSecureCookies: false, // the prefix says more
      defaultCookieAttributes: { secure: isSecure, sameSite: 'lax', path: '/', httpOnly: true },
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
    plugins: [
      twoFactor({
        issuer: 'Fine Tune Lab',
        allowPasswordless: true,
        // Wrong codes are counted by our own attempts, which known browsers have for themselves (protocols/sign-in/sign-in.ts).
        accountLockout: { enabled: false },
        schema: { twoFactor: { modelName: 'secondFactor', fields: { userId: 'personId' } } },
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Fine Tune Lab',
        origin,
        schema: { passkey: { modelName: 'passkey', fields: { userId: 'personId' } } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'passkey' },
        authentication: {
          // It stands for password and second factor: holding the device alone is not enough.
          afterVerification: ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new Error('The authenticator has not verified its person.');
          },
        },
      }),
      ...(oidc === null
        ? []
        : [
            genericOAuth({
              config: [
                {
                  providerId: oidc.id,
                  name: oidc.name,
                  discoveryUrl: discoveryOf(oidc.issuer),
                  clientId: oidc.clientId,
                  clientSecret: oidc.clientSecret,
                  scopes: ['openid', 'email', 'profile', ...(oidc.roleMap.length > 0 && oidc.groupsClaim === 'groups' ? ['groups'] : [])],
                  requireIdTokenVerification: true,
                  // Some providers send a text.
                  mapProfileToUser: ({ email_verified: isVerified }: Record<string, unknown>) => ({
                    emailVerified: isVerified === true || isVerified === 'true',
                  }),
                  pkce: true,
                },
              ],
            }),
          ]),
    ],
  });
  const issuer = oidc === null ? null : await issuerAt(discoveryOf(oidc.issuer));
  if (oidc !== null) {
    const { socialProviders } = await auth.$context;
    const providers = await socialProviders;
    if (issuer === null || !providers.some(({ id }) => id === oidc.id)) onIncomplete();
  }
  return {
    issuer,
    async answer(request) {
      const round: ProviderRound = { profile: null, isNewlyLinked: false };
      return { response: await rounds.run(round, () => auth.handler(request)), round };
    },
  };
}

const discoveryOf = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

async function issuerAt(discovery: string): Promise<ProviderIssuer | null> {
  try {
    const response = await fetch(discovery, { signal: AbortSignal.timeout(discoveryTimeoutMs) });
    return response.ok ? readIssuer(await response.json()) : null;
  } catch {
    return null; // the library logs why discovery fails
  }
}

/** How a session came about, by the library's path. One that replaces another (a second factor is set up) keeps what that was. */
function methodOf(path: string | undefined, session: Record<string, unknown>, providerId: string | null): string {
  if (path === '/passkey/verify-authentication') return 'PASSKEY';
  if (path?.startsWith('/callback/') === true && providerId !== null) return providerId;
  return typeof session['method'] === 'string' ? session['method'] : 'PASSWORD';
}
