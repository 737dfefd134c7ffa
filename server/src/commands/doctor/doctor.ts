import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig, type Config } from '../../platform/config.ts';
import { withDatabase, withScratchDatabase } from '../../platform/store/migrations/databases.ts';
import { failure, ok, wordsOf, type Finding } from './finding.ts';
import { machineFacts, machineFindings } from './machine.ts';
import { bucketFindings, mailFindings, oidcFindings } from './outside.ts';
import { addressFindings, serverFindings } from './server.ts';
import { clickhouseFindings, folderFindings, postgresFindings, redisFindings } from './stores.ts';

/**
 * Looks at an installation with the environment of its server. Changes nothing: an embedded PostgreSQL that does not run is started and stopped;
 * where there is no data yet, one in a folder that is thrown away.
 */
export async function examine(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const machine = machineFindings(await machineFacts());
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...machine, failure('Environment', error.message, 'docs/running.md lists the variables.')];
  }
  const server = await serverFindings(config);
  const { databaseUrl, clickhouseUrl, redisUrl, artifactsUrl, signIn } = config;
  const folder = await folderFindings(config);
  const canOpen = folder.every(({ level }) => level !== 'FAILURE');
  const others = await Promise.all([
    databaseUrl !== null ? postgresFindings(databaseUrl) : embeddedFindings(config, server.isRunning, canOpen),
    clickhouseUrl !== null ? clickhouseFindings(clickhouseUrl) : [],
    redisUrl !== null ? redisFindings(redisUrl) : severalServers(config),
    artifactsUrl !== null ? bucketFindings(artifactsUrl) : [],
    signIn.mail !== null ? mailFindings(signIn.mail) : [],
    signIn.oidc !== null ? oidcFindings(signIn.oidc) : [],
  ]);
  return [...machine, ...server.findings, ...addressFindings(config), ...folder, ...others.flat()];
}

/** The embedded PostgreSQL: that of a running server is asked beside it. */
async function embeddedFindings(config: Config, isRunning: boolean, canOpen: boolean): Promise<Finding[]> {
  if (!canOpen) return [];
  let found: Finding[] = [];
  try {
    if (!existsSync(join(config.dataDir, 'postgres/data/PG_VERSION'))) {
      await withScratchDatabase(async (url) => {
        found = await postgresFindings(url);
      });
      return found;
    }
    await withDatabase(config, async (url) => {
      found = await postgresFindings(url);
    });
    return found;
  } catch (error) {
    const advice = isRunning ? 'Look at the log of the server.' : 'Look at the log of PostgreSQL in the data folder.';
    return [failure('PostgreSQL', `the embedded one does not start: ${wordsOf(error)}`, advice)];
  }
}

/** Servers with roles of their own need Redis between them. */
const severalServers = ({ role }: Config): Finding[] =>
  role === 'all'
    ? [ok('Redis', 'not set: topics stay within one server')]
    : [
        failure(
          'Redis',
          `ROLE=${role} without REDIS_URL`,
          'Set REDIS_URL for all servers: subscriptions and background work find each other through it.',
        ),
      ];
