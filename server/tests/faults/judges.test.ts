import { afterEach, expect, test } from 'vitest';
import pg from 'pg';
import { ask, until } from '../../../e2e/ask.ts';
import { makeDataDir, postgresUrlOf, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { saidIn, verdictAnswer } from '../../src/domains/judges/tests/fake-judge.testing.ts';
import { fakeUsage, openFakeModels, type FakeRequest } from '../../src/domains/model-connections/tests/fake-models.testing.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const rates = { inputUsdPerMillion: 2, outputUsdPerMillion: 10 };
const callUsd = (fakeUsage.inputTokens * rates.inputUsdPerMillion + fakeUsage.outputTokens * rates.outputUsdPerMillion) / 1e6;
const [answerCount, capUsd] = [120, 0.1];

// Over 10 s: a server is killed in the middle of two runs, started again, and judges what is left.
test(
  'a server that is killed in the middle of a run judges no message twice, and keeps the cap of new answers',
  { timeout: 180_000 },
  async () => {
    const dataDir = await makeDataDir();
    closers.push(() => removeDataDir(dataDir));
    const fake = await openFakeModels({ api: 'openai' });
    closers.push(() => fake.close());
    const slowly = (request: FakeRequest) => [
      { waitMs: 60 },
      ...(verdictAnswer(saidIn(request).user.includes('wrong') ? 'fail' : 'pass') as []),
    ];
    fake.answer(slowly);
    const start = async (): Promise<RunningServer> => {
      const server = await startServer({ dataDir });
      closers.push(() => server.stop('SIGKILL'));
      return server;
    };
    let server = await start();
    // A caller on this machine, while there are no accounts.
    const run = <Data>(query: string, variables: object = {}): Promise<Data> => ask<Data>(server.address, query, variables);
    await run('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
      input: { name: 'open', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, apiKey: 'sk-judges-key-1', allowedModels: ['small', 'large'] },
    });
    for (const model of ['small', 'large'])
      await run('mutation ($input: PriceInput!) { savePrice(input: $input) { price { id } } }', {
        input: { scope: 'MODEL', model, rates },
      });
    const { rubrics } = await run<{ rubrics: { id: string; key: string }[] }>('{ rubrics { id key } }');
    const judgeOf = async (key: string, model: string): Promise<string> =>
      (
        await run<{ saveJudge: { id: string } }>('mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', {
          input: { name: key, rubricId: rubrics.find((rubric) => rubric.key === key)?.id, model },
        })
      ).saveJudge.id;
    const [offline, online] = [await judgeOf('faithfulness', 'open/small'), await judgeOf('format', 'open/large')];
    await run('mutation ($input: JudgeOnlineInput!) { judgeOnline(input: $input) { id } }', {
      input: { judgeId: online, sampleShare: 1, dailyCapUsd: capUsd },
    });
    const ids = Array.from({ length: answerCount }, (_, place) => `m${place}`);
    const messages = ids.map((externalId, place) => ({
      externalId,
      conversationId: `c${place}`,
      role: 'ASSISTANT',
      model: 'prod',
      content: place % 3 === 0 ? `wrong ${place}` : `right ${place}`,
      createdAt: new Date().toISOString(),
    }));
    await run('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
    const { startJudgeRun } = await run<{ startJudgeRun: { id: string } }>(
      'mutation ($input: JudgeRunInput!) { startJudgeRun(input: $input) { id } }',
      { input: { judgeId: offline, messageExternalIds: ids } },
    );
    const isOnline = (request: FakeRequest): boolean => request.body.model === 'large';
    await until(
      async () => fake.requests,
      (requests) =>
        requests.filter(isOnline).length >= 12 && requests.filter((request) => !isOnline(request)).length >= 10 && fake.openCount() > 0,
      60_000,
    );
    await server.stop('SIGKILL');
    const killedAt = fake.requests.length;
    expect(killedAt).toBeLessThan(2 * answerCount);
    server = await start();
    // What the server had in hand is taken again after four minutes: here at once.
    const client = new pg.Client({ connectionString: await postgresUrlOf(dataDir) });
    await client.connect();
    closers.push(() => client.end());
    await client.query(`UPDATE judge_items SET leased_until = now() - interval '1 second' WHERE state = 'CLAIMED'`);
    type Run = { judgeRun: { state: string; done: number; failed: number; total: number } };
    const ended = await until(
      () => run<Run>('query ($id: ID!) { judgeRun(id: $id) { state done failed total } }', { id: startJudgeRun.id }),
      ({ judgeRun: { state } }) => state === 'DONE' || state === 'FAILED',
      90_000,
    );
    expect(ended.judgeRun).toEqual({ state: 'DONE', done: answerCount, failed: 0, total: answerCount });
    // New answers are judged until the cap has no room for another call.
    await until(
      async () => fake.requests.length,
      (() => {
        let [before, since] = [-1, Date.now()];
        return (count: number) => {
          if (count !== before) [before, since] = [count, Date.now()];
          return Date.now() - since > 8_000;
        };
      })(),
      60_000,
    );
    type Judged = { message: { evaluations: { name: string; externalId: string; label: string }[] } };
    const found = await Promise.all(
      ids.map((id) => run<Judged>('query ($id: String!) { message(externalId: $id) { evaluations { name externalId label } } }', { id })),
    );
    const of = (name: string): { externalId: string; label: string }[][] =>
      found.map(({ message }) => message.evaluations.filter((evaluation) => evaluation.name === name));
    expect(of('faithfulness').map((all) => all.length)).toEqual(ids.map(() => 1));
    expect(of('faithfulness').map(([one]) => one?.label)).toEqual(ids.map((_, place) => (place % 3 === 0 ? 'fail' : 'pass')));
    const counts = of('format').map((all) => all.length);
    expect(Math.max(...counts)).toBe(1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    // What the server of models has billed, calls that broke off with the first server included, is within the cap.
    expect(fake.requests.filter(isOnline).length * callUsd).toBeLessThanOrEqual(capUsd);
    const { judge } = await run<{ judge: { spentTodayUsd: number } }>('query ($id: ID!) { judge(id: $id) { spentTodayUsd } }', {
      id: online,
    });
    expect(judge.spentTodayUsd).toBeLessThanOrEqual(capUsd);
    expect(judge.spentTodayUsd).toBeGreaterThan(0);
  },
);
