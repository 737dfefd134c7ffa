import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ask, until } from '../../../e2e/ask.ts';
import { makeDataDir, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { openReceiver, type Received } from '../../src/domains/alerts/tests/receiver.testing.ts';
import { debianPostgres, startClickHouse, startPostgres, type Neighbour } from '../switches.testing.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function folder(): Promise<string> {
  const made = await makeDataDir();
  closers.push(() => removeDataDir(made));
  return made;
}

async function neighbour(starting: Promise<Neighbour>): Promise<Neighbour> {
  const started = await starting;
  closers.push(() => started.stop());
  return started;
}

const jobCount = 4;
const programs = await debianPostgres();

// Over 10 s: what a server had in hand when it was killed is taken by another one after 20 seconds.
test.skipIf(programs === null)(
  'two servers on the same stores, one of which is killed with a notice in hand, make one notification of each transition',
  { timeout: 180_000 },
  async () => {
    const beside = await folder();
    await mkdir(join(beside, 'postgres'), { recursive: true, mode: 0o755 });
    const postgres = await neighbour(startPostgres(programs as string, join(beside, 'postgres')));
    const clickhouse = await neighbour(startClickHouse(join(beside, 'clickhouse')));
    const env = {
      DATABASE_URL: postgres.url,
      CLICKHOUSE_URL: clickhouse.url,
      AUTH_SECRET: 'of both servers, so that each reads what the other wrote',
    };
    const start = async (): Promise<RunningServer> => {
      const server = await startServer({ dataDir: await folder(), env });
      closers.push(() => server.stop('SIGKILL'));
      return server;
    };
    const receiver = await openReceiver();
    closers.push(() => receiver.close());
    const first = await start();
    const second = await start();
    // A caller on this machine, while there are no accounts.
    const run = <Data>(server: RunningServer, query: string, variables: object = {}): Promise<Data> =>
      ask<Data>(server.address, query, variables);
    const { createAlertChannel } = await run<{ createAlertChannel: { channel: { id: string } } }>(
      first,
      'mutation ($url: String!) { createAlertChannel(input: { kind: WEBHOOK, name: "hook", url: $url }) { channel { id } } }',
      { url: `${receiver.url}/hook` },
    );
    await run(
      first,
      'mutation ($ids: [ID!]!) { createAlertRule(input: { name: "jobs", source: TRAINING_EVENT, trainingEvents: [JOB_FAILED], channelIds: $ids }) { id } }',
      {
        ids: [createAlertChannel.channel.id],
      },
    );
    // The first two requests are never answered: a server waits for them when it is killed.
    receiver.answer('/hook', 'silence', 'silence', { status: 200 });
    const fail = async (server: RunningServer, name: string): Promise<void> => {
      const { createTrainingJob } = await run<{ createTrainingJob: { id: string } }>(
        server,
        'mutation ($name: String!) { createTrainingJob(input: { name: $name }) { id } }',
        { name },
      );
      await run(server, 'mutation ($id: ID!) { reportTrainingStatus(input: { jobId: $id, status: FAILED, endReason: BAD_EXIT }) { id } }', {
        id: createTrainingJob.id,
      });
    };
    await fail(first, 'job 0');
    await until(
      async () => receiver.received.length,
      (count) => count >= 1,
    );
    // Whichever of the two evaluates and sends: both are killed once, the other goes on.
    await first.stop('SIGKILL');
    await fail(second, 'job 1');
    await until(
      async () => receiver.received.length,
      (count) => count >= 2,
    );
    const third = await start();
    await second.stop('SIGKILL');
    for (let job = 2; job < jobCount; job += 1) await fail(third, `job ${job}`);
    await start();

    type Deliveries = { alertDeliveries: { edges: { node: { key: string; state: string } }[] } };
    const sent = await until(
      async () =>
        (await run<Deliveries>(third, '{ alertDeliveries { edges { node { key state } } } }')).alertDeliveries.edges.map(
          ({ node }) => node,
        ),
      (all) =>
        all.flatMap(({ state }) => (state === 'SENT' ? [1] : [])).length > 0 &&
        all.every(({ state }) => state === 'SENT') &&
        notified(receiver.received) === jobCount,
      90_000,
    );
    const { alertEpisodes } = await run<{ alertEpisodes: { edges: { node: { id: string } }[] } }>(
      third,
      '{ alertEpisodes { edges { node { id } } } }',
    );
    expect(alertEpisodes.edges).toHaveLength(jobCount);
    // Each episode stands in one message alone, and each message was taken once: what was not answered came again under the same key.
    const taken = receiver.received.slice(2);
    expect(taken.map(({ headers }) => headers['webhook-id']).sort()).toEqual(sent.map(({ key: one }) => one).sort());
    expect(new Set(taken.map(({ headers }) => headers['webhook-id'])).size).toBe(taken.length);
    for (const { headers, text } of receiver.received.slice(0, 2))
      expect(taken.find((one) => one.headers['webhook-id'] === headers['webhook-id'])?.text).toBe(text);
  },
);

/** Episodes that the messages which were answered are about. */
const notified = (received: readonly Received[]): number =>
  new Set(received.slice(2).flatMap(({ body }) => body.data.episodes.map(({ id }: { id: string }) => id))).size;
