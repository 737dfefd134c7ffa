import { BlockList, isIP } from 'node:net';
import { ConfigError, urlOf, type Environment } from './config-values.ts';
import { roles, type Role } from './permissions.ts';

/** Who may make an account. */
export type SignUp = { readonly kind: 'INVITE' } | { readonly kind: 'DOMAIN'; readonly domain: string } | { readonly kind: 'OPEN' };

/** A provider of single sign-on. */
export interface OidcConfig {
  readonly id: string;
  /** On the button of the page. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupsClaim: string;
  /** Which role a group gives in which workspace; empty: groups give none. */
  readonly roleMap: readonly { readonly group: string; readonly role: Role; readonly workspace: string }[];
}

export interface MailConfig {
  readonly url: string;
  readonly from: string;
}

/** How people sign in (docs/sign-in.md). */
export interface SignInConfig {
  /** Where people reach the server, without a path; null: by the address it listens on. */
  readonly publicUrl: string | null;
  readonly signUp: SignUp;
  /** Null: the one that is kept in PostgreSQL. */
  readonly secret: string | null;
  /** Null: no mail goes out. */
  readonly mail: MailConfig | null;
  readonly oidc: OidcConfig | null;
  /** Counts attempts for all servers together; null: each counts its own. */
  readonly redisUrl: string | null;
}

/** Whose word is taken for the address of a caller: so many proxies, or those of these networks; null: no one's. */
export type TrustedProxies = { readonly hopCount: number } | { readonly networks: BlockList } | null;

export const signInByDefault: SignInConfig = {
  publicUrl: null,
  signUp: { kind: 'INVITE' },
  secret: null,
  mail: null,
  oidc: null,
  redisUrl: null,
};

/** Errors  throws `ConfigError` naming the variable and what is possible. */
export function signInOf(env: Environment): SignInConfig {
  const mail = mailOf(env);
  return {
    publicUrl: publicUrlOf(env['PUBLIC_URL']),
    signUp: signUpOf(env['SIGN_UP'] || 'invite', mail),
    secret: secretOf(env['AUTH_SECRET']),
    mail,
    oidc: oidcOf(env),
    redisUrl: urlOf('REDIS_URL', env['REDIS_URL'], ['redis:', 'rediss:']),
  };
}

function publicUrlOf(value: string | undefined): string | null {
  const url = urlOf('PUBLIC_URL', value, ['http:', 'https:']);
  if (url === null) return null;
  const { origin, pathname, search, hash, username } = new URL(url);
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '')
    throw new ConfigError(`PUBLIC_URL=${url} has more than a protocol, a host and a port; use ${origin}`);
  return origin;
}

const domainForm = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

function signUpOf(value: string, mail: MailConfig | null): SignUp {
  if (value === 'invite') return { kind: 'INVITE' };
  const domain = /^domain:(.*)$/.exec(value)?.[1]?.toLowerCase();
  if (value !== 'open' && (domain === undefined || !domainForm.test(domain)))
    throw new ConfigError(`SIGN_UP=${value} is unknown; use invite, domain:example.com or open.`);
  if (mail === null)
    throw new ConfigError(`SIGN_UP=${value} needs SMTP_URL and MAIL_FROM: a person proves an address by a mail that is sent there.`);
  return domain === undefined ? { kind: 'OPEN' } : { kind: 'DOMAIN', domain };
}

const leastSecretLength = 32;

function secretOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  if (value.length < leastSecretLength)
    throw new ConfigError(`AUTH_SECRET has ${value.length} characters; use ${leastSecretLength} or more random ones.`);
  return value;
}

/** An address alone, or with a name before it. */
const senderForm = /^(?:[^<>\r\n"]{1,100}<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/;

function mailOf(env: Environment): MailConfig | null {
  const url = urlOf('SMTP_URL', env['SMTP_URL'], ['smtp:', 'smtps:']);
  const from = env['MAIL_FROM'] || null;
  if (url === null) return null;
  if (from === null)
    throw new ConfigError('SMTP_URL is set and MAIL_FROM is not: set it to the sender, "Fine Tune Lab <lab@example.com>".');
  if (!senderForm.test(from)) throw new ConfigError('MAIL_FROM is not an address such as "Fine Tune Lab <lab@example.com>".');
  return { url, from };
}

function oidcOf(env: Environment): OidcConfig | null {
  const issuer = urlOf('OIDC_ISSUER', env['OIDC_ISSUER'], ['https:', 'http:']);
  if (issuer === null) return null;
  if (new URL(issuer).protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(new URL(issuer).hostname))
    throw new ConfigError('OIDC_ISSUER starts with http: and is on another machine; use https.');
  const clientId = env['OIDC_CLIENT_ID'] || null;
  const clientSecret = env['OIDC_CLIENT_SECRET'] || null;
  if (clientId === null || clientSecret === null)
    throw new ConfigError('OIDC_ISSUER is set and OIDC_CLIENT_ID or OIDC_CLIENT_SECRET is not: set both, as the provider gave them.');
  return {
    id: 'oidc',
    name: env['OIDC_NAME'] || new URL(issuer).hostname,
    issuer,
    clientId,
    clientSecret,
    groupsClaim: env['OIDC_GROUPS_CLAIM'] || 'groups',
    roleMap: roleMapOf(env['OIDC_ROLE_MAP'] || ''),
  };
}

function roleMapOf(value: string): OidcConfig['roleMap'] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, group, role, workspace] = /^(.+)=([A-Z]+)@([a-z0-9-]+)$/.exec(part) ?? [];
      if (group === undefined || workspace === undefined || !roles.includes(role as Role))
        throw new ConfigError(`OIDC_ROLE_MAP: "${part}" is not of the form group=ROLE@workspace, with a role of ${roles.join(', ')}.`);
      return { group, role: role as Role, workspace };
    });
}

const mostHops = 10;

/** Errors  throws `ConfigError`. */
export function trustedProxiesOf(value: string | undefined): TrustedProxies {
  if (value === undefined || value === '' || value === '0') return null;
  if (/^\d+$/.test(value)) {
    const hopCount = Number(value);
    if (hopCount > mostHops) throw new ConfigError(`TRUST_PROXY=${value}: at most ${mostHops} proxies are believed.`);
    return { hopCount };
  }
  const networks = new BlockList();
  for (const part of value.split(',').map((text) => text.trim())) {
    const [address = '', bits] = part.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (family === 0 || prefix < 0 || prefix > most)
      throw new ConfigError(`TRUST_PROXY: "${part}" is neither a number of proxies nor a network such as 10.0.0.0/8 or ::1.`);
    networks.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return { networks };
}
