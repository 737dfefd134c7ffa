import { createServer } from 'node:net';
import pino, { type Logger } from 'pino';
import { ensureDefaultWorkspace, ensureFirstKey } from './domains/access/commands.ts';
import { firstOwnerLink, hasOwner } from './domains/access/commands/owner.ts';
import { hasAccounts } from './domains/people/load/accounts.ts';
import { installationOf, useInstallation } from './domains/access/load/installation.ts';
import { startBackground, type Background } from './background.ts';
import { addressOf, ConfigError, isLoopbackHost, reachableHost, readConfig, type Config } from './platform/config.ts';
import { buildDashboardIfStale } from './protocols/dashboard/build.ts';
import { keepAuditFor, recordRetention } from './domains/audit/background/retention.ts';
import { useArtifactStore } from './domains/artifacts/load.ts';
import { useModels } from './domains/model-connections/load.ts';
import { useReportProgram } from './domains/exports/load/report-program.ts';
import { shipPrices } from './domains/prices/commands/ship.ts';
import { rebuildLostFacts } from './domains/facts/background/lost.ts';
import { hostNamesOf } from './platform/http/host-names.ts';
import { runWhileRoom } from './full-disk.ts';
import { openBus } from './platform/live/open.ts';
import { trustedDocuments } from './protocols/graphql/by-id.ts';
import { openRates } from './platform/rates/open.ts';
import { createLogger } from './platform/log.ts';
import { schema } from './schema.ts';
import { createHttpServer } from './server.ts';
import { RoomShortage } from './platform/store/disk/shortage.ts';
import { diskFullError } from './platform/store/disk/start.ts';
import { watchDisk } from './platform/store/disk/watch.ts';
import { StartError } from './platform/store/start-error.ts';
import { useKeyring } from './platform/store/keyring.ts';
import { openStores, type Stores } from './platform/store/stores.ts';

/** Starts everything in order, and returns what stops it in the reverse order. */
async function start(config: Config, logger: Logger, onGone: (reason: StartError) => void): Promise<() => Promise<void>> {
  const startedAt = performance.now();
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await assertPortFree(config);
    const building =
      config.devAddress === null ? buildDashboardIfStale(() => say('Building the dashboard …'), config.dataDir) : Promise.resolve('');
    building.catch(() => {}); // awaited below; the stores open meanwhile
    const stores = await openStores(config, { log: logger, onGone });
    closers.push(() => stores.close());
    keepAuditFor(stores, config.auditRetentionDays);
    await recordRetention(stores);
    useInstallation(stores, { workspaceGraceDays: config.workspaceGraceDays });
    useKeyring(stores, { dataDir: config.dataDir, secret: config.signIn.secret });
    useModels(stores, config.models);
    useArtifactStore(stores, { dataDir: config.dataDir, url: config.artifactsUrl });
    const isEmbedded = config.databaseUrl === null || config.clickhouseUrl === null;
    const disk = isEmbedded ? await watchDisk(config.dataDir) : null;
    if (disk !== null) closers.push(() => disk.stop());
    const live = await openBus(config.redisUrl, logger);
    closers.push(() => live.close());
    const rates = await openRates(config, logger);
    closers.push(async () => rates.close());
    const workspaceId = await ensureDefaultWorkspace(stores);
    for (const shipment of await shipPrices(stores, new Date()))
      logger.info(shipment, 'The workspace has the prices that come with the product');
    await assertOwned(stores, config);
    const firstKey = await ensureFirstKey(stores, workspaceId);
    const dashboardFolder = await building;
    useReportProgram(stores, dashboardFolder);

    const server = createHttpServer({
      stores,
      live,
      rates,
      isHttps: config.isHttps,
      documents: { only: config.onlyTrustedDocuments ? await trustedDocuments() : null, introspection: config.introspection },
      schema,
      logger,
      defaultWorkspaceId: workspaceId,
      dashboardFolder,
      signIn: config.signIn,
      trustedProxies: config.trustedProxies,
      hostNames: hostNamesOf(config.host),
      ...(disk !== null && { disk }),
    });
    const port = await server.listen(config);
    closers.push(() => server.close());
    if (config.role !== 'api') {
      const lostCount = await rebuildLostFacts(stores);
      if (lostCount > 0)
        logger.warn({ workspaceCount: lostCount }, 'ClickHouse holds no facts of messages that PostgreSQL has: they are being rebuilt');
    }
    const shortage = new RoomShortage(logger);
    const begin = (): Background =>
      config.role === 'api'
        ? { stop: async () => {} }
        : startBackground(stores, live, logger, { ...(disk !== null && { disk }), shortage });
    const background = disk === null ? begin() : runWhileRoom(disk, stores, logger, begin);
    closers.push(() => background.stop());
    const address = config.devAddress ?? config.signIn.publicUrl ?? addressOf(reachableHost(config.host), port);
    const { publicUrl, mail } = config.signIn;
    if (config.devAddress !== null && publicUrl === null) useInstallation(stores, { origin: config.devAddress });
    if (mail !== null && installationOf(stores).origin === null)
      logger.warn(
        'SMTP_URL is set and PUBLIC_URL is not: no mail goes out, since its links would lead to no address that people are known to use',
      );
    const ownerLink = (await hasAccounts(stores)) ? null : await firstOwnerLink(stores, address);
    greet(address, { firstKey, ownerLink }, performance.now() - startedAt);
    return close;
  } catch (error) {
    await close();
    throw startError(error, config);
  }
}

