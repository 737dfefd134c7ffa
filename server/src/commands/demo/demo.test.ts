import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { wrongAnswer } from '../../domains/assistant-tools/tests/exact.testing.ts';
import type { ToolContext } from '../../domains/assistant-tools/types.ts';
import { schema } from '../../schema.ts';
import { sendAnnotation } from './annotation.ts';
import { sendJudges } from './judges.ts';
import { casesOf } from './asked.testing.ts';
import { runDemo } from './demo.ts';
import type { Flags } from './flags.ts';
import { models } from './models.ts';
import { dayMs, hourMs } from './rhythm.ts';
import { intents } from './scripts/intents.ts';
import { storyOf } from './story.ts';
import { conversationsBetween, simulationOf } from './visits.ts';

const flags: Flags = { days: 7, messages: 4_000, rate: 600, seed: 1, isLive: false, isTraining: false, isLoop: false, chosen: new Set() };
const environments = ['demo', 'demo-staging'];
/** At noon, two days ago: in the small hours the application has an hour without a message, which counts as one in which it did not run. */
const startedAtMs = Math.floor(Date.now() / dayMs - 2) * dayMs + dayMs / 2;

let server: TestServer;
let folder: string;
let shown = '';
const screen = { isTerminal: false, columns: 80, write: (text: string) => (shown += text) };

beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function demo(changes: Partial<Flags>, nowMs: number, signal = new AbortController().signal, url = server.url): Promise<number> {
  shown = '';
  return (await runDemo({ url, apiKey: null }, { ...flags, ...changes }, { screen, signal, now: () => nowMs })).rejectedCount;
}
const asked = async (query: string, variables: object = {}) => (await ask(server, query, { variables })).body.data;

