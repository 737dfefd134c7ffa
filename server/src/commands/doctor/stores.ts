import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../platform/config.ts';
import { clickhouseFacts, type ClickHouseFacts } from '../../platform/store/clickhouse/facts.ts';
import { marksOf, roomOf, sizeText } from '../../platform/store/disk/room.ts';
import { migrationStatus, type MigrationStatus } from '../../platform/store/migrations/postgres.ts';
import { postgresFacts, type PostgresFacts } from '../../platform/store/postgres/facts.ts';
import { APP_ROLE } from '../../platform/store/postgres/role.ts';
import { failure, ok, warning, wordsOf, type Finding } from './finding.ts';

const mostSkewMs = 2_000;
const slowMs = 20;

/** The folder of the embedded stores: whether it can be written, and how much room its disk has. */
export async function folderFindings({ dataDir, databaseUrl, clickhouseUrl, artifactsUrl }: Config): Promise<Finding[]> {
  const area = 'Data folder';
  if (databaseUrl !== null && clickhouseUrl !== null && artifactsUrl !== null) return [];
  const isThere = await stat(dataDir).then(
    (found) => found.isDirectory(),
    () => null,
  );
  if (isThere === false) return [failure(area, `${dataDir} is not a folder`, 'Set DATA_DIR to a folder.')];
  const nearest = isThere === null ? await nearestFolder(dataDir) : dataDir;
  const mayWrite = await access(nearest, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!mayWrite)
    return [failure(area, `${nearest} can't be written`, 'Set DATA_DIR to a folder that this user may write, or change its owner.')];
  const room = await roomOf(nearest);
  const { refuseBelowBytes, resumeFromBytes } = marksOf(room.sizeBytes);
  const free = `${sizeText(room.freeBytes)} free`;
  const says = isThere === null ? `${dataDir} is made at the first start, ${free}` : `${dataDir}, ${free}`;
  if (room.freeBytes < refuseBelowBytes)
    return [failure(area, says, `Make room: below ${sizeText(refuseBelowBytes)} nothing new is taken.`)];
  if (room.freeBytes < 2 * resumeFromBytes)
    return [warning(area, says, `Make room soon: below ${sizeText(refuseBelowBytes)} nothing new is taken.`)];
  return [ok(area, says)];
}

