import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { readRateLimits } from './rates/environment.ts';
import type { RateLimits } from './rates/rates.ts';
import { signInOf, trustedProxiesOf, type SignInConfig, type TrustedProxies } from './config-sign-in.ts';
import { modelsOf, type ModelsConfig } from './config-models.ts';
import { ConfigError, urlOf } from './config-values.ts';

export { ConfigError } from './config-values.ts';

/** Everything the server takes from its environment; nothing else reads `process.env`. */
export interface Config {
  /** Port of API and dashboard. */
  readonly port: number;
  /** Address to listen on; only a loopback address until there is an owner (run.ts). */
  readonly host: string;
  readonly signIn: SignInConfig;
  readonly trustedProxies: TrustedProxies;
  /** The language model of the environment, and where connections may lead. */
  readonly models: ModelsConfig;
  /** Folder of the embedded stores. */
  readonly dataDir: string;
  /** PostgreSQL to use in place of the embedded one. */
  readonly databaseUrl: string | null;
  /** ClickHouse to use in place of the embedded one. */
  readonly clickhouseUrl: string | null;
  /** Where files of jobs are kept, a bucket of a store that speaks S3; null: in the data folder. */
  readonly artifactsUrl: string | null;
  /** Redis for topics between servers; null keeps them in this process. */
  readonly redisUrl: string | null;
  /** What a key, a person and an address may send in a minute. */
  readonly rateLimits: RateLimits;
  /** Whether people reach the server by https alone: PUBLIC_URL begins with it. */
  readonly isHttps: boolean;
  /** Whether only documents of the product's own clients are answered. */
  readonly onlyTrustedDocuments: boolean;
  /** Whether the API shows its schema. */
  readonly introspection: boolean;
  /** What this server does: everything, only requests, or only background work. */
  readonly role: 'all' | 'api' | 'worker';
  readonly logLevel: string;
  /** Days that entries of the audit trail are kept; null: for good. */
  readonly auditRetentionDays: number | null;
  /** So many days after its deletion a workspace is deleted for good; until then it can be restored. */
  readonly workspaceGraceDays: number;
  /**
   * After a signal: how long the stores may take to close, longer than an embedded PostgreSQL is given to end, before the process is ended
   * all the same.
   */
  readonly stopPatienceMs: number;
  /**
   * Where `dev` serves the dashboard from its sources and passes everything else on to this server; null: this server serves a built one.
   */
  readonly devAddress: string | null;
}

/** Which server a command talks to. */
export interface Target {
  /** Without a path: http://127.0.0.1:4000 */
  readonly url: string;
  readonly apiKey: string | null;
  /** FTL_URL names it; otherwise it is where `start` listens with the same HOST and PORT. */
  readonly isNamed: boolean;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);
export const isLoopbackHost = (host: string): boolean => loopback.has(host);
/** All addresses of the machine, loopback ones included. */
const everyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
export const isEveryAddress = (host: string): boolean => host in everyAddress;
/** Where a program on this machine reaches a server that listens there. */
export const reachableHost = (host: string): string => everyAddress[host] ?? host;