describe('the demo', () => {
  // Over 10 s: seven days of messages, spans and events are made, sent and counted.
  test('says that it is simulated before it sends, and fills the past without a rejection', async () => {
    expect(await demo({}, startedAtMs)).toBe(0);
    expect(shown.indexOf('None of it is real')).toBeGreaterThan(-1);
    expect(shown.indexOf('None of it is real')).toBeLessThan(shown.indexOf('The past 7 days'));
    await drainProjection(server.stores);
    const { workspace } = await asked('{ workspace { messageCount } }');
    expect(workspace.messageCount / flags.messages).toBeCloseTo(1, 0);
    expect(shown).toContain(`messages ${(workspace.messageCount - 1).toLocaleString('en')} new, 0 known`);
  });

  test('is answered by the assistant as its own records have it', async () => {
    const { messages, evaluations } = generated();
    const cases = casesOf(messages, evaluations, startedAtMs);
    expect(cases.length).toBeGreaterThan(30);
    const context: ToolContext = {
      stores: server.stores,
      live: server.live,
      viewer: { workspaceId: server.defaultWorkspaceId, role: 'OWNER', keyScope: null, keyId: null, person: null, sessionId: null },
      caller: { address: null, userAgent: null, requestId: 'demo' },
      schema,
    };
    const wrong = [];
    for (const one of cases) wrong.push(await wrongAnswer(context, one, new Date(startedAtMs)));
    expect(wrong.filter((why) => why !== null)).toEqual([]);
  });

  test('makes a dataset of chats in three splits, and one of the answers that failed when they are counted; sent again it changes nothing', async () => {
    const query = '{ datasets { name versionCount rowCount latestVersion { splits { name } } } }';
    await demo({}, startedAtMs);
    const { datasets } = await asked(query);
    expect(datasets.filter(({ name }: { name: string }) => name.startsWith('demo: '))).toMatchObject([
      { name: 'demo: answers that failed', versionCount: 1, rowCount: expect.any(Number) },
      {
        name: 'demo: support chats',
        versionCount: 2,
        rowCount: 24 * intents.length,
        latestVersion: { splits: [{ name: 'test' }, { name: 'train' }, { name: 'validation' }] },
      },
    ]);
    expect(datasets[0].rowCount).toBeGreaterThan(10);
    await demo({}, startedAtMs);
    expect((await asked(query)).datasets).toEqual(datasets);
  });

  test('tests each model twice with the same items; sent again it changes nothing', async () => {
    const query = '{ benchmarkSuites { name itemCount runs { model numbers { itemCount accuracy } } } }';
    const { benchmarkSuites } = await asked(query);
    expect(benchmarkSuites).toMatchObject([{ name: 'demo: support tasks', itemCount: 12 * intents.length }]);
    const { runs } = benchmarkSuites[0];
    expect(runs).toHaveLength(2 * models.length);
    for (const { model, numbers } of runs) {
      expect(numbers.itemCount).toBe(12 * intents.length);
      expect(Math.abs(numbers.accuracy - models.find(({ name }) => name === model)!.successShare), model).toBeLessThan(0.2);
    }
  });

  test('identifies its customers, the same when it is run again, and makes three cohorts of them', async () => {
    const query = '{ users(first: 200) { edges { node { userId properties } } } cohorts { name userCount } }';
    const { users, cohorts } = await asked(query);
    for (const { node } of users.edges) expect(node.properties).toMatchObject({ plan: expect.any(String), signupDate: expect.any(String) });
    expect(cohorts).toHaveLength(3);
    for (const { userCount } of cohorts) expect(userCount).toBeGreaterThan(0);
    const of = (list: typeof users) => new Map(list.edges.map(({ node }: { node: { userId: string } }) => [node.userId, node]));
    await demo({}, startedAtMs);
    const again = await asked(query);
    expect(again.cohorts).toHaveLength(3);
    expect(of(again.users)).toEqual(of(users));
  });

  test('makes three alert rules that notify no one, each once', async () => {
    const { alertRules, alertChannels } = await asked('{ alertRules { name channels { id } } alertChannels { id } }');
    expect(alertRules.map(({ channels }: { channels: readonly unknown[] }) => channels)).toEqual([[], [], []]);
    expect(alertChannels).toEqual([]);
  });

  test('makes a board, and marks what happens', async () => {
    const { boards, annotations } = await asked('{ boards { name isShared tiles { key } } annotations { label isAutomatic } }');
    expect(boards).toMatchObject([{ name: 'demo: support at a glance', isShared: true }]);
    const made = annotations.filter(({ isAutomatic }: { isAutomatic: boolean }) => !isAutomatic);
    expect(made.map(({ label }: { label: string }) => label)).toContain('reservations slow');
  });

  test('asks for an export, and schedules a report', async () => {
    const { exports, exportSchedules } = await asked(
      '{ exports { type format filter failure } exportSchedules { name type format nextRuns } }',
    );
    expect(exports).toMatchObject([{ type: 'COMPLETE', format: 'CSV', filter: { environments: ['demo'] }, failure: null }]);
    expect(exportSchedules).toMatchObject([{ name: 'demo: weekly report', type: 'OVERVIEW', format: 'REPORT' }]);
    expect(exportSchedules[0].nextRuns).toHaveLength(3);
  });

  test('saves the prompts that its calls name', async () => {
    const { prompts } = await asked(
      '{ prompts { name labels { label version } versions { version resolved { messages { content } } } numbers { version messageCount } } }',
    );
    const found = prompts.find(({ name }: { name: string }) => name === 'support-assistant');
    expect(found.versions[0].resolved.messages[0].content).toContain('Never promise a refund');
    const used = found.numbers.map(({ version }: { version: string }) => version).toSorted();
    expect(used.length).toBeGreaterThan(0);
    expect(['1', '2', '3']).toEqual(expect.arrayContaining(used));
  });

  test('runs an experiment with an effect, an A/A, and one that loses exposures', async () => {
    const { experiments } = await asked(
      '{ experiments { key state results { excludedUnits sampleRatio { isMismatch counts { n } } } health { sentence causes { dimension value explains } } } }',
    );
    expect(experiments.map(({ key, state }: { key: string; state: string }) => [key, state]).toSorted()).toEqual([
      ['confirm-first', 'RUNNING'],
      ['demo-aa', 'RUNNING'],
      ['demo-split', 'RUNNING'],
    ]);
    for (const { results } of experiments) {
      expect(results.excludedUnits).toBe(0);
      expect(results.sampleRatio.counts.every(({ n }: { n: number }) => n > 0)).toBe(true);
    }
    // With as few users as here chance may hide it; where it shows, the release is named.
    const { health, results } = experiments.find(({ key }: { key: string }) => key === 'demo-split');
    expect(health.causes[0] ?? null).toEqual(
      results.sampleRatio.isMismatch ? { dimension: 'CLIENT', value: 'shop-web/4.1', explains: true } : null,
    );
  });

  test('defines a metric, which the first experiment shows for each variant', async () => {
    const { metric, experiment } = await asked(
      '{ metric(key: "demo_cost_per_success") { kind better } experiment(key: "confirm-first") { results { metrics { metric unit variants { n value } } } } }',
    );
    expect(metric).toEqual({ kind: 'RATIO', better: 'DOWN' });
    const shown = experiment.results.metrics.find((one: { metric: string }) => one.metric === 'demo_cost_per_success');
    expect(shown).toMatchObject({ variants: [{ value: expect.any(Number) }, { value: expect.any(Number) }] });
    for (const { value } of shown.variants) expect(value).toBeGreaterThan(0);
  });

  test('gives analytics exactly the numbers that were generated', async () => {
    const sent = generated();
    const { analytics } = await asked(
      'query ($all: AnalyticsFilter!) { analytics(filter: $all) { overview { messageCount userCount errorCount ratedCount averageRating latencyMs { p95Ms } } byModel { model messageCount judgedCount successShare } byVariant { variant judgedCount } tools { name callCount failureCount } } }',
      { all: { environments } },
    );
    const replies = sent.messages.filter(({ role }) => role === 'ASSISTANT');
    const ratings = sent.evaluations.flatMap(({ rating }) => rating ?? []);
    expect(analytics.overview).toMatchObject({
      messageCount: replies.length,
      userCount: new Set(replies.map(({ userId }) => userId)).size,
      errorCount: replies.filter(({ errorType }) => errorType).length,
      ratedCount: ratings.length,
      averageRating: expect.closeTo(ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length, 9),
      latencyMs: {
        p95Ms: expect.closeTo(
          interpolated(
            replies.map(({ latencyMs }) => latencyMs as number),
            0.95,
          ),
          1,
        ),
      },
    });
    const byId = new Map(replies.map((reply) => [reply.externalId, reply]));
    const verdicts = sent.evaluations
      .filter(({ success }) => typeof success === 'boolean')
      .map(({ messageExternalId, success }) => ({ ...byId.get(messageExternalId ?? ''), success }));
    for (const { model, messageCount, judgedCount, successShare } of analytics.byModel) {
      const own = verdicts.filter((verdict) => verdict.model === model);
      expect({ messageCount, judgedCount }).toEqual({
        messageCount: replies.filter((reply) => reply.model === model).length,
        judgedCount: own.length,
      });
      expect(successShare).toBeCloseTo(own.filter(({ success }) => success).length / own.length, 9);
    }
    for (const { variant, judgedCount } of analytics.byVariant)
      expect(judgedCount).toBe(verdicts.filter((verdict) => (verdict.variant ?? null) === variant).length);
    const calls = replies.flatMap(({ toolCalls }) => toolCalls ?? []);
    for (const { name, callCount, failureCount } of analytics.tools) {
      const own = calls.filter((call) => call.name === name);
      expect({ callCount, failureCount }).toEqual({
        callCount: own.length,
        failureCount: own.filter(({ success }) => success === false).length,
      });
    }
  });

  test('shows what its story put in', async () => {
    const { incident } = storyOf({ anchorMs: startedAtMs, days: flags.days });
    const quantiles = 'overview { messageCount latencyMs { p95Ms } }';
    const { during, all } = await asked(
      `query ($during: AnalyticsFilter!, $all: AnalyticsFilter!) { during: analytics(filter: $during) { ${quantiles} } all: analytics(filter: $all) { ${quantiles} byModel { trainingMethod costUsd } } }`,
      {
        during: { environments, from: new Date(incident.fromMs), to: new Date(incident.toMs) },
        all: { environments },
      },
    );
    expect(during.overview.latencyMs.p95Ms).toBeGreaterThan(1.5 * all.overview.latencyMs.p95Ms);
    expect(all.byModel).toHaveLength(models.length);
    expect(all.byModel.every(({ costUsd }: { costUsd: number }) => costUsd > 0)).toBe(true);
    expect(all.byModel.flatMap(({ trainingMethod }: { trainingMethod: string | null }) => trainingMethod ?? []).sort()).toEqual([
      'BASE',
      'DPO',
      'SFT',
    ]);
  });

  test('changes nothing when it is run again, whatever size is asked for', async () => {
    const [before] = [
      await asked(
        'query ($f: AnalyticsFilter!) { workspace { messageCount } analytics(filter: $f) { overview { costUsd evaluatedCount averageRating latencyMs { p50Ms p99Ms } } } }',
        { f: { environments } },
      ),
    ];
    expect(await demo({ messages: 90_000, chosen: new Set(['messages']) }, startedAtMs + 60_000)).toBe(0);
    expect(shown).toContain('is there already');
    expect(shown).toContain('use another --seed for another size');
    expect(shown).toMatch(/messages 0 new, [\d,]+ known; evaluations 0 new/);
    await drainProjection(server.stores);
    expect(
      await asked(
        'query ($f: AnalyticsFilter!) { workspace { messageCount } analytics(filter: $f) { overview { costUsd evaluatedCount averageRating latencyMs { p50Ms p99Ms } } } }',
        { f: { environments } },
      ),
    ).toEqual(before);
  });

  // Over 10 s: on a slow machine; nine hours of messages, traces and trainings are made and counted.
  test('fills the hours in which it did not run, once', async () => {
    await demo({}, startedAtMs + 9 * hourMs);
    const filled = /Since the last run: messages ([\d,]+) new, 0 known/.exec(shown)?.[1];
    expect(Number(filled?.replace(',', ''))).toBeGreaterThan(0);
    await drainProjection(server.stores);
    await demo({}, startedAtMs + 9 * hourMs + 60_000);
    expect(shown).not.toContain('Since the last run');
  });

  test('leaves prices that are there as they are', async () => {
    const ofModel = async () =>
      (await asked('{ prices { model rates { inputUsdPerMillion } } }')).prices.filter(
        ({ model }: { model: string }) => model === 'support-8b-sft',
      );
    await asked(
      'mutation { savePrice(input: { scope: MODEL, model: "support-8b-sft", rates: { inputUsdPerMillion: 7, outputUsdPerMillion: 9 } }) { price { id } } }',
    );
    await demo({}, startedAtMs + 9 * hourMs + 60_000);
    expect(await ofModel()).toEqual([{ model: 'support-8b-sft', rates: { inputUsdPerMillion: 7 } }]);
  });

  test('holds messages while the server is away, and sends them when it is back', async () => {
    const wire = await openWire(server.port);
    const stopping = new AbortController();
    const countSent = async (): Promise<number> =>
      Number((await server.stores.postgres.query('SELECT count(*) AS count FROM messages')).rows[0].count);
    const running = runDemo(
      { url: wire.url, apiKey: null },
      { ...flags, seed: 2, messages: 100, days: 3, isLive: true },
      { screen, signal: stopping.signal },
    );
    await until(() => shown.includes('Live: '));
    const before = await countSent();
    await until(async () => (await countSent()) > before + 5);
    await wire.cut();
    await until(() => shown.includes('New messages are kept'));
    await wire.mend();
    await until(() => /The server is back; [1-9]/.test(shown));
    const back = await countSent();
    await until(async () => (await countSent()) > back);
    stopping.abort();
    const { rejectedCount } = await running;
    expect(rejectedCount).toBe(0);
    expect(shown).toMatch(/Stopped after [1-9][\d,]* live messages and [\d,]+ evaluations\.\n$/);
    await wire.cut();
  });

  // Last: what it judges counts among the evaluations.
  test('makes a queue, and two reviewers judge most of it', async () => {
    await drainProjection(server.stores);
    await sendAnnotation({ url: server.url, apiKey: null }, { seed: 2, environment: environments[0] as string });
    const { annotationQueues } = await asked('{ annotationQueues { name itemCount submittedCount progress { annotator } } }');
    const queue = annotationQueues.find(({ name }: { name: string }) => name === 'demo 2: answers that failed');
    expect(queue).toMatchObject({ itemCount: 12, progress: [{}, {}] });
    expect(queue.submittedCount).toBeGreaterThan(queue.itemCount);
  });

  test('has two judges by rules judge answers that people judged, too', async () => {
    await sendJudges({ url: server.url, apiKey: null }, { seed: 2, environment: environments[0] as string });
    await drainProjection(server.stores);
    const { judges } = await asked('{ judges { name agreement { n sameShare } runs { state done failed } } }');
    expect(judges.map(({ name }: { name: string }) => name)).toEqual(['demo: does not apologise', 'demo: short enough']);
    for (const { agreement, runs } of judges) {
      expect(runs).toMatchObject([{ state: 'DONE', failed: 0 }]);
      expect(runs[0].done).toBeGreaterThan(20);
      expect(agreement.n).toBeGreaterThan(0);
    }
  });

  test('says in words that no server answers', async () => {
    const wire = await openWire(server.port);
    await wire.cut();
    await expect(demo({}, startedAtMs, undefined, wire.url)).rejects.toThrow(/^No server answers at .*Start it with/);
  });
});