async function nearestFolder(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** A PostgreSQL at an address, as the server would find it. */
export async function postgresFindings(url: string, nowMs: () => number = Date.now): Promise<Finding[]> {
  const area = 'PostgreSQL';
  let facts: PostgresFacts;
  let migrations: MigrationStatus;
  const askedAt = nowMs();
  try {
    facts = await postgresFacts(url, APP_ROLE);
    migrations = await migrationStatus(url);
  } catch (error) {
    return [
      failure(area, `does not answer: ${wordsOf(error)}`, 'Look at DATABASE_URL, at the server it names, and at the network between.'),
    ];
  }
  return [...judgedPostgres(facts, askedAt), ...judgedMigrations(migrations)];
}

/** What follows from the facts; `nowMs`: the clock of this machine when they were asked for. */
export function judgedPostgres(facts: PostgresFacts, nowMs: number): Finding[] {
  const area = 'PostgreSQL';
  const found: Finding[] = [
    ok(area, `${facts.version}, ${sizeText(facts.sizeBytes)}, as ${facts.user}, ${facts.answerMs.toFixed(1)} ms a statement`),
  ];
  if (facts.versionNumber < 150_000) found.push(failure(area, `version ${facts.version} is too old`, 'Use PostgreSQL 15 or later.'));
  if (!facts.mayCreate)
    found.push(failure(area, `${facts.user} may not make schemas`, `GRANT CREATE ON DATABASE … TO ${facts.user}, or make it the owner.`));
  if (!facts.keepsSessions)
    found.push(
      failure(
        area,
        'a pool shares sessions between statements',
        'Set pool_mode = session in PgBouncer: each session is set to a workspace.',
      ),
    );
  if (facts.isUnwalled && !facts.hasAppRole && !facts.mayMakeRole)
    found.push(
      failure(
        area,
        `${facts.user} passes row-level security and may not make roles`,
        `Have an administrator run CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO ${facts.user}.`,
      ),
    );
  if (facts.mostConnections < 50)
    found.push(warning(area, `allows ${facts.mostConnections} connections`, 'Raise max_connections to 50 or more for each two servers.'));
  if (facts.answerMs > slowMs)
    found.push(
      warning(
        area,
        `${facts.answerMs.toFixed(0)} ms a statement`,
        'Put it nearer to the server: each request waits for several statements.',
      ),
    );
  return [...found, ...skew(area, facts.clockMs - nowMs)];
}

function judgedMigrations({ applied, pending, edited }: MigrationStatus): Finding[] {
  const area = 'Migrations';
  if (edited.length > 0)
    return [failure(area, `${edited.join(', ')} changed after it was applied`, 'Use the version of the product that the database is of.')];
  if (applied.length === 0) return [ok(area, 'the database is empty: the first start makes its tables')];
  if (pending.length > 0) return [ok(area, `${pending.length} pending: the next start applies them`)];
  return [ok(area, `all ${applied.length} applied`)];
}

export async function clickhouseFindings(url: string, nowMs: () => number = Date.now): Promise<Finding[]> {
  const askedAt = nowMs();
  try {
    return judgedClickHouse(await clickhouseFacts(url), askedAt);
  } catch (error) {
    return [
      failure(
        'ClickHouse',
        `does not answer: ${wordsOf(error)}`,
        'Look at CLICKHOUSE_URL, its user and password, and at the network between.',
      ),
    ];
  }
}

export function judgedClickHouse(facts: ClickHouseFacts, nowMs: number): Finding[] {
  const area = 'ClickHouse';
  const found: Finding[] = [
    ok(
      area,
      `${facts.version}, ${facts.tableCount} tables, ${sizeText(facts.freeBytes)} free, ${facts.answerMs.toFixed(1)} ms a statement`,
    ),
  ];
  const [year = 0, month = 0] = facts.version.split('.').map(Number);
  if (year < 25 || (year === 25 && month < 8))
    found.push(failure(area, `version ${facts.version} is too old`, 'Use ClickHouse 25.8 or later.'));
  if (facts.readonly !== 0)
    found.push(failure(area, 'its user may only read', 'Give the user of CLICKHOUSE_URL a profile with readonly = 0.'));
  if (facts.freeBytes < 5e9)
    found.push(
      warning(
        area,
        `${sizeText(facts.freeBytes)} free on its fullest disk`,
        'Make room: merges write parts a second time before the old ones go.',
      ),
    );
  return [...found, ...skew(area, facts.clockMs - nowMs)];
}

const skew = (area: string, differenceMs: number): Finding[] =>
  Math.abs(differenceMs) <= mostSkewMs
    ? []
    : [
        warning(
          area,
          `its clock is ${(Math.abs(differenceMs) / 1_000).toFixed(1)} s ${differenceMs > 0 ? 'ahead' : 'behind'}`,
          'Set the clocks of both machines by NTP: leases and time ranges depend on them.',
        ),
      ];

/** The Redis that topics and limits go through. */
export async function redisFindings(url: string): Promise<Finding[]> {
  const area = 'Redis';
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null, connectTimeout: 5_000 });
  let reason: unknown = null;
  client.on('error', (error) => (reason = error));
  try {
    await client.connect();
    const startedAt = performance.now();
    await client.ping();
    return [ok(area, `answers in ${(performance.now() - startedAt).toFixed(1)} ms`)];
  } catch (error) {
    return [failure(area, `does not answer: ${wordsOf(reason ?? error)}`, 'Look at REDIS_URL, its password, and at the network between.')];
  } finally {
    client.disconnect();
  }
}
