import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { attachWaitingEvaluations } from '../../domains/evaluations/waiting.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { messageIdOfSpan } from '../../domains/messages/pure/trace-ids.ts';
import { openLangfuse, type LangfuseWorkspace } from './langfuse.fixtures.ts';

let server: TestServer;
let langfuse: LangfuseWorkspace;
let count = 0;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  langfuse = await openLangfuse(server, `s${(count += 1)}`);
});

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 12) + seconds * 1_000).toISOString();
const call = (id: string, endsAt: number) => ({
  type: 'generation-create',
  body: { id, traceId, name: id, startTime: at(endsAt - 1), endTime: at(endsAt), input: 'Q', output: `answer of ${id}` },
});
const score = (body: object) => ({ type: 'score-create', body: { id: 'score', traceId, name: 'accuracy', value: 0.5, ...body } });
const evaluations = () =>
  server.stores.prisma.evaluation.findMany({
    where: { workspaceId: langfuse.workspaceId },
    orderBy: { id: 'asc' },
    include: { message: true },
  });
const replyOf = (observationId: string): string => messageIdOfSpan(traceId, spanIdOf(observationId));

describe('a score', () => {
  test('of an observation is a judgment of the reply that it became, whichever comes first', async () => {
    await langfuse.send(score({ id: 'before', observationId: 'g' }));
    expect(await evaluations()).toMatchObject([{ traceId, spanId: spanIdOf('g'), message: null }]);
    await langfuse.send(call('g', 1), score({ id: 'after', observationId: 'g' }));
    expect((await evaluations()).map(({ message }) => message?.externalId)).toEqual([replyOf('g'), replyOf('g')]);
  });

  test('of a trace is a judgment of its last reply, whichever comes first', async () => {
    await langfuse.send(score({}));
    await langfuse.send(call('second', 9));
    await langfuse.send(call('first', 5));
    await attachWaitingEvaluations(server.stores);
    expect(await evaluations()).toMatchObject([
      { traceId, spanId: null, name: 'accuracy', value: 0.5, message: { externalId: replyOf('second') } },
    ]);
  });

  test('of an observation that is no model call stays with it, and has no message', async () => {
    await langfuse.send(
      { type: 'span-create', body: { id: 's', traceId, name: 's', startTime: at(0), endTime: at(1) } },
      score({ observationId: 's' }),
    );
    expect(await evaluations()).toMatchObject([{ traceId, spanId: spanIdOf('s'), message: null }]);
  });

  test('of a session is kept', async () => {
    expect((await langfuse.send(score({ traceId: undefined, sessionId: 'visit' }))).body.errors).toEqual([]);
    expect(await evaluations()).toMatchObject([{ sessionId: 'visit', traceId: null, message: null }]);
  });

  test('without an id has that of its event: sent again it is the same', async () => {
    const event = { id: 'event', ...score({ id: undefined }) };
    await langfuse.send(event);
    await langfuse.send(event);
    expect(await evaluations()).toMatchObject([{ externalId: 'event' }]);
  });

  test('sent again is what it says now, and no more', async () => {
    await langfuse.send(score({ name: 'stars', value: 5, comment: 'great' }));
    expect(await evaluations()).toMatchObject([{ value: 5, rating: 5, comment: 'great' }]);
    await langfuse.send(score({ name: 'stars', value: 3.5 }));
    expect(await evaluations()).toMatchObject([{ value: 3.5, rating: null, comment: 'great' }]);
    await langfuse.send(score({ name: 'stars', value: 'meh' }));
    expect(await evaluations()).toMatchObject([{ value: null, rating: null, label: 'meh' }]);
  });

  test.each([
    [
      { name: 'quality', value: 0.7 },
      { value: 0.7, label: null, rating: null, success: null, evaluatorKind: 'RULE' },
    ],
    [
      { name: 'quality', value: 5 },
      { value: 5, rating: null },
    ],
    [
      { name: 'passed', value: 1, dataType: 'BOOLEAN' },
      { value: 1, success: true, evaluatorKind: 'RULE' },
    ],
    [
      { name: 'passed', value: 0, dataType: 'BOOLEAN' },
      { value: 0, success: false },
    ],
    [
      { name: 'passed', value: true },
      { value: 1, success: true },
    ],
    [
      { name: 'Correct', value: 0 },
      { value: 0, success: false },
    ],
    [
      { name: 'stars', value: 1 },
      { value: 1, rating: 1, success: null },
    ],
    [
      { name: 'user_rating', value: 4 },
      { value: 4, rating: 4, evaluatorKind: 'HUMAN' },
    ],
    [
      { name: 'user-feedback', value: 1 },
      { value: 1, success: true, rating: null, evaluatorKind: 'HUMAN' },
    ],
    [
      { name: 'user-feedback', value: 3 },
      { value: 3, success: null, rating: 3, evaluatorKind: 'HUMAN' },
    ],
    [
      { name: 'tone', value: 'friendly' },
      { value: null, label: 'friendly' },
    ],
    [
      { name: 'tone', value: 'a long remark', dataType: 'TEXT' },
      { value: null, label: 'a long remark' },
    ],
    [
      { name: 'fix', value: 'should be 42', dataType: 'CORRECTION' },
      { value: null, label: null, correctedOutput: 'should be 42' },
    ],
    [{ name: 'quality', value: 1, source: 'ANNOTATION' }, { evaluatorKind: 'HUMAN' }],
    [{ name: 'quality', value: 1, source: 'EVAL' }, { evaluatorKind: 'MODEL' }],
  ])('%j is %j', async (body, expected) => {
    expect((await langfuse.send(score(body))).body.errors).toEqual([]);
    expect(await evaluations()).toMatchObject([{ name: body.name, ...expected }]);
  });

  test.each([
    [{ name: '' }, 'name must not be empty'],
    [{ value: null }, 'value is missing'],
    [{ value: 'x', dataType: 'NUMERIC' }, 'value is "x"; a NUMERIC score is a finite number'],
    [{ value: 2, dataType: 'BOOLEAN' }, 'value is 2; a BOOLEAN score is 0 or 1'],
    [{ value: 2, dataType: 'CATEGORICAL' }, 'value is 2; a CATEGORICAL score is a text'],
    [{ dataType: 'STARS' }, expect.stringContaining('dataType is "STARS"')],
    [{ traceId: null }, 'traceId is missing, and so are sessionId and datasetRunId: a score names one of them'],
    [{ traceId: null, observationId: 'o' }, 'traceId is missing: an observation is named together with its trace'],
    [{ traceId: null, datasetRunId: 'r' }, 'datasetRunId names no run of a dataset of this project'],
    [{ comment: 'a\u0000' }, expect.stringContaining('comment contains a NUL character')],
  ])('that says %j is refused by itself', async (body, error) => {
    expect((await langfuse.send({ id: 'bad', ...score(body) }, { id: 'good', ...score({ id: 'good' }) })).body).toMatchObject({
      successes: [{ id: 'good' }],
      errors: [{ id: 'bad', status: 400, error }],
    });
    expect(await langfuse.call('POST', 'scores', { ...score({}).body, ...body })).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data', error },
    });
  });
});