/** What the first run sent of the past. */
function generated() {
  const simulation = simulationOf({ seed: flags.seed, days: flags.days, messages: flags.messages, anchorMs: startedAtMs });
  const conversations = [...conversationsBetween(simulation, simulation.story.past.fromMs, startedAtMs)];
  const isPast = ({ createdAt }: { createdAt: Date }): boolean => createdAt.getTime() < startedAtMs;
  return {
    messages: conversations.flatMap(({ messages }) => messages.filter(isPast)),
    evaluations: conversations.flatMap(({ evaluations }) => evaluations.filter(isPast)),
  };
}

/** Linear between the two nearest values, as PostgreSQL's percentile_cont. */
function interpolated(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(position)] as number, sorted[Math.ceil(position)] as number];
  return low + (high - low) * (position - Math.floor(position));
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A wire to the server that can be cut and mended. */
async function openWire(port: number) {
  const sockets = new Set<Socket>();
  const wire: Server = createServer((socket) => {
    const far = connect(port, '127.0.0.1');
    for (const end of [socket, far]) sockets.add(end.on('error', () => {}).on('close', () => sockets.delete(end)));
    socket.pipe(far).pipe(socket);
  });
  await once(wire.listen(0, '127.0.0.1'), 'listening');
  const own = (wire.address() as { port: number }).port;
  return {
    url: `http://127.0.0.1:${own}`,
    async cut() {
      const closed = once(wire, 'close');
      wire.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      await once(wire.listen(own, '127.0.0.1'), 'listening');
    },
  };
}
