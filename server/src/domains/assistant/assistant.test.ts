import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { tokensOf } from '../assistant-tools/pure/tokens.ts';
import { setPrice } from '../model-connections/tests/stream.testing.ts';
import { openFakeModels, type FakeModels } from '../model-connections/tests/fake-models.testing.ts';
import { testsOfAttacks } from './tests/attacks.testing.ts';
import { testsOfPeople } from './tests/people.testing.ts';
import { endLostTurns } from './background/lost.ts';
import { asked, askAndFollow, connectFake, follow, statesOf, textOf, turnFields } from './tests/asked.testing.ts';

let server: TestServer;
let fake: FakeModels;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  fake = await openFakeModels({ api: 'openai' });
});
afterAll(async () => {
  await fake?.close();
  await server?.close();
});
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
});

/** Instructions, messages and definitions of tools of a request, by the estimate that is above what models count. */
const contextTokens = ({ messages, tools = [] }: Loose): number => tokensOf(JSON.stringify([messages, tools]));
const calculator = (expression: string) => [{ call: 'calculator', json: JSON.stringify({ expression }) }];

describe('with a model', () => {
  beforeEach(() => connectFake(workspace, fake.url));

  test('a turn calls a tool, and states its number from the cell of the result', async () => {
    fake.answer(calculator('6 * 7'), [{ text: 'The result is ' }, { text: '{{r1.facts.re' }, { text: 'sult}}.' }]);
    const states = await askAndFollow(server, workspace, { text: 'What is six times seven?' });
    const turn = states.at(-1);
    expect(turn).toMatchObject({
      kind: 'MODEL',
      status: 'DONE',
      model: 'fake/small',
      modelReason: 'FIRST',
      callCount: 2,
      inputTokens: 240,
      outputTokens: 60,
    });
    const [tool, text] = turn.parts.filter(({ text: shown }: Loose) => shown !== '');
    expect(tool).toMatchObject({ tool: 'calculator', state: 'DONE', handle: 'r1', arguments: { expression: '6 * 7' } });
    expect(text).toMatchObject({
      text: 'The result is 42.',
      withheldCount: 0,
      numbers: [{ start: 14, end: 16, handle: 'r1', cell: 'r1.facts.result' }],
    });
    // Half a slot is never shown.
    for (const state of states) expect(textOf(state)).not.toMatch(/[{}]/);
  });

  test('text is shown while the model writes it, long before it is stored', async () => {
    let goOn = (): void => {};
    const shown = new Promise<void>((resolve) => (goOn = resolve));
    fake.answer(() => [{ text: 'First words, ' }, { until: shown }, { text: 'then the rest.' }]);
    const { data } = await workspace.run('mutation { askAssistant(input: { text: "Hello" }) { id } }');
    for await (const turn of statesOf(server, workspace, data.askAssistant.id)) {
      if (textOf(turn).startsWith('First words,')) goOn();
      if (turn.status !== 'RUNNING') expect([turn.failureMessage, textOf(turn)]).toEqual([null, 'First words, then the rest.']);
    }
  });

  test('a conversation that is deleted while its turn answers asks the model no more', async () => {
    fake.answer(() => [{ text: 'And on. ' }, 'stall']);
    const { data } = await workspace.run('mutation { askAssistant(input: { text: "Hello" }) { id conversation { id } } }');
    await expect.poll(() => fake.openCount()).toBe(1);
    const deleted = await workspace.run('mutation ($id: ID!) { deleteAssistantConversation(id: $id) }', {
      id: data.askAssistant.conversation.id,
    });
    expect(deleted.errors).toBeUndefined();
    await expect.poll(() => fake.openCount()).toBe(0);
  });

  test('a number that stands in no result is asked for again once, then its sentence is withheld', async () => {
    fake.answer([{ text: 'There were 4711 messages. That is all.' }], [{ text: 'Sorry: 4712 messages. That is all.' }]);
    const states = await askAndFollow(server, workspace, { text: 'How many messages were there?' });
    for (const state of states) expect(textOf(state)).not.toMatch(/471/);
    expect(textOf(states.at(-1))).toMatch(/not shown.*That is all\./);
    expect(states.at(-1)).toMatchObject({ status: 'DONE', callCount: 2 });
    expect(JSON.stringify(fake.requests.at(-1)?.body.messages)).toContain('stands in no cell');
  });

  test('what was asked may be repeated, with its numbers', async () => {
    fake.answer([{ text: "I can't answer that: the data has no job 4711." }]);
    expect(textOf(await asked(server, workspace, { text: 'How is job 4711 doing?' }))).toBe(
      "I can't answer that: the data has no job 4711.",
    );
  });

  test('a conversation goes on with its results, is edited, tried again, branched, shared, searched, exported and deleted', async () => {
    fake.answer(calculator('6 * 7'), [{ text: 'It is {{r1.facts.result}}.' }]);
    const first = await asked(server, workspace, { text: 'Six times seven is a hippopotamus' });
    fake.answer([{ text: 'Still {{r1.facts.result}}.' }]);
    const second = await asked(server, workspace, { assistantConversationId: first.conversation.id, text: 'And now?' });
    expect(textOf(second)).toBe('Still 42.');
    expect(JSON.stringify(fake.requests.at(-1)?.body.messages)).toContain('hippopotamus');
    expect(second.parentTurnId).toBe(first.id);

    fake.answer([{ text: 'Edited.' }]);
    const edited = await asked(server, workspace, { insteadOfTurnId: second.id, text: 'And then?' });
    expect(edited).toMatchObject({ parentTurnId: first.id, versions: [second, edited].map(({ id }) => ({ id })) });
    const conversation = '{ id title isOwn isShared turnCount turns { id asked } }';
    const read = async (): Promise<Loose> =>
      (await workspace.run(`query ($id: ID!) { assistantConversation(id: $id) ${conversation} }`, { id: first.conversation.id })).data
        .assistantConversation;
    expect((await read()).turns.map(({ id }: Loose) => id)).toEqual([first.id, edited.id]);
    const shown = await workspace.run(`mutation ($id: ID!) { showAssistantTurn(id: $id) ${conversation} }`, { id: second.id });
    expect(shown.data.showAssistantTurn.turns.map(({ id }: Loose) => id)).toEqual([first.id, second.id]);
    expect((await read()).turnCount).toBe(3);

    fake.answer([{ text: 'Again.' }]);
    const retried = (
      await workspace.run('mutation ($turnId: ID!) { retryAssistantTurn(input: { turnId: $turnId }) { id asked } }', { turnId: second.id })
    ).data.retryAssistantTurn;
    expect((await follow(server, workspace, retried.id)).at(-1)).toMatchObject({
      asked: 'And now?',
      versions: [second, edited, retried].map(({ id }) => ({ id })),
    });

    const branched = (
      await workspace.run(`mutation ($turnId: ID!) { branchAssistantConversation(input: { turnId: $turnId }) ${conversation} }`, {
        turnId: second.id,
      })
    ).data.branchAssistantConversation;
    expect(branched.turns.map((turn: Loose) => turn.asked)).toEqual(['Six times seven is a hippopotamus', 'And now?']);
    fake.answer([{ text: 'As before, {{r1.facts.result}}.' }]);
    expect(textOf(await asked(server, workspace, { assistantConversationId: branched.id, text: 'Still?' }))).toBe('As before, 42.');

    const found = async (search: string): Promise<string[]> =>
      (
        await workspace.run('query ($search: String) { assistantConversations(search: $search) { edges { node { id } } } }', { search })
      ).data.assistantConversations.edges.map(({ node }: Loose) => node.id);
    expect(await found('HIPPO')).toEqual([branched.id, first.conversation.id]);
    expect(await found('edited.')).toEqual([first.conversation.id]);
    expect(await found('100%')).toEqual([]);

    const exported = async (format: string): Promise<string> =>
      (
        await workspace.run(
          'query ($id: ID!, $format: AssistantExportFormat!) { assistantExport(id: $id, format: $format) { fileName content } }',
          { id: branched.id, format },
        )
      ).data.assistantExport.content;
    expect(await exported('MARKDOWN')).toMatch(/> Six times seven[\s\S]*\*\*r1 calculator\*\*[\s\S]*It is 42\.[\s\S]*As before, 42\./);
    expect(JSON.parse(await exported('JSON'))).toMatchObject({ turns: [{ results: [{ handle: 'r1' }] }, {}, {}] });

    const update =
      'mutation ($input: UpdateAssistantConversationInput!) { updateAssistantConversation(input: $input) { title isShared model } }';
    expect(
      (await workspace.run(update, { input: { id: first.conversation.id, title: 'Sums', isShared: true } })).data
        .updateAssistantConversation,
    ).toEqual({ title: 'Sums', isShared: true, model: null });
    expect(
      (await workspace.run('mutation ($id: ID!) { deleteAssistantConversation(id: $id) }', { id: first.conversation.id })).data
        .deleteAssistantConversation,
    ).toBe(first.conversation.id);
    expect(await found('hippo')).toEqual([branched.id]);
  });

  test('one turn runs at a time in a conversation, and it can be stopped', async () => {
    fake.answer(['forever']);
    const begun = (await workspace.run('mutation { askAssistant(input: { text: "Talk" }) { id conversation { id } } }')).data.askAssistant;
    await expect.poll(() => fake.openCount()).toBe(1);
    const more = await workspace.run('mutation ($id: ID!) { askAssistant(input: { text: "More", assistantConversationId: $id }) { id } }', {
      id: begun.conversation.id,
    });
    expect(more.errors[0].extensions.code).toBe('TURN_RUNNING');
    const following = follow(server, workspace, begun.id);
    await workspace.run('mutation ($id: ID!) { stopAssistantTurn(id: $id) { id } }', { id: begun.id });
    expect((await following).at(-1)).toMatchObject({ status: 'STOPPED', failureCode: null });
    await expect.poll(() => fake.openCount()).toBe(0);
    expect(textOf((await following).at(-1))).toMatch(/and on/);
  });

  test.each([
    ['the same call again and again', calculator('1 + 1'), 'LOOP'],
    ['calls of tools that there are not', [{ call: 'drop_tables', json: '{}' }], 'LOOP'],
    ['calls that are no JSON', [{ call: 'calculator', json: '{"expression"' }], 'LOOP'],
    ['a server that fails', { status: 500 }, 'SERVER_FAILED'],
    ['a server that limits', { status: 429, headers: { 'retry-after': '99' } }, 'RATE_LIMITED'],
    ['a connection that is cut', [{ text: 'Well' }, 'cut' as const], 'CUT_OFF'],
  ])('%s ends the turn with %s', async (_what, answer, code) => {
    fake.answer(() => answer);
    const turn = await asked(server, workspace, { text: 'How many?' });
    expect(turn).toMatchObject({ status: 'FAILED', failureCode: code, failureMessage: expect.stringMatching(/./) });
  });

  test('new calls without end are ended after eight steps', async () => {
    let count = 0;
    fake.answer(({ body }) => (body.tools === undefined ? [{ text: 'Enough.' }] : calculator(`${(count += 1)} + 1`)));
    const turn = await asked(server, workspace, { text: 'Count' });
    expect(turn).toMatchObject({ status: 'DONE', callCount: 8 });
    expect(textOf(turn)).toBe('Enough.');
  });

  test('tools are few, found by words, and the context is small', async () => {
    fake.answer([{ call: 'find_tools', json: '{"words": "training jobs"}' }], [{ text: 'Found.' }]);
    await asked(server, workspace, { text: 'Hello' });
    const [first, second] = fake.requests.slice(-2).map(({ body }) => body);
    for (const { tools } of [first, second]) expect(tools.length).toBeLessThanOrEqual(12);
    expect(second.tools.map((tool: Loose) => tool.function.name)).toContain('training_metrics');
    expect(contextTokens(first)).toBeLessThan(6_000);
  });

  test('the context of what is asked is small after long answers, too', async () => {
    const long = `${'This is a long answer in many words. '.repeat(40)}`;
    let assistantConversationId: string | undefined;
    for (let turn = 0; turn < 4; turn += 1) {
      fake.answer([{ call: 'graphql', json: '{"operation":"search_fields","words":"analytics messages traces"}' }], [{ text: long }]);
      const { conversation } = await asked(server, workspace, {
        text: `Compare the models, my training jobs and traces with what the experiments cost ${turn}`,
        place: { path: '/analytics?range=7d&model=gpt-4o', title: 'Analytics', details: { range: '7d', model: ['gpt-4o'] } },
        ...(assistantConversationId !== undefined && { assistantConversationId }),
      });
      assistantConversationId = conversation.id;
      const first = fake.requests.at(-2)?.body;
      expect(contextTokens(first)).toBeLessThan(6_000);
      expect(first.messages.length > 2).toBe(turn > 0);
    }
  });

  test('each call is a row of the ledger, and a budget ends the day', async () => {
    fake.answer([{ text: 'Yes.' }]);
    await asked(server, workspace, { text: 'Hello' });
    expect((await workspace.run('{ modelChoices { today { callCount tokens } } }')).data.modelChoices.today).toEqual({
      callCount: 1,
      tokens: 150,
    });
    await workspace.run('mutation { setModelSettings(input: { dailyTokensPerPerson: 100 }) { defaultModel } }');
    expect(await asked(server, workspace, { text: 'Hello' })).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_SPENT' });
    expect(await asked(server, workspace, { text: '/calculator 1+1' })).toMatchObject({ status: 'DONE', kind: 'COMMAND' });
  });

  test('a run becomes a trace where the workspace wants it, with its cost and its rating', async () => {
    await setPrice(workspace, 'small', 1_000, 1_000);
    await workspace.run('mutation { setAssistantSettings(input: { isTraced: true, actsWithoutCard: false }) { isTraced } }');
    fake.answer(calculator('2 + 2'), [{ text: 'It is {{r1.facts.result}}.' }]);
    const { id } = await asked(server, workspace, { text: 'Two and two?' });
    const read = async (): Promise<Loose> =>
      (await workspace.run(`query ($id: ID!) { node(id: $id) { ... on AssistantTurn { ${turnFields} } } }`, { id })).data.node;
    await expect.poll(async () => (await read()).traceId).toMatch(/^[0-9a-f]{32}$/);
    const { traceId } = await read();
    await workspace.run('mutation ($id: ID!) { rateAssistantTurn(input: { turnId: $id, rating: BAD, comment: "Too short" }) { rating } }', {
      id,
    });
    const trace = (
      await workspace.run(
        `query ($id: String!) { trace(id: $id) { name spanCount costUsd evaluations { label success comment evaluatorKind }
          spans { edges { node { name kind } } } } }`,
        { id: traceId },
      )
    ).data.trace;
    // Two calls of 150 tokens at 1,000 dollars a million.
    expect(trace).toMatchObject({ name: 'assistant', spanCount: 4 });
    expect(trace.costUsd).toBeCloseTo(0.3, 9);
    expect(JSON.stringify(trace.evaluations)).toContain('Too short');
    expect(trace.spans.edges.map(({ node }: Loose) => `${node.kind} ${node.name}`).sort()).toEqual([
      'AGENT assistant',
      'LLM small',
      'LLM small',
      'TOOL calculator',
    ]);
  });
});