describe('scores over REST', () => {
  test('are made, read, changed and deleted', async () => {
    const { status, body } = await langfuse.call('POST', 'scores', {
      name: 'tone',
      value: 'friendly',
      traceId: 'my trace',
      observationId: 'o',
      comment: 'c',
    });
    expect({ status, body }).toEqual({ status: 200, body: { id: expect.any(String) } });
    const read = await langfuse.call('GET', `scores/${body.id}`);
    expect(read.body).toMatchObject({
      id: body.id,
      traceId: traceIdOf('my trace'),
      observationId: spanIdOf('o'),
      name: 'tone',
      value: null,
      stringValue: 'friendly',
      dataType: 'CATEGORICAL',
      source: 'API',
      comment: 'c',
    });
    expect((await langfuse.call('POST', 'scores', { id: body.id, name: 'tone', value: 'cold', traceId: 'my trace' })).body.id).toBe(
      body.id,
    );
    expect((await langfuse.call('GET', `v2/scores/${body.id}`)).body).toMatchObject({ stringValue: 'cold', observationId: null });
    expect((await langfuse.call('DELETE', `scores/${body.id}`)).status).toBe(200);
    for (const method of ['GET', 'DELETE'])
      expect(await langfuse.call(method, `scores/${body.id}`)).toMatchObject({ status: 404, body: { error: 'LangfuseNotFoundError' } });
  });

  test('a list of them is taken, as langfuse 5 for Python sends it; what is wrong is named and the rest is stored', async () => {
    const { body } = score({});
    expect(await langfuse.call('POST', 'scores', [body, { ...body, id: 'second', value: 1 }])).toMatchObject({
      status: 202,
      body: { message: 'Accepted' },
    });
    // The same again, with one more that is good and three that are not.
    const mixed = [
      body,
      { ...body, id: 'far', value: 'x', dataType: 'NUMERIC' },
      { ...body, id: 'third', value: 0.2 },
      7,
      { name: 'n', value: 1 },
    ];
    expect(await langfuse.call('POST', 'scores', mixed)).toMatchObject({
      status: 207,
      body: {
        accepted: 2,
        rejected: 3,
        errors: [
          { message: 'Score 1: value is "x"; a NUMERIC score is a finite number' },
          { message: expect.stringMatching(/^Score 3: it is .*7.*a JSON object$/) },
          { message: expect.stringMatching(/^Score 4: traceId is missing/) },
        ],
      },
    });
    expect((await evaluations()).map(({ externalId, value }) => [externalId, value])).toEqual([
      ['score', 0.5],
      ['second', 1],
      ['third', 0.2],
    ]);
    expect(await langfuse.call('POST', 'scores', [])).toMatchObject({ status: 202 });
    expect(
      (
        await langfuse.call(
          'POST',
          'scores',
          Array.from({ length: 5_001 }, () => body),
        )
      ).status,
    ).toBe(400);
  });

  test('deleting one counts its message again', async () => {
    await langfuse.send(call('g', 1), score({ observationId: 'g' }));
    await server.stores.prisma.projectionQueue.deleteMany();
    await langfuse.call('DELETE', 'scores/score');
    expect(await server.stores.prisma.projectionQueue.count()).toBe(1);
    expect(await evaluations()).toEqual([]);
  });

  test('are paged, newest first, and filtered', async () => {
    await langfuse.send(
      { type: 'generation-create', body: { id: 'g', traceId, name: 'g', startTime: at(0), endTime: at(1), output: 'A' } },
      { type: 'trace-create', body: { id: traceId, userId: 'anna' } },
    );
    await langfuse.send(
      ...Array.from({ length: 5 }, (_, n) => ({
        timestamp: at(n),
        ...score({ id: `n${n}`, value: n / 10, name: n < 2 ? 'low' : 'high', ...(n === 4 ? { traceId: 'another' } : {}) }),
      })),
      { timestamp: at(9), ...score({ id: 'b', value: 1, dataType: 'BOOLEAN' }) },
      { timestamp: at(10), ...score({ id: 'c', value: 'x' }) },
    );
    const ids = async (query: string, version = 'scores') =>
      (await langfuse.call('GET', `${version}?${query}`)).body.data.map(({ id }: { id: string }) => id);
    expect(await ids('')).toEqual(['c', 'b', 'n4', 'n3', 'n2', 'n1', 'n0']);
    expect((await langfuse.call('GET', 'v2/scores?limit=3&page=2')).body).toMatchObject({
      data: [{ id: 'n3' }, { id: 'n2' }, { id: 'n1' }],
      meta: { page: 2, limit: 3, totalItems: 7, totalPages: 3 },
    });
    expect(await ids('traceId=another')).toEqual(['n4']);
    expect(await ids('name=low')).toEqual(['n1', 'n0']);
    expect(await ids('scoreIds=n1,c,none')).toEqual(['c', 'n1']);
    expect(await ids('dataType=BOOLEAN')).toEqual(['b']);
    expect(await ids('dataType=NUMERIC&limit=2')).toEqual(['n4', 'n3']);
    expect(await ids('dataType=CATEGORICAL')).toEqual(['c']);
    expect(await ids('operator=%3E%3D&value=0.3')).toEqual(['b', 'n4', 'n3']);
    expect(await ids(`fromTimestamp=${at(1)}&toTimestamp=${at(3)}`)).toEqual(['n2', 'n1']);
    expect(await ids('userId=anna')).toEqual(['c', 'b', 'n3', 'n2', 'n1', 'n0']);
    expect(await ids('userId=nobody')).toEqual([]);
    const first = (await langfuse.call('GET', 'v3/scores?limit=4')).body;
    expect(first.data[1]).toMatchObject({ id: 'b', value: true, dataType: 'BOOLEAN', subject: { kind: 'trace', id: traceId } });
    expect(await ids(`limit=4&cursor=${first.meta.cursor}`, 'v3/scores')).toEqual(['n2', 'n1', 'n0']);
  });

  test.each([
    'limit=0',
    'limit=101',
    'page=x',
    'dataType=X',
    'fromTimestamp=soon',
    'traceTags=a',
    'value=x',
    'operator=like&value=1',
    'nonsense=1',
  ])('a list by %s is refused with 400', async (query) => {
    expect(await langfuse.call('GET', `scores?${query}`)).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data', error: expect.any(String) },
    });
  });

  test('of another workspace are not there', async () => {
    await langfuse.send(score({}));
    const other = await openLangfuse(server, `other${count}`);
    expect((await other.call('GET', 'scores')).body.data).toEqual([]);
    for (const method of ['GET', 'DELETE']) expect((await other.call(method, 'scores/score')).status).toBe(404);
    await other.send(score({ value: 0.9 }));
    expect(await evaluations()).toMatchObject([{ value: 0.5 }]);
  });
});

describe('what SDKs probe', () => {
  test('is answered', async () => {
    expect(await (await fetch(`${server.url}/api/public/health`)).json()).toEqual({ status: 'OK', version: expect.any(String) });
    expect((await langfuse.call('GET', 'projects')).body).toMatchObject({
      data: [{ id: langfuse.workspaceId, name: expect.any(String), metadata: {} }],
    });
    expect(await langfuse.call('GET', 'v2/prompts/greeting%20one?label=production')).toMatchObject({
      status: 404,
      body: { error: 'LangfuseNotFoundError', message: expect.stringContaining('greeting one') },
    });
    expect(await langfuse.call('POST', 'media', { contentType: 'image/png' })).toMatchObject({
      status: 422,
      body: { message: expect.any(String), error: 'NotSupported' },
    });
    expect(await langfuse.call('GET', 'datasets')).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('POST /api/public/ingestion') },
    });
    expect((await langfuse.call('DELETE', 'ingestion')).status).toBe(405);
  });

  test('a body that any web page could send is refused', async () => {
    expect((await langfuse.call('POST', 'scores', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