/**
 * Reads the configuration.
 *
 * Errors  throws `ConfigError` naming the variable, its value and what is possible.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    ...listenerOf(env),
    signIn: signInOf(env),
    trustedProxies: trustedProxiesOf(env['TRUST_PROXY']),
    models: modelsOf(env),
    dataDir: resolve(env['DATA_DIR'] || '.data'),
    databaseUrl: urlOf('DATABASE_URL', env['DATABASE_URL'], ['postgres:', 'postgresql:']),
    clickhouseUrl: urlOf('CLICKHOUSE_URL', env['CLICKHOUSE_URL'], ['http:', 'https:']),
    artifactsUrl: bucketOf(env['ARTIFACTS_URL']),
    redisUrl: urlOf('REDIS_URL', env['REDIS_URL'], ['redis:', 'rediss:']),
    rateLimits: readRateLimits(env),
    isHttps: /^https:/i.test(env['PUBLIC_URL'] ?? ''),
    onlyTrustedDocuments: choiceOf('TRUSTED_DOCUMENTS', env['TRUSTED_DOCUMENTS'] || 'off', ['off', 'only']) === 'only',
    introspection: choiceOf('INTROSPECTION', env['INTROSPECTION'] || 'on', ['on', 'off']) === 'on',
    role: choiceOf('ROLE', env['ROLE'] || 'all', ['all', 'api', 'worker']),
    logLevel: env['LOG_LEVEL'] || 'info',
    workspaceGraceDays: graceOf(env['WORKSPACE_GRACE_DAYS'] || '7'),
    auditRetentionDays: daysOf('AUDIT_RETENTION_DAYS', env['AUDIT_RETENTION_DAYS']),
    stopPatienceMs: durationOf('STOP_PATIENCE_MS', env['STOP_PATIENCE_MS'] || '45000'),
    devAddress: urlOf('DEV_ADDRESS', env['DEV_ADDRESS'], ['http:']),
  };
}

/**
 * The server that a command (`ingest`, `demo`, `db rebuild`) talks to: FTL_URL, else HOST and PORT, as `start` reads them.
 *
 * Errors  throws `ConfigError` naming the variable, its value and what is possible.
 */
export function readTarget(env: Readonly<Record<string, string | undefined>>): Target {
  const apiKey = env['FTL_API_KEY'] || null;
  const named = urlOf('FTL_URL', env['FTL_URL'], ['http:', 'https:']);
  if (named !== null) return { url: named.replace(/\/+$/, ''), apiKey, isNamed: true };
  const { host, port } = listenerOf(env);
  if (port === 0) throw new ConfigError('PORT=0 says no address. Set PORT to the port of the server, or FTL_URL to its address.');
  return { url: addressOf(reachableHost(host), port), apiKey, isNamed: false };
}

/** Such as http://127.0.0.1:4000 */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where usage texts describe the same. */
export const targetUsage =
  "FTL_URL, else HOST and PORT as for start (http://127.0.0.1:4000); FTL_API_KEY (none is needed on the server's own machine)";

function listenerOf(env: Readonly<Record<string, string | undefined>>): Pick<Config, 'host' | 'port'> {
  const host = env['HOST'] || '127.0.0.1';
  if (isIP(host) === 0 && host !== 'localhost')
    throw new ConfigError(`HOST=${host} is not an address to listen on; use 127.0.0.1, ::1, localhost, 0.0.0.0, or one of this machine.`);
  return { host, port: portOf(env['PORT'] || '4000') };
}

function daysOf(name: string, value: string | undefined): number | null {
  if (value === undefined || value === '') return null;
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 36_500)
    throw new ConfigError(`${name}=${value} is not a whole number of days from 1 to 36500; leave it out to keep the trail for good.`);
  return days;
}

function graceOf(value: string): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 0 || days > 365)
    throw new ConfigError(`WORKSPACE_GRACE_DAYS=${value} is not a whole number of days from 0 to 365.`);
  return days;
}

function durationOf(name: string, value: string): number {
  const ms = Number(value);
  if (!Number.isInteger(ms) || ms < 1 || ms > 3_600_000)
    throw new ConfigError(`${name}=${value} is not a whole number of milliseconds from 1 to 3600000.`);
  return ms;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(`PORT=${value} is not a port; use a whole number from 0 (any free port) to 65535.`);
  }
  return port;
}

function choiceOf<Choice extends string>(name: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice !== undefined) return choice;
  throw new ConfigError(`${name}=${value} is unknown; use ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`);
}

/** A URL with the keys and a bucket. */
function bucketOf(value: string | undefined): string | null {
  const url = urlOf('ARTIFACTS_URL', value, ['http:', 'https:']);
  if (url === null) return null;
  const { username, password, pathname } = new URL(url);
  if (username === '' || password === '' || pathname.split('/').every((part) => part === ''))
    throw new ConfigError(
      'ARTIFACTS_URL lacks its keys or its bucket; use https://ACCESS_KEY:SECRET_KEY@host/bucket/prefix?region=eu-west-1.',
    );
  return url;
}