/** On an address that others reach, no one is owner by being there: a person has to own it first. */
async function assertOwned(stores: Stores, { host, port, signIn }: Config): Promise<void> {
  // With PUBLIC_URL, a proxy on this machine leads others here.
  const isForThisMachine = isLoopbackHost(host) && (signIn.publicUrl === null || isLoopbackHost(new URL(signIn.publicUrl).hostname));
  if (isForThisMachine || (await hasOwner(stores))) return;
  throw new StartError(
    isLoopbackHost(host)
      ? `PUBLIC_URL=${signIn.publicUrl} lets others in, and there is no owner yet.${howToOwn(port)}`
      : `HOST=${host} is not a loopback address, and there is no owner yet: everyone who reaches it would be one.${howToOwn(port)}`,
  );
}

const howToOwn = (port: number): string => `
Make one first, in either way:

  npx -y pnpm@12 db owner you@example.com

or start with HOST=127.0.0.1 and without PUBLIC_URL, and open the one-time address that it prints (http://127.0.0.1:${port}/welcome?token=…).`;

/** Found out before the stores open, so that the answer comes at once. */
async function assertPortFree({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** In words for the person who started it, where it is something that they can change. */
function startError(error: unknown, { host, port, dataDir }: Config): unknown {
  if (error instanceof Error && /No space left on device/.test(error.message)) return diskFullError(dataDir);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new StartError(`Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another port.`);
  if (code === 'EACCES') return new StartError(`This user may not listen on port ${port}. Set PORT to a port from 1024 on.`);
  return error;
}

interface FirstStart {
  /** Null: the workspace has keys already. */
  readonly firstKey: string | null;
  /** Null: there are accounts. */
  readonly ownerLink: string | null;
}

function greet(address: string, { firstKey, ownerLink }: FirstStart, elapsedMs: number): void {
  const key = firstKey ?? '<your API key>';
  say(`
Fine Tune Lab is ready after ${(elapsedMs / 1_000).toFixed(1)} s.

  Dashboard     ${address}
  GraphQL       ${address}/graphql   (open it in a browser to explore)
${firstKey === null ? '' : `  API key       ${firstKey}   (shown this once; the page Connect makes others)\n`}
${
  ownerLink === null
    ? ''
    : `Everyone on this machine is owner, until there is an account. To make the first one (valid once, for 24 hours):

  ${ownerLink}

`
}Send a first message:

  curl ${address}/graphql -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\
    -d '{"query":"mutation { ingestMessages(messages: [{externalId: \\"hello-1\\", conversationId: \\"hello\\", role: ASSISTANT, content: \\"Hello\\", model: \\"gpt-4o\\", inputTokens: 12, outputTokens: 3, latencyMs: 420}]) { accepted rejected { field reason } } }"}'

Ctrl-C stops it.`);
}

/** After an unexpected error: how long the stores may take to close. */
const faultPatienceMs = 10_000;

const say = (text: string): void => console.log(text);

async function main(): Promise<void> {
  // Who read its words may be gone (a terminal that was closed): it still stops in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    const config = readConfig(process.env);
    const log = createLogger(config.logLevel, pino.destination({ dest: 2, sync: false }));
    let isStopping = false;
    const end = (exitCode: number): void => {
      if (isStopping) return;
      isStopping = true;
      // A store that hangs must not keep the process.
      setTimeout(() => {
        console.error(`A store did not close within ${config.stopPatienceMs / 1_000} s: the server ends all the same.`);
        process.kill(process.pid, 'SIGKILL');
      }, config.stopPatienceMs).unref();
      starting
        .then((close) => close())
        .then(
          () => process.exit(exitCode),
          (error: unknown) => {
            log.fatal({ err: error }, 'The server did not stop in order');
            process.exit(1);
          },
        );
    };
    const stop = (signal: NodeJS.Signals): void => {
      if (!isStopping) say(signal === 'SIGINT' ? '\nStopping …' : 'Stopping …');
      end(0);
    };
    const starting = start(config, log, ({ message }) => {
      log.fatal(message);
      end(1);
    });
    // Listened for from the first moment: a start that is cut off would leave PostgreSQL running. It is finished, then undone.
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
    // ClickHouse within this process does not outlive an exit in the midst of its work (a segmentation fault in its destructors): it is
    // closed first, and where that fails the process is ended from outside.
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'Uncaught exception: the server ends');
      if (isStopping) return;
      isStopping = true;
      process.exitCode = 1;
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), faultPatienceMs).unref();
      starting
        .then((close) => close())
        .then(
          () => process.exit(1),
          () => process.kill(process.pid, 'SIGKILL'),
        );
    });
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'Unhandled rejection'));
    // Started by a program that supervises it (tools/dev): that program is notified, and notices when this process ends.
    if (process.connected) process.once('disconnect', () => stop('SIGTERM'));
    await starting;
    process.send?.('ready');
  } catch (error) {
    if (error instanceof StartError || error instanceof ConfigError) console.error(`\nFine Tune Lab could not start.\n${error.message}\n`);
    else console.error('\nFine Tune Lab could not start on an unexpected error:\n', error);
    process.exit(1);
  }
}

await main();
