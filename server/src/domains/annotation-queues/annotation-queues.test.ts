import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { globalId } from '../../platform/graphql/ids.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { makeTeam } from '../access/tests/members.testing.ts';
import { submitItem } from './commands/annotate.ts';
import { leaseNext } from './commands/lease.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

type Role = 'OWNER' | 'EDITOR' | 'VIEWER' | 'REVIEWER' | 'ANALYST';

/** A workspace with messages, a queue of them, and people. */
async function queueing({ count = 4, overlap = 1, roles = ['EDITOR', 'REVIEWER', 'VIEWER'] as Role[], rest = {} as object } = {}) {
  const { workspaceId, of } = await makeTeam(server, roles);
  const as = async (role: Role, query: string, variables: object = {}): Promise<Loose> =>
    (await ask(server, query, { variables, headers: of(role).headers })).body;
  const messages = Array.from({ length: count }, (_, place) => [
    { externalId: `u${place}`, conversationId: `c${place}`, role: 'USER', content: `ask ${place}`, createdAt: '2026-03-01T00:00:00Z' },
    {
      externalId: `m${place}`,
      conversationId: `c${place}`,
      role: 'ASSISTANT',
      content: `answer ${place}`,
      createdAt: '2026-03-01T00:00:01Z',
      traceId: 'ab'.repeat(16),
    },
  ]).flat();
  await as('EDITOR', 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
  await drainProjection(server.stores);
  const input = {
    name: 'q',
    overlap,
    rubric: { rating: true, success: true, failureTags: ['wrong'], fields: [{ name: 'tone', values: ['kind', 'cold'] }] },
    ...rest,
  };
  const made = await as('EDITOR', 'mutation ($input: SaveAnnotationQueueInput!) { saveAnnotationQueue(input: $input) { id } }', { input });
  const queueId: string = made.data.saveAnnotationQueue.id;
  const fill = (from: object) =>
    as(
      'EDITOR',
      'mutation ($input: FillAnnotationQueueInput!) { fillAnnotationQueue(input: $input) { addedCount unknownMessageExternalIds queue { itemCount } } }',
      {
        input: { id: queueId, ...from },
      },
    );
  const filled = await fill({ filter: {} });
  const task =
    'itemId: queueItemId position state rating success failureTags choices { field value } message { role content } context { role content } traceId conversationId';
  const call = (role: Role, mutation: string, input: object): Promise<Loose> =>
    as(role, `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${task} } }`, {
      input,
    }).then(({ data, errors }) => data?.[mutation] ?? (errors === undefined ? null : errors[0].extensions));
  const lease = (role: Role, rest: object = {}) => call(role, 'leaseQueueItem', { queueId, ...rest });
  const submit = (role: Role, itemId: string, judgment: object) => call(role, 'submitQueueItem', { queueItemId: itemId, ...judgment });
  const read = async (role: Role, selection: string): Promise<Loose> => {
    const { data, errors } = await as(role, `query ($id: ID!) { annotationQueue(id: $id) { ${selection} } }`, { id: queueId });
    return errors === undefined ? data.annotationQueue : errors[0].extensions;
  };
  const evaluations = async (externalId: string): Promise<Loose[]> => {
    const { data } = await as(
      'EDITOR',
      'query { messages(first: 100) { edges { node { externalId evaluations { externalId name label rating success failureTags evaluator evaluatorKind } } } } }',
    );
    return data.messages.edges.find((edge: Loose) => edge.node.externalId === externalId).node.evaluations;
  };
  const endLeases = () =>
    inWorkspace(workspaceId, () =>
      server.stores.prisma.annotationQueueAssignment.updateMany({
        where: { workspaceId, state: 'LEASED' },
        data: { leasedUntil: new Date(0) },
      }),
    );
  return { workspaceId, of, as, queueId, fill, filled, call, lease, submit, read, evaluations, endLeases };
}

describe('a queue', () => {
  test('is filled by a filter, with the same sample for the same seed, or by ids, and holds a message once', async () => {
    const { as, fill, filled, read } = await queueing({ count: 6 });
    expect(filled.data.fillAnnotationQueue).toEqual({ addedCount: 6, unknownMessageExternalIds: [], queue: { itemCount: 6 } });
    expect((await fill({ filter: { verdicts: ['FAILURE'] } })).data.fillAnnotationQueue.addedCount).toBe(0);
    const sampleOf = async (name: string, seed: number) => {
      const { data } = await as('EDITOR', `mutation { saveAnnotationQueue(input: { name: "${name}" }) { id } }`);
      const { id } = data.saveAnnotationQueue;
      await as(
        'EDITOR',
        `mutation { fillAnnotationQueue(input: { id: "${id}", filter: {}, sampleCount: 3, seed: ${seed} }) { addedCount } }`,
      );
      const first = await as('EDITOR', `mutation { leaseQueueItem(input: { queueId: "${id}" }) { message { content } } }`);
      return first.data.leaseQueueItem.message.content;
    };
    expect(await sampleOf('a', 7)).toBe(await sampleOf('b', 7));
    const message = (await as('EDITOR', '{ messages(first: 1) { edges { node { externalId } } } }')).data.messages.edges[0].node.externalId;
    expect((await fill({ messageExternalIds: [message, message, 'nowhere', 'nowhere'] })).data.fillAnnotationQueue).toMatchObject({
      addedCount: 0,
      unknownMessageExternalIds: ['nowhere'],
    });
    expect(
      await read('REVIEWER', 'name itemCount completedCount overlap status mayJudge rubric { failureTags fields { name values } }'),
    ).toEqual({
      name: 'q',
      itemCount: 6,
      completedCount: 0,
      overlap: 1,
      status: 'OPEN',
      mayJudge: true,
      rubric: { failureTags: ['wrong'], fields: [{ name: 'tone', values: ['kind', 'cold'] }] },
    });
  });

  test('refuses what cannot be saved by the path of each field', async () => {
    const { as, fill } = await queueing({ count: 1 });
    const save = async (input: object) =>
      (await as('EDITOR', 'mutation ($input: SaveAnnotationQueueInput!) { saveAnnotationQueue(input: $input) { id } }', { input }))
        .errors?.[0].extensions;
    expect(await save({ name: 'q' })).toMatchObject({ code: 'BAD_ANNOTATION_QUEUE', field: 'input.name' });
    const bad = await save({ name: ' ', overlap: 0, leaseMinutes: 100_000, rubric: { fields: [{ name: 'x', values: ['only'] }] } });
    expect(bad.problems.map(({ field }: Loose) => field)).toEqual([
      'input.name',
      'input.rubric.fields[0].values',
      'input.overlap',
      'input.leaseMinutes',
    ]);
    expect(await save({ name: 'empty', rubric: {} })).toMatchObject({ field: 'input.rubric' });
    expect((await fill({})).errors[0].extensions).toMatchObject({ code: 'BAD_ANNOTATION_QUEUE', field: 'input.messageExternalIds' });
    expect((await fill({ filter: { ratings: [9] } })).errors[0].extensions).toMatchObject({ field: 'input.filter.ratings' });
  });

  test('is for reviewers what they may judge, without what else there is of its messages', async () => {
    const { as, of, queueId, lease } = await queueing({ rest: { isForAll: false } });
    const list = async (role: Role) => (await as(role, '{ annotationQueues { name mayJudge } }')).data.annotationQueues;
    expect(await list('REVIEWER')).toEqual([]);
    expect(await list('VIEWER')).toEqual([{ name: 'q', mayJudge: false }]);
    expect(await lease('REVIEWER')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await lease('VIEWER')).toMatchObject({ code: 'NOT_FOUND' });
    const save = await as('EDITOR', 'mutation ($input: SaveAnnotationQueueInput!) { saveAnnotationQueue(input: $input) { memberIds } }', {
      input: { id: queueId, name: 'q', isForAll: false, memberIds: [of('REVIEWER').id] },
    });
    expect(save.data.saveAnnotationQueue.memberIds).toEqual([of('REVIEWER').id]);
    expect(await list('REVIEWER')).toEqual([{ name: 'q', mayJudge: true }]);
    expect(await lease('REVIEWER')).toMatchObject({
      message: { role: 'ASSISTANT' },
      context: [{ role: 'USER' }],
      traceId: null,
      conversationId: null,
    });
    expect(await lease('EDITOR')).toMatchObject({ traceId: 'ab'.repeat(16), conversationId: expect.stringMatching(/^c\d$/) });
    const guarded = await as('REVIEWER', `query ($id: ID!) { annotationQueue(id: $id) { agreement { alpha } } }`, { id: queueId });
    expect(guarded.errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await as('REVIEWER', 'mutation { saveAnnotationQueue(input: { name: "mine" }) { id } }')).errors[0].extensions.code).toBe(
      'FORBIDDEN',
    );
    expect((await as('REVIEWER', '{ messages(first: 1) { edges { cursor } } }')).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('judging', () => {
  test('goes on where one was: the next message, the same after a reload, skipped ones never again, undo gives back', async () => {
    const { queueId, lease, submit, call, read, evaluations } = await queueing({ count: 3 });
    const first = await lease('REVIEWER');
    expect(first).toMatchObject({ position: 0, state: 'LEASED', rating: null });
    expect((await lease('REVIEWER')).itemId).toBe(first.itemId);
    expect(await submit('REVIEWER', first.itemId, {})).toMatchObject({ code: 'BAD_QUEUE_JUDGMENT', field: 'input.rating' });
    expect(await submit('REVIEWER', first.itemId, { rating: 6, choices: [{ field: 'tone', value: 'loud' }] })).toMatchObject({
      problems: [{ field: 'input.rating' }, { field: 'input.choices[0].value' }],
    });
    expect(
      await submit('REVIEWER', first.itemId, {
        rating: 2,
        success: false,
        failureTags: ['wrong'],
        choices: [{ field: 'tone', value: 'cold' }],
      }),
    ).toMatchObject({ state: 'SUBMITTED' });
    const content = first.message.content.replace('answer ', 'm');
    expect(await evaluations(content)).toEqual([
      expect.objectContaining({
        name: null,
        rating: 2,
        success: false,
        failureTags: ['wrong'],
        evaluator: 'REVIEWER',
        evaluatorKind: 'HUMAN',
      }),
      expect.objectContaining({ name: 'tone', label: 'cold', rating: null }),
    ]);
    const second = await lease('REVIEWER');
    expect(second.position).toBe(1);
    expect(await call('REVIEWER', 'skipQueueItem', { queueItemId: second.itemId, reason: 'unclear' })).toMatchObject({ state: 'SKIPPED' });
    expect((await lease('REVIEWER')).position).toBe(2);
    expect(await call('REVIEWER', 'undoQueueItem', { queueId })).toMatchObject({ itemId: second.itemId, state: 'LEASED' });
    expect((await lease('REVIEWER')).itemId).toBe(second.itemId);
    await call('REVIEWER', 'skipQueueItem', { queueItemId: second.itemId });
    await submit('REVIEWER', (await lease('REVIEWER')).itemId, { rating: 5 });
    expect(await lease('REVIEWER')).toBeNull();
    // others may judge what one has skipped
    expect((await lease('VIEWER')).itemId).toBe(second.itemId);
    expect(await read('EDITOR', 'completedCount progress { annotator isViewer submittedCount skippedCount heldCount }')).toEqual({
      completedCount: 2,
      progress: [
        { annotator: 'REVIEWER', isViewer: false, submittedCount: 2, skippedCount: 1, heldCount: 0 },
        { annotator: 'VIEWER', isViewer: false, submittedCount: 0, skippedCount: 0, heldCount: 1 },
      ],
    });
    const undone = await call('REVIEWER', 'undoQueueItem', { queueId });
    expect(undone).toMatchObject({ position: 2, rating: 5 });
    expect((await read('EDITOR', 'completedCount')).completedCount).toBe(1);
    expect(await evaluations(undone.message.content.replace('answer ', 'm'))).toEqual([]);
    expect(await call('VIEWER', 'undoQueueItem', { queueId })).toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  test('what all who judge have skipped is counted, listed with the reasons, and can be put back', async () => {
    const { as, queueId, lease, call, submit, read } = await queueing({ count: 3, overlap: 2 });
    const skip = async (role: Role, reason?: string) => {
      const { itemId } = await lease(role);
      await call(role, 'skipQueueItem', { queueItemId: itemId, ...(reason !== undefined && { reason }) });
      return itemId;
    };
    const skipped = 'skippedByAllCount skippedByAll { item { id position submittedCount } skips { annotator reason } }';
    const first = await skip('REVIEWER', 'no text');
    await submit('VIEWER', (await lease('VIEWER')).itemId, { rating: 2 });
    // the reviewer skipped it, and the viewer judged it: it lacks one judgment, and no one is left
    expect(await read('EDITOR', skipped)).toEqual({
      skippedByAllCount: 1,
      skippedByAll: [{ item: { id: first, position: 0, submittedCount: 1 }, skips: [{ annotator: 'REVIEWER', reason: 'no text' }] }],
    });
    const second = await skip('VIEWER');
    expect((await read('EDITOR', skipped)).skippedByAllCount).toBe(1);
    await skip('REVIEWER', 'unclear');
    expect(await read('EDITOR', skipped)).toMatchObject({
      skippedByAllCount: 2,
      skippedByAll: [
        {},
        { item: { id: second, submittedCount: 0 }, skips: [{ annotator: 'VIEWER', reason: null }, { reason: 'unclear' }] },
      ],
    });
    expect(await read('REVIEWER', 'skippedByAll { skips { reason } }')).toMatchObject({ code: 'FORBIDDEN' });
    const back = (role: Role, rest: object = {}) =>
      as(role, 'mutation ($input: PutSkippedBackInput!) { putSkippedBack(input: $input) { putBackCount queue { skippedByAllCount } } }', {
        input: { id: queueId, ...rest },
      });
    expect((await back('REVIEWER')).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await back('EDITOR', { queueItemIds: [second] })).data.putSkippedBack).toEqual({
      putBackCount: 1,
      queue: { skippedByAllCount: 1 },
    });
    expect((await back('EDITOR')).data.putSkippedBack).toEqual({ putBackCount: 1, queue: { skippedByAllCount: 0 } });
    await as('EDITOR', `mutation { setAnnotationQueueStatus(input: { id: "${queueId}", status: CLOSED }) { id } }`);
    expect((await back('EDITOR')).errors[0].extensions.code).toBe('QUEUE_CLOSED');
  });

  test('is blind until all have judged: then the judgments are evaluations, and numbers count them as one', async () => {
    const { as, lease, submit, read, evaluations, queueId, call } = await queueing({
      count: 1,
      overlap: 3,
      roles: ['EDITOR', 'REVIEWER', 'VIEWER', 'ANALYST'],
    });
    const ratings = async () => {
      await drainProjection(server.stores);
      const { data } = await as(
        'EDITOR',
        '{ analytics(filter: {}) { ratings { rating count } totals: overview { evaluatedCount ratedCount averageRating judgedCount successShare } failureTags { tag count } } }',
      );
      return data?.analytics;
    };
    const { itemId } = await lease('REVIEWER');
    await submit('REVIEWER', itemId, { rating: 1, success: false, failureTags: ['wrong'] });
    await lease('VIEWER');
    await submit('VIEWER', itemId, { rating: 4, success: false, failureTags: ['wrong', 'rude'] });
    expect(await evaluations('m0')).toEqual([]);
    const judgments = async () =>
      (
        await as(
          'EDITOR',
          `query ($id: ID!) { node(id: $id) { ... on AnnotationQueueItem { submittedCount judgments { annotator rating isRevised } } } }`,
          { id: itemId },
        )
      ).data.node;
    expect(await judgments()).toEqual({ submittedCount: 2, judgments: [] });
    expect(await read('EDITOR', 'agreement { field }')).toEqual({ agreement: [] });
    await lease('ANALYST');
    await submit('ANALYST', itemId, { rating: 5, success: true });
    expect(await evaluations('m0')).toHaveLength(3);
    expect((await judgments()).judgments).toHaveLength(3);
    expect(await ratings()).toMatchObject({
      ratings: expect.arrayContaining([{ rating: 4, count: 1 }]),
      failureTags: [{ tag: 'wrong', count: 1 }],
    });
    // taken back after the others could be seen: open again, and marked once it is given anew
    await call('ANALYST', 'undoQueueItem', { queueId });
    expect(await evaluations('m0')).toEqual([]);
    await submit('ANALYST', itemId, { rating: 4, success: false });
    expect((await judgments()).judgments).toEqual(
      expect.arrayContaining([
        { annotator: 'ANALYST', rating: 4, isRevised: true },
        { annotator: 'VIEWER', rating: 4, isRevised: false },
      ]),
    );
  });

  test('a lease that is over is taken over, and what comes too late is kept and counts if a place becomes free', async () => {
    const { lease, submit, call, endLeases, read } = await queueing({ count: 1 });
    const { itemId } = await lease('REVIEWER');
    expect(await lease('VIEWER')).toBeNull();
    expect(await read('VIEWER', 'progress { annotator heldCount freeAt }')).toMatchObject({
      progress: [{ annotator: 'REVIEWER', heldCount: 1, freeAt: expect.any(String) }],
    });
    await endLeases();
    expect(await lease('VIEWER')).toMatchObject({ itemId });
    expect(await submit('REVIEWER', itemId, { rating: 3 })).toMatchObject({ code: 'QUEUE_ITEM_TAKEN_OVER' });
    expect(await submit('REVIEWER', itemId, { rating: 4 })).toMatchObject({ code: 'QUEUE_ITEM_NOT_HELD' });
    await call('VIEWER', 'skipQueueItem', { queueItemId: itemId });
    expect(await read('EDITOR', 'completedCount progress { annotator submittedCount extraCount }')).toMatchObject({
      completedCount: 1,
      progress: [
        { annotator: 'REVIEWER', submittedCount: 1, extraCount: 0 },
        { annotator: 'VIEWER', submittedCount: 0 },
      ],
    });
  });

  test('late judgments count while a place is free, and a message can be taken from who holds it', async () => {
    const { lease, submit, endLeases } = await queueing({ count: 1 });
    const { itemId } = await lease('REVIEWER');
    await endLeases();
    expect(await submit('REVIEWER', itemId, { rating: 3 })).toMatchObject({ state: 'SUBMITTED' });
    const other = await queueing({ count: 1 });
    const held = await other.lease('REVIEWER');
    expect(await other.lease('VIEWER', { takesOver: true })).toMatchObject({ itemId: held.itemId });
    expect(await other.submit('VIEWER', held.itemId, { rating: 2 })).toMatchObject({ state: 'SUBMITTED' });
    expect(await other.submit('REVIEWER', held.itemId, { rating: 3 })).toMatchObject({ code: 'QUEUE_ITEM_TAKEN_OVER' });
  });

  test('a judgment that came too late counts when the lease that had its place runs out', async () => {
    const { lease, submit, endLeases, read, evaluations } = await queueing({ count: 2 });
    const { itemId } = await lease('REVIEWER');
    await endLeases();
    expect(await lease('VIEWER')).toMatchObject({ itemId });
    expect(await submit('REVIEWER', itemId, { rating: 3 })).toMatchObject({ code: 'QUEUE_ITEM_TAKEN_OVER' });
    await endLeases();
    expect((await lease('EDITOR')).itemId).not.toBe(itemId);
    expect(await read('EDITOR', 'completedCount')).toEqual({ completedCount: 1 });
    expect([...(await evaluations('m0')), ...(await evaluations('m1'))]).toHaveLength(1);
    expect(await submit('VIEWER', itemId, { rating: 1 })).toMatchObject({ code: 'QUEUE_ITEM_TAKEN_OVER' });
  });

  test('a judgment that came too late counts when the queue is closed while another holds its place', async () => {
    const { as, queueId, lease, submit, evaluations } = await queueing({ count: 1 });
    const { itemId } = await lease('REVIEWER');
    await lease('VIEWER', { takesOver: true });
    expect(await submit('REVIEWER', itemId, { rating: 3 })).toMatchObject({ code: 'QUEUE_ITEM_TAKEN_OVER' });
    const closed = await as(
      'EDITOR',
      `mutation { setAnnotationQueueStatus(input: { id: "${queueId}", status: CLOSED }) { completedCount submittedCount } }`,
    );
    expect(closed.data.setAnnotationQueueStatus).toEqual({ completedCount: 1, submittedCount: 1 });
    expect(await evaluations('m0')).toHaveLength(1);
  });

  test('ends with the queue: what was judged by some becomes evaluations, and can be opened again', async () => {
    const { as, queueId, lease, submit, evaluations, call, read } = await queueing({ count: 1, overlap: 2 });
    const { itemId } = await lease('REVIEWER');
    await submit('REVIEWER', itemId, { rating: 3 });
    expect(await evaluations('m0')).toEqual([]);
    const set = (status: string) =>
      as('EDITOR', `mutation { setAnnotationQueueStatus(input: { id: "${queueId}", status: ${status} }) { status completedCount } }`);
    expect((await set('CLOSED')).data.setAnnotationQueueStatus).toEqual({ status: 'CLOSED', completedCount: 1 });
    expect(await evaluations('m0')).toHaveLength(1);
    expect(await lease('VIEWER')).toMatchObject({ code: 'QUEUE_CLOSED' });
    expect(await call('REVIEWER', 'undoQueueItem', { queueId })).toMatchObject({ code: 'QUEUE_CLOSED' });
    await set('OPEN');
    expect(await lease('VIEWER')).toBeNull();
    await as('EDITOR', `mutation { deleteAnnotationQueue(id: "${queueId}") }`);
    expect(await read('EDITOR', 'name')).toBeNull();
    expect(await evaluations('m0')).toHaveLength(1);
  });
});

test('agreement is that of the judgments, with pairs of people and the messages on which they differ', async () => {
  const { lease, submit, read } = await queueing({ count: 4, overlap: 2 });
  for (const [role, judgments] of [
    [
      'REVIEWER',
      [
        [1, false],
        [2, true],
        [3, true],
        [5, true],
      ],
    ],
    [
      'VIEWER',
      [
        [1, false],
        [2, true],
        [4, true],
        [1, false],
      ],
    ],
  ] as const) {
    for (const [rating, success] of judgments)
      await submit(role, (await lease(role)).itemId, { rating, success, failureTags: success ? [] : ['wrong'] });
  }
  const { agreement, pairs, disagreements } = await read(
    'EDITOR',
    'agreement { field level itemCount judgmentCount alpha alphaLow alphaHigh sameShare } pairs { one other itemCount sameRatingShare ratingDifference sameVerdictShare } disagreements { disagreement item { position judgments { annotator rating } } }',
  );
  expect(agreement.map(({ field, level }: Loose) => `${field} ${level}`)).toEqual([
    'rating ORDINAL',
    'rating INTERVAL',
    'success NOMINAL',
    'tag:wrong NOMINAL',
  ]);
  // verdicts: o = 2 of 8 differ, and by chance 3 · 5 · 2 ÷ (8 · 7): 1 − (2 ÷ 8) ÷ (30 ÷ 56)
  expect(agreement[2]).toMatchObject({ itemCount: 4, judgmentCount: 8, sameShare: 0.75 });
  expect(agreement[2].alpha).toBeCloseTo(1 - 2 / 8 / (30 / 56), 12);
  expect(pairs).toEqual([
    {
      one: expect.any(String),
      other: expect.any(String),
      itemCount: 4,
      sameRatingShare: 0.5,
      ratingDifference: 1.25,
      sameVerdictShare: 0.75,
    },
  ]);
  expect(disagreements.map(({ disagreement, item }: Loose) => [item.position, disagreement])).toEqual([
    [3, 1],
    [2, expect.closeTo(0.125, 10)],
  ]);
});

test('eight people at a time get no message twice, none too often, and judge all of them', async () => {
  const overlap = 2;
  const count = 30;
  const { workspaceId, queueId, read } = await queueing({ count, overlap });
  const key = Buffer.from(queueId, 'base64').toString().split(':')[1] as string;
  const { stores, live } = server;
  const judge = async (place: number): Promise<string[]> => {
    const person = { id: randomUUID(), name: `person ${place}`, email: '' };
    const viewer: Viewer = { workspaceId, role: 'REVIEWER', keyId: null, keyScope: null, sessionId: null, person };
    const seen: string[] = [];
    for (;;) {
      const leased = await leaseNext({ stores, live, viewer, now: new Date() }, key, false);
      if (!leased.ok) throw leased.failure;
      if (leased.value === null) return seen;
      const row = await stores.prisma.annotationQueueAssignment.findUniqueOrThrow({ where: { id: BigInt(leased.value) } });
      seen.push(String(row.itemId));
      const submitted = await submitItem({ stores, live, viewer, now: new Date() }, String(row.itemId), { rating: 1 + (place % 5) });
      if (!submitted.ok) throw submitted.failure;
    }
  };
  const all = await inWorkspace(workspaceId, () => Promise.all(Array.from({ length: 8 }, (_, place) => judge(place))));
  for (const seen of all) expect(new Set(seen).size).toBe(seen.length);
  const times = Map.groupBy(all.flat(), (itemId) => itemId);
  expect(times.size).toBe(count);
  for (const seen of times.values()) expect(seen).toHaveLength(overlap);
  expect(await read('EDITOR', 'completedCount submittedCount')).toEqual({ completedCount: count, submittedCount: count * overlap });
});

test('what one says of messages in place is one judgment of each, which changes field by field', async () => {
  const { as } = await queueing({ count: 2, roles: ['EDITOR', 'REVIEWER', 'VIEWER', 'ANALYST'] });
  const { edges } = (await as('EDITOR', '{ messages(first: 10, roles: [ASSISTANT]) { edges { node { id externalId } } } }')).data.messages;
  const names: string[] = edges.map(({ node }: Loose) => node.externalId);
  const [one, two]: string[] = edges.map(({ node }: Loose) => node.id);
  const judge = async (role: Role, judgments: object[]): Promise<Loose> => {
    const { data, errors } = await as(
      role,
      'mutation ($judgments: [MessageJudgmentInput!]!) { judgeMessages(judgments: $judgments) { accepted updated rejected { index field reason } } }',
      { judgments },
    );
    return data?.judgeMessages ?? errors[0].extensions;
  };
  const own = async (role: Role, id = one): Promise<Loose> =>
    (
      await as(
        role,
        'query ($id: ID!) { node(id: $id) { ... on Message { ownJudgment { rating success failureTags comment correctedOutput evaluator } evaluations { rating } } } }',
        { id },
      )
    ).data.node;
  expect(await judge('VIEWER', [])).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await judge('ANALYST', [
      { messageExternalId: names[0], rating: 2, comment: 'no', failureTags: ['wrong'] },
      { messageExternalId: names[1], rating: 9 },
      { messageExternalId: 'nowhere', rating: 1 },
      { messageExternalId: names[1], success: false },
      { messageExternalId: names[1] },
    ]),
  ).toEqual({
    accepted: 2,
    updated: 0,
    rejected: [
      { index: 1, field: 'rating', reason: expect.any(String) },
      { index: 2, field: 'messageExternalId', reason: expect.any(String) },
      { index: 4, field: 'rating', reason: expect.stringContaining('give at least one of') },
    ],
  });
  expect(
    await judge('ANALYST', [{ messageExternalId: names[0], rating: null, addFailureTags: ['rude', 'wrong'], correctedOutput: 'yes' }]),
  ).toMatchObject({ accepted: 0, updated: 1 });
  expect((await own('ANALYST')).ownJudgment).toEqual({
    rating: null,
    success: null,
    failureTags: ['wrong', 'rude'],
    comment: 'no',
    correctedOutput: 'yes',
    evaluator: 'ANALYST',
  });
  await judge('EDITOR', [{ messageExternalId: names[0], rating: 5 }]);
  expect(await own('EDITOR')).toMatchObject({
    ownJudgment: { rating: 5, evaluator: 'EDITOR' },
    evaluations: [{ rating: null }, { rating: 5 }],
  });
  await drainProjection(server.stores);
  const poor = async (judgedPoorly: boolean) =>
    (
      await as('EDITOR', `{ messages(first: 10, roles: [ASSISTANT], filter: { judgedPoorly: ${judgedPoorly} }) { edges { node { id } } } }`)
    ).data.messages.edges.map(({ node }: Loose) => node.id);
  expect([await poor(true), await poor(false)]).toEqual([[two], [one]]);
  await judge('ANALYST', [{ messageExternalId: names[0], comment: null, failureTags: [], correctedOutput: '' }]);
  expect(await own('ANALYST')).toEqual({ ownJudgment: null, evaluations: [{ rating: 5 }] });
});

test('an id of another workspace leads nowhere', async () => {
  const { lease } = await queueing({ count: 1 });
  const theirs = await queueing({ count: 1 });
  const { itemId } = await theirs.lease('REVIEWER');
  expect(await lease('REVIEWER', { queueId: theirs.queueId })).toMatchObject({ code: 'NOT_FOUND' });
  const { submit } = await queueing({ count: 1 });
  expect(await submit('EDITOR', itemId, { rating: 1 })).toMatchObject({ code: 'NOT_FOUND', field: 'input.queueItemId' });
  expect(await submit('EDITOR', globalId('AnnotationQueueItem', '999999999'), { rating: 1 })).toMatchObject({ code: 'NOT_FOUND' });
});
