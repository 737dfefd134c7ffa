import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

interface Sent {
  readonly epoch?: unknown;
  readonly step?: unknown;
  readonly sampleIndex?: unknown;
  readonly prompt?: unknown;
  readonly reference?: unknown;
  readonly prediction?: unknown;
  readonly scores?: unknown;
  readonly attempt?: unknown;
}
const answer = (epoch: number, sampleIndex: number, prediction: string, rest: Sent = {}): Sent => ({
  epoch,
  step: epoch * 100,
  sampleIndex,
  prompt: `question ${sampleIndex}`,
  prediction,
  ...rest,
});
const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;

/** A job in a workspace of its own, and what is logged of it and read. */
async function predicting() {
  const { id: workspaceId, secret, run } = await openTestWorkspace(server);
  const id: string = (await run('mutation { createTrainingJob(input: {}) { id } }')).data.createTrainingJob.id;
  const log = async (predictions: readonly Sent[], jobId = id): Promise<Loose> => {
    const body = await run(
      'mutation ($jobId: ID!, $predictions: [PredictionInput!]!) { logPredictions(jobId: $jobId, predictions: $predictions) { accepted updated rejected { index field reason } } }',
      { jobId, predictions },
    );
    return body.data?.logPredictions ?? body.errors[0].extensions;
  };
  const list = async (args = '', selection = 'epoch sampleIndex prediction'): Promise<Loose> => {
    const body = await run(
      `query ($id: ID!) { trainingPredictions(jobId: $id${args}) { edges { cursor node { ${selection} } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`,
      { id },
    );
    return body.data?.trainingPredictions ?? body.errors[0].extensions;
  };
  const compare = async (epochs: readonly number[], args = ''): Promise<Loose> => {
    const body = await run(
      `query ($id: ID!, $epochs: [Int!]!) { comparePredictions(jobId: $id, epochs: $epochs${args}) {
        epochs score lowerIsBetter sampleCount pairedCount changedCount betterCount worseCount change { sampleCount mean low high verdict }
        edges { cursor node { sampleIndex prompt reference isChanged isBetter isWorse scoreChange predictions { epoch step prediction } } }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
      { id, epochs },
    );
    return body.data?.comparePredictions ?? body.errors[0].extensions;
  };
  const epochs = async (): Promise<Loose> =>
    (
      await run(
        'query ($id: ID!) { trainingPredictionEpochs(jobId: $id) { epoch predictionCount sampleCount firstStep lastStep scores { name lowerIsBetter sampleCount mean low high change { sampleCount mean low high verdict } } } }',
        { id },
      )
    ).data.trainingPredictionEpochs;
  return { id, workspaceId, secret, run, log, list, compare, epochs };
}
const indexes = (page: Loose): number[] => page.edges.map(({ node }: Loose) => node.sampleIndex);

describe('what is logged', () => {
  test('is listed as sent, with the scores that were sent and those that are computed', async () => {
    const { log, list } = await predicting();
    const sent = [
      answer(1, 0, 'the cat sat', { reference: 'the cat sat on the mat', scores: { judge: 0.5, odd: 'NaN', none: null, rouge_l: 0.25 } }),
      answer(1, 1, ''),
    ];
    expect(await log(sent)).toEqual({ accepted: 2, updated: 0, rejected: [] });
    const { edges } = await list('', 'epoch step sampleIndex attempt prompt reference prediction scores at');
    expect(edges.map(({ node }: Loose) => node)).toEqual([
      {
        epoch: 1,
        step: 100,
        sampleIndex: 0,
        attempt: 1,
        prompt: 'question 0',
        reference: 'the cat sat on the mat',
        prediction: 'the cat sat',
        scores: { chrf: expect.closeTo(0.4955, 3), exact_match: 0, judge: 0.5, odd: 'NaN', rouge_l: 0.25 },
        at: expect.stringMatching(/^20/),
      },
      {
        epoch: 1,
        step: 100,
        sampleIndex: 1,
        attempt: 1,
        prompt: 'question 1',
        reference: null,
        prediction: '',
        scores: {},
        at: expect.any(String),
      },
    ]);
  });

  test('is one by sample, epoch and step: sent again it changes nothing, and the later of two in a batch stays', async () => {
    const { log, list } = await predicting();
    const batch = [answer(1, 0, 'first'), answer(1, 0, 'second'), answer(1, 0, 'other step', { step: 150 })];
    expect(await log(batch)).toEqual({ accepted: 2, updated: 1, rejected: [] });
    expect(await log(batch)).toEqual({ accepted: 0, updated: 3, rejected: [] });
    expect((await list()).edges.map(({ node }: Loose) => node.prediction)).toEqual(['second', 'other step']);
  });

  test('is kept where others of the batch are bad: each of those is rejected by index, field and reason', async () => {
    const { log, list } = await predicting();
    const bad: readonly (readonly [Sent, string, RegExp])[] = [
      [{ ...answer(1, 0, 'a'), epoch: -1 }, 'epoch', /^is -1; it must not be negative$/],
      [{ ...answer(1, 0, 'a'), epoch: 1.5 }, 'epoch', /whole number/],
      [{ ...answer(1, 0, 'a'), epoch: undefined }, 'epoch', /^is missing$/],
      [{ ...answer(1, 0, 'a'), sampleIndex: 2 ** 31 }, 'sampleIndex', /at most 2147483647/],
      [{ ...answer(1, 0, 'a'), step: -1 }, 'step', /negative/],
      [{ ...answer(1, 0, 'a'), attempt: 2 }, 'attempt', /attempt 1 is the last that was started/],
      [{ ...answer(1, 0, 'a'), prompt: undefined }, 'prompt', /^is missing$/],
      [{ ...answer(1, 0, 'a'), prediction: 7 }, 'prediction', /a text is taken/],
      [answer(1, 0, 'x'.repeat(2 * 1024 * 1024)), 'prediction', /^is 2097152 bytes long in UTF-8; at most 1048576 are taken$/],
      [{ ...answer(1, 0, 'a'), reference: '\ud800' }, 'reference', /surrogate/],
      [{ ...answer(1, 0, 'a'), scores: { judge: 'good' } }, 'scores.judge', /"good"; a number/],
      [{ ...answer(1, 0, 'a'), scores: [1] }, 'scores', /an object of numbers is taken/],
      [{ ...answer(1, 0, 'a'), scores: { ['n'.repeat(101)]: 1 } }, `scores.${'n'.repeat(100)}`, /at most 100/],
    ];
    const result = await log([answer(1, 9, 'good'), ...bad.map(([sent]) => sent)]);
    expect(result).toMatchObject({ accepted: 1, updated: 0 });
    expect(result.rejected.map(({ index, field }: Loose) => [index, field])).toEqual(bad.map(([, field], place) => [place + 1, field]));
    for (const [place, [, , reason]] of bad.entries()) expect(result.rejected[place].reason).toMatch(reason);
    expect(indexes(await list())).toEqual([9]);
  });

  test('is refused as a whole for a job of another workspace, and beyond 5,000 predictions', async () => {
    const [{ log, run, id }, other] = [await predicting(), await predicting()];
    expect(await log([answer(1, 0, 'a')], other.id)).toMatchObject({ code: 'NOT_FOUND', field: 'jobId' });
    expect(await log(Array.from({ length: 5_001 }, (_, index) => answer(1, index, 'a')))).toMatchObject({
      code: 'BATCH_TOO_LARGE',
      field: 'predictions',
    });
    for (const query of ['trainingPredictions(jobId: $id) { edges { cursor } }', 'trainingPredictionEpochs(jobId: $id) { epoch }'])
      expect((await run(`query ($id: ID!) { ${query} }`, { id: other.id })).errors[0].extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      (await run('query ($id: ID!) { trainingPredictions(jobId: $id) { edges { cursor } } }', { id })).data.trainingPredictions.edges,
    ).toEqual([]);
  });

  test('is masked before it is stored, and scored as it was sent', async () => {
    const { log, list, run } = await predicting();
    const policy = await run(
      'mutation { setDataPolicy(input: { maskingMode: MASK, maskingKinds: [EMAIL], traceSampleShare: 1 }) { maskingMode } }',
    );
    expect(policy.errors).toBeUndefined();
    await log([
      answer(1, 0, 'mail ada@example.org', {
        prompt: 'to bob@example.org',
        reference: 'mail eve@example.org',
        scores: { 'of zoe@example.org': 1 },
      }),
    ]);
    const [{ node }] = (await list('', 'prompt reference prediction scores')).edges;
    expect(node).toMatchObject({ prompt: 'to [email]', reference: 'mail [email]', prediction: 'mail [email]' });
    expect(node.scores).toMatchObject({ 'of [email]': 1, exact_match: 0 });
  });

  test('is gone with its job', async () => {
    const { id, log, run } = await predicting();
    await log([answer(1, 0, 'a'), answer(2, 0, 'b')]);
    expect((await run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id })).errors).toBeUndefined();
    const rows = await server.stores.clickhouse.query(
      'test.left',
      sql`SELECT prediction FROM training_predictions WHERE job_id = ${uuid(keyOf(id))}`,
      { timeoutMs: 10_000 },
    );
    expect(rows).toEqual([]);
  });
});

describe('a list', () => {
  test('goes by sample, epoch and step, a page at a time in either direction, and holds what the epoch and the words leave', async () => {
    const { log, list } = await predicting();
    await log([2, 0, 1].flatMap((sample) => [answer(2, sample, `late ${sample}`), answer(1, sample, `Early ${sample}`)]));
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const page = await list(`, first: 4${after}`);
      seen.push(...page.edges.map(({ node }: Loose) => node.prediction));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(['Early 0', 'late 0', 'Early 1', 'late 1', 'Early 2', 'late 2']);
    const last = await list(', last: 2');
    expect(last.edges.map(({ node }: Loose) => node.prediction)).toEqual(['Early 2', 'late 2']);
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    const before = await list(`, last: 10, before: "${last.pageInfo.startCursor}"`);
    expect(before.edges).toHaveLength(4);
    expect(before.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    expect((await list(', epoch: 2')).edges).toHaveLength(3);
    expect(indexes(await list(', search: "EARLY 1"'))).toEqual([1]);
    expect(indexes(await list(', search: "question 2", epoch: 1'))).toEqual([2]);
    await log([answer(3, 4, 'Straße in Zürich, İstanbul')]);
    for (const form of ['STRASSE', 'Zu\u0308rich', 'ZU\u0308RICH', 'istanbul'])
      expect(indexes(await list(`, search: "${form}"`)), form).toEqual([4]);
    expect(await list(', epoch: -1')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'epoch' });
    expect(await list(`, after: "${Buffer.from('["predictions",0,-1,0]').toString('base64url')}"`)).toMatchObject({ code: 'BAD_CURSOR' });
  });

  test('ends a page early where its texts are long', async () => {
    const { log, list, compare } = await predicting();
    const long = 'x'.repeat(1_048_576);
    for (const sample of [0, 1, 2, 3, 4])
      await log([
        answer(1, sample, long, { prompt: long, reference: long }),
        answer(2, sample, 'short', { prompt: long, reference: long }),
      ]);
    const page = await list(', first: 200', 'sampleIndex');
    expect(page.edges).toHaveLength(2);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const compared = await compare([1, 2], ', first: 200');
    expect(indexes(compared)).toEqual([0]);
    expect(indexes(await compare([1, 2], `, after: "${compared.pageInfo.endCursor}"`))).toEqual([1]);
  });
});

describe('epochs', () => {
  test('stand side by side, with what changed, what got better and what got worse', async () => {
    const { log, compare } = await predicting();
    const score = (epoch: number, sample: number, judge: unknown, prediction = `same ${sample}`) =>
      answer(epoch, sample, prediction, { scores: judge === null ? null : { judge } });
    await log([
      score(1, 0, 0.2, 'bad'),
      score(2, 0, 0.4, 'fair'),
      score(3, 0, 0.9, 'good'),
      score(1, 1, 0.5),
      score(3, 1, 0.5),
      score(1, 2, 0.8, 'right'),
      score(3, 2, 0.1, 'wrong'),
      score(1, 3, 0.3),
      score(3, 3, 'NaN', 'odd'),
      score(1, 4, 0.3),
    ]);
    const all = await compare([1, 2, 3]);
    expect(all).toMatchObject({ epochs: [1, 2, 3], score: 'judge', lowerIsBetter: false, sampleCount: 5, pairedCount: 4 });
    expect(all).toMatchObject({ changedCount: 3, betterCount: 1, worseCount: 1 });
    // differences 0.7, 0, -0.7 of three samples: t(0.975, 2) * 0.7 / sqrt(3)
    expect(all.change).toEqual({
      sampleCount: 3,
      mean: expect.closeTo(0),
      low: expect.closeTo(-1.7389, 3),
      high: expect.closeTo(1.7389, 3),
      verdict: 'NOT_DECISIVE',
    });
    expect(all.edges[0].node).toEqual({
      sampleIndex: 0,
      prompt: 'question 0',
      reference: null,
      isChanged: true,
      isBetter: true,
      isWorse: false,
      scoreChange: expect.closeTo(0.7),
      predictions: [
        { epoch: 1, step: 100, prediction: 'bad' },
        { epoch: 2, step: 200, prediction: 'fair' },
        { epoch: 3, step: 300, prediction: 'good' },
      ],
    });
    expect(all.edges[4].node).toMatchObject({ isChanged: null, scoreChange: null, isBetter: false, isWorse: false });
    const holds = async (args: string): Promise<number[]> => indexes(await compare([1, 3], args));
    expect(await holds(', change: CHANGED')).toEqual([0, 2, 3]);
    expect(await holds(', change: UNCHANGED')).toEqual([1]);
    expect(await holds(', change: BETTER')).toEqual([0]);
    expect(await holds(', change: WORSE')).toEqual([2]);
    expect(await holds(', search: "WRONG"')).toEqual([2]);
    expect(await holds(', score: "unknown", change: BETTER')).toEqual([]);
    const [first, second] = [await compare([1, 3], ', first: 3'), await compare([1, 3], ', last: 3')];
    expect([indexes(first), first.pageInfo.hasNextPage]).toEqual([[0, 1, 2], true]);
    expect([indexes(second), second.pageInfo.hasPreviousPage]).toEqual([[2, 3, 4], true]);
    expect(indexes(await compare([1, 3], `, after: "${first.pageInfo.endCursor}"`))).toEqual([3, 4]);
  });

  test('are compared by a cost the other way round, and one alone with nothing', async () => {
    const { log, compare } = await predicting();
    await log(
      [1, 2].flatMap((epoch) => [0, 1].map((sample) => answer(epoch, sample, 'a', { scores: { eval_loss: 3 - epoch - sample / 10 } }))),
    );
    const compared = await compare([1, 2]);
    expect(compared).toMatchObject({
      score: 'eval_loss',
      lowerIsBetter: true,
      betterCount: 2,
      worseCount: 0,
      change: { mean: -1, verdict: 'BETTER' },
    });
    expect(await compare([2])).toMatchObject({ pairedCount: 0, changedCount: 0, betterCount: 0, change: null, edges: [{}, {}] });
    expect(await compare([7, 8])).toMatchObject({ score: null, sampleCount: 0, edges: [], change: null });
    for (const epochs of [[], [1, -1], Array.from({ length: 11 }, (_, epoch) => epoch)])
      expect(await compare(epochs)).toMatchObject({ code: 'BAD_USER_INPUT', field: expect.stringMatching(/^epochs/) });
  });

  test('show how scores go, each with its interval, and with the difference from the same samples of the first', async () => {
    const { log, epochs } = await predicting();
    await log([
      ...[0, 1, 2, 3].map((sample) => answer(1, sample, 'no', { reference: 'yes', scores: { judge: sample / 10 } })),
      ...[0, 1, 2, 3, 4].map((sample) => answer(2, sample, 'yes', { reference: 'yes', scores: { judge: 0.5 + sample / 10 } })),
      // an earlier step of the same epoch, which the later one replaces in its scores
      answer(2, 0, 'no', { step: 150, reference: 'yes', scores: { judge: 0 } }),
    ]);
    const [first, second] = await epochs();
    expect(first).toMatchObject({ epoch: 1, predictionCount: 4, sampleCount: 4, firstStep: 100, lastStep: 100 });
    expect(second).toMatchObject({ epoch: 2, predictionCount: 6, sampleCount: 5, firstStep: 150, lastStep: 200 });
    expect(first.scores.map(({ name }: Loose) => name)).toEqual(['chrf', 'exact_match', 'judge', 'rouge_l']);
    const of = (epoch: Loose, name: string): Loose => epoch.scores.find((score: Loose) => score.name === name);
    expect(of(first, 'judge')).toEqual({
      name: 'judge',
      lowerIsBetter: false,
      sampleCount: 4,
      mean: expect.closeTo(0.15),
      change: null,
      low: expect.closeTo(-0.0554, 3),
      high: expect.closeTo(0.3554, 3),
    });
    expect(of(second, 'judge').change).toEqual({ sampleCount: 4, mean: 0.5, low: 0.5, high: 0.5, verdict: 'BETTER' });
    // all of five: Wilson's interval
    expect(of(second, 'exact_match')).toMatchObject({ mean: 1, low: expect.closeTo(0.5655, 3), high: 1 });
  });

  test('of an attempt that a later one has superseded are left out, unless all are asked for', async () => {
    const { id, log, run, list, epochs, compare } = await predicting();
    await log([answer(1, 0, 'one'), answer(2, 0, 'two'), answer(3, 0, 'three')]);
    await run('mutation ($id: ID!) { startTrainingAttempt(input: { jobId: $id, resumedFromStep: 150 }) { attempt } }', { id });
    await run('mutation ($id: ID!) { logTrainingSteps(jobId: $id, points: [{ metric: "loss", step: 150, value: 1 }]) { accepted } }', {
      id,
    });
    expect((await list()).edges.map(({ node }: Loose) => node.prediction)).toEqual(['one']);
    expect((await list(', attempts: ALL')).edges).toHaveLength(3);
    await log([answer(2, 0, 'two again', { step: 210 })]);
    expect((await epochs()).map(({ epoch }: Loose) => epoch)).toEqual([1, 2]);
    expect((await compare([1, 2])).edges[0].node.predictions).toEqual([
      { epoch: 1, step: 100, prediction: 'one' },
      { epoch: 2, step: 210, prediction: 'two again' },
    ]);
    expect((await list(', attempts: ALL, epoch: 2', 'prediction attempt')).edges.map(({ node }: Loose) => node)).toEqual([
      { prediction: 'two', attempt: 1 },
      { prediction: 'two again', attempt: 2 },
    ]);
  });

  test('appear with a subscription as they are stored', async () => {
    const { id, secret, log } = await predicting();
    const socket = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${secret}` },
    });
    const changes = socket.iterate<{ trainingPredictionsChanged: { epoch: number }[] }>({
      query: 'subscription ($id: ID!) { trainingPredictionsChanged(jobId: $id) { epoch sampleCount } }',
      variables: { id },
    });
    expect((await changes.next()).value).toEqual({ data: { trainingPredictionsChanged: [] } });
    await log([answer(1, 0, 'a'), answer(1, 1, 'b')]);
    expect((await changes.next()).value).toEqual({ data: { trainingPredictionsChanged: [{ epoch: 1, sampleCount: 2 }] } });
    await changes.return?.();
    await socket.dispose();
  });
});