describe('without a model', () => {
  test('a command runs its tool, by its name or by its operation', async () => {
    const turn = await asked(server, workspace, { text: '/calculator 6 * 7' });
    expect(turn).toMatchObject({ kind: 'COMMAND', status: 'DONE', model: null, callCount: 0 });
    expect(textOf(turn)).toMatch(/42/);
    const jobs = await asked(server, workspace, { text: '/training list_jobs limit=5' });
    expect(jobs.parts[0]).toMatchObject({ tool: 'training_metrics', state: 'DONE', arguments: { operation: 'list_jobs' } });
  });

  test('an unknown command names what there is', async () => {
    expect(textOf(await asked(server, workspace, { text: '/calculater 1' }))).toMatch(/No tool is named "calculater"[\s\S]*\/calculator/);
    expect(textOf(await asked(server, workspace, { text: '/training dance' }))).toMatch(/training_metrics/);
  });

  test('times in words are times, what is none is named before and in the turn, and texts to ask are offered that are understood', async () => {
    await workspace.run('mutation { createTrainingJob(input: { name: "nightly run", externalId: "n-1" }) { id } }');
    const problemOf = async (text: string): Promise<Loose> =>
      (
        await workspace.run('query ($text: String!) { planAssistantQuestion(text: $text) { tool problem { argument message near } } }', {
          text,
        })
      ).data.planAssistantQuestion;
    const words = '/production_metrics measures=messages from="last 7 days" to=now';
    expect(await problemOf(words)).toEqual({ tool: 'production_metrics', problem: null });
    expect(await asked(server, workspace, { text: words })).toMatchObject({ status: 'DONE', parts: [{ state: 'DONE' }, {}] });
    const wrong = '/production_metrics from=yesterdy';
    const message = expect.stringMatching(/^from is "yesterdy", which is no time; a time such as "yesterday"/);
    expect((await problemOf(wrong)).problem).toEqual({ argument: 'from', message, near: [] });
    expect((await asked(server, workspace, { text: wrong })).parts[0]).toMatchObject({ error: { code: 'BAD_ARGUMENT', message } });
    expect((await problemOf('/production_metrics measures=profit')).problem).toMatchObject({ argument: 'measures' });
    expect(await problemOf('Which training jobs failed?')).toMatchObject({ tool: 'training_metrics', problem: null });
    expect(await problemOf('Tell me a joke')).toEqual({ tool: null, problem: null });

    const { assistantExamples } = (await workspace.run('{ assistantExamples }')).data;
    expect(assistantExamples).toContain('Show me the loss curve for job nightly run');
    expect(assistantExamples.length).toBeGreaterThanOrEqual(4);
    for (const text of assistantExamples)
      expect((await asked(server, workspace, { text })).parts[0], text).toMatchObject({ __typename: 'AssistantToolUse' });
  });

  test('free text is answered by a program, which says so and how to connect a model', async () => {
    const turn = await asked(server, workspace, { text: 'How are my training jobs doing?' });
    expect(turn).toMatchObject({ kind: 'PLAN', status: 'DONE' });
    expect(turn.parts.at(-1)).toMatchObject({ code: 'NO_MODEL', path: '/language-models' });
  });
});

test('a turn whose server has gone is ended', async () => {
  const conversation = await server.stores.prisma.assistantConversation.create({
    data: { workspaceId: workspace.id, owner: 'local', ownerName: 'x', title: 'x' },
  });
  const { id } = await server.stores.prisma.assistantTurn.create({
    data: { workspaceId: workspace.id, conversationId: conversation.id, kind: 'MODEL', asked: 'x', beatAt: new Date(Date.now() - 600_000) },
  });
  await endLostTurns(server.stores);
  expect(await server.stores.prisma.assistantTurn.findUnique({ where: { id } })).toMatchObject({ status: 'FAILED', failureCode: 'LOST' });
});

test('what cannot be taken is refused by its path', async () => {
  for (const [input, field] of [
    [{ text: ' ' }, 'input.text'],
    [{ text: 'a', place: { path: 'https://evil.example' } }, 'input.place.path'],
    [{ text: 'a', place: { path: '//evil.example' } }, 'input.place.path'],
    [{ text: 'a', place: { path: '/traces', details: [1] } }, 'input.place.details'],
  ] as const)
    expect(
      (await workspace.run('mutation ($input: AskAssistantInput!) { askAssistant(input: $input) { id } }', { input })).errors[0].extensions,
    ).toMatchObject({ code: 'BAD_ASSISTANT_INPUT', field });
});

testsOfAttacks(() => server);
testsOfPeople(() => server);
