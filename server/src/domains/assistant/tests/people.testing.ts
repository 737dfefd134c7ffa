import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { openFakeModels, type FakeModels, type FakeStep } from '../../model-connections/tests/fake-models.testing.ts';
import { asked, connectFake, textOf } from './asked.testing.ts';

const calculator = (expression: string): FakeStep => ({ call: 'calculator', json: JSON.stringify({ expression }) });
const read = 'query ($id: ID!) { assistantConversation(id: $id) { isOwn turnCount turns { asked } } }';
const exported = 'query ($id: ID!) { assistantExport(id: $id, format: MARKDOWN) { content } }';
const branch = 'mutation ($id: ID!) { branchAssistantConversation(input: { turnId: $id }) { id isOwn isShared turns { id asked } } }';
const share =
  'mutation ($id: ID!, $isShared: Boolean!) { updateAssistantConversation(input: { id: $id, isShared: $isShared }) { isShared } }';
const settle = 'mutation ($input: SettleAssistantProposalInput!) { settleAssistantProposal(input: $input) { id } }';

/** What writes into a turn of a conversation. */
const writes: readonly string[] = [
  'mutation ($id: ID!) { retryAssistantTurn(input: { turnId: $id }) { id } }',
  'mutation ($id: ID!) { askAssistant(input: { insteadOfTurnId: $id, text: "And then?" }) { id } }',
  'mutation ($id: ID!) { rateAssistantTurn(input: { turnId: $id, rating: BAD }) { id } }',
  'mutation ($id: ID!) { stopAssistantTurn(id: $id) { id } }',
  'mutation ($id: ID!) { showAssistantTurn(id: $id) { id } }',
];

/** Several people and one conversation; a person whose role or budget does not suffice. */
export function testsOfPeople(serverOf: () => TestServer): void {
  let fake: FakeModels;
  beforeAll(async () => {
    fake = await openFakeModels({ api: 'openai' });
  });
  afterAll(() => fake?.close());

  const opened = async (): Promise<TestWorkspace> => {
    const workspace = await openTestWorkspace(serverOf());
    await connectFake(workspace, fake.url);
    return workspace;
  };
  const withRole = async (workspace: TestWorkspace, role: 'EDITOR' | 'VIEWER'): Promise<TestWorkspace> => {
    const { secret } = await createApiKey(serverOf().stores, { workspaceId: workspace.id, name: role, role });
    const headers = { authorization: `Bearer ${secret}` };
    return { ...workspace, secret, run: async (query, variables = {}) => (await ask(serverOf(), query, { variables, headers })).body };
  };
  const codeOf = async (person: TestWorkspace, query: string, variables: object): Promise<unknown> =>
    (await person.run(query, variables)).errors?.[0].extensions.code;

  describe('a conversation of another person', () => {
    test('is read, exported and gone on with in a copy while it is shared, and written in by its owner alone', async () => {
      const owner = await opened();
      const other = await withRole(owner, 'EDITOR');
      fake.answer([calculator('6 * 7')], [{ text: 'It is {{r1.facts.result}}.' }]);
      const turn = await asked(serverOf(), owner, { text: 'Six times seven?' });
      const conversation = { id: turn.conversation.id };
      const id = { id: turn.id };
      const node = 'query ($id: ID!) { node(id: $id) { id } }';

      expect((await other.run(read, conversation)).data.assistantConversation).toBeNull();
      expect((await other.run(node, id)).data.node).toBeNull();
      expect(await codeOf(other, exported, conversation)).toBe('NOT_FOUND');
      for (const query of [branch, ...writes]) expect(await codeOf(other, query, id)).toBe('NOT_FOUND');

      await owner.run(share, { ...conversation, isShared: true });
      expect((await other.run(read, conversation)).data.assistantConversation).toEqual({
        isOwn: false,
        turnCount: 1,
        turns: [{ asked: 'Six times seven?' }],
      });
      expect((await other.run(exported, conversation)).data.assistantExport.content).toMatch(/> Six times seven\?[\s\S]*It is 42\./);
      for (const query of writes) expect(await codeOf(other, query, id)).toBe('NOT_FOUND');

      const copy = (await other.run(branch, id)).data.branchAssistantConversation;
      expect(copy).toMatchObject({ isOwn: true, isShared: false, turns: [{ asked: 'Six times seven?' }] });
      fake.answer([{ text: 'Still {{r1.facts.result}}.' }]);
      expect(textOf(await asked(serverOf(), other, { assistantConversationId: copy.id, text: 'And now?' }))).toBe('Still 42.');
      // An edit makes another version in the copy; the owner's conversation has none of it, and the owner does not see the copy.
      fake.answer([{ text: 'Edited.' }]);
      const edited = await asked(serverOf(), other, { insteadOfTurnId: copy.turns[0].id, text: 'Seven times six?' });
      expect(edited).toMatchObject({ parentTurnId: null, versions: [{ id: copy.turns[0].id }, { id: edited.id }] });
      expect((await owner.run(read, conversation)).data.assistantConversation).toMatchObject({ isOwn: true, turnCount: 1 });
      expect((await owner.run(read, { id: copy.id })).data.assistantConversation).toBeNull();

      await owner.run(share, { ...conversation, isShared: false });
      expect((await other.run(read, conversation)).data.assistantConversation).toBeNull();
      expect(await codeOf(other, exported, conversation)).toBe('NOT_FOUND');
      expect(await codeOf(other, branch, id)).toBe('NOT_FOUND');
      await owner.run('mutation ($id: ID!) { deleteAssistantConversation(id: $id) }', conversation);
      await other.run('mutation ($id: ID!) { showAssistantTurn(id: $id) { id } }', { id: copy.turns[0].id });
      expect((await other.run(exported, { id: copy.id })).data.assistantExport.content).toMatch(/It is 42\.[\s\S]*Still 42\./);
    });
  });

  describe('the assistant of a viewer', () => {
    test('changes nothing in a whole turn that tries to, and decides no card of another person', async () => {
      const owner = await opened();
      const viewer = await withRole(owner, 'VIEWER');
      await owner.run('mutation { setAssistantSettings(input: { isTraced: false, actsWithoutCard: true }) { isTraced } }');
      await owner.run('mutation { saveTrainingConfiguration(input: { name: "nightly", command: "train", parameters: {} }) { id } }');
      await owner.run('mutation { createTrainingJob(input: { name: "ours", externalId: "ours-1" }) { id } }');
      const jobs = (): Promise<{ status: string }[]> =>
        serverOf().stores.prisma.trainingJob.findMany({ where: { workspaceId: owner.id }, select: { status: true } });
      const before = await jobs();

      const acting: FakeStep[] = [
        { call: 'training_control', json: '{"operation":"start_training","configId":"nightly"}' },
        { call: 'training_control', json: '{"operation":"cancel_training","jobId":"ours-1"}' },
      ];
      const others: FakeStep[] = [
        { call: 'graphql', json: '{"operation":"run","query":"mutation { createApiKey(input: { name: \\"mine\\" }) { secret } }"}' },
        { call: 'graphql', json: '{"operation":"run","query":"{ auditLog { edges { node { action } } } }"}' },
      ];
      fake.answer(acting, others, [{ text: 'It is done.' }]);
      const turn = await asked(serverOf(), viewer, { text: 'Start nightly and cancel ours' });
      expect(turn.parts.filter(({ __typename }: Loose) => __typename === 'AssistantProposal')).toEqual([]);
      const used = turn.parts.filter(({ __typename }: Loose) => __typename === 'AssistantToolUse');
      expect(used.map(({ state }: Loose) => state)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED']);
      expect(used.slice(0, 2).map(({ error }: Loose) => error.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
      expect(await jobs()).toEqual(before);
      expect(JSON.stringify((await owner.run('{ apiKeys { name } }')).data)).not.toContain('mine');

      // A card of the owner, in a conversation that the viewer may read.
      await owner.run('mutation { setAssistantSettings(input: { isTraced: false, actsWithoutCard: false }) { isTraced } }');
      const card = await asked(serverOf(), owner, { text: '/training_control start_training configId=nightly' });
      const { proposalId } = card.parts.find((part: Loose) => part.proposalId !== undefined);
      await owner.run(share, { id: card.conversation.id, isShared: true });
      const input = { turnId: card.id, proposalId, isConfirmed: true };
      expect(await codeOf(viewer, settle, { input })).toBe('NOT_FOUND');
      expect(
        await codeOf(viewer, 'mutation ($id: String!) { runAssistantAction(input: { proposalId: $id }) { title } }', { id: proposalId }),
      ).toBe('PROPOSAL_CLOSED');
      const copy = (await viewer.run(branch, { id: card.id })).data.branchAssistantConversation;
      expect(await codeOf(viewer, settle, { input: { ...input, turnId: copy.turns[0].id } })).toEqual(expect.any(String));
      expect(await jobs()).toEqual(before);
      expect(await codeOf(owner, settle, { input })).toBeUndefined();
      expect(await jobs()).toHaveLength(before.length + 1);
    });
  });

  test('a budget that is spent in the middle of a turn ends it with what it has; commands go on, and the conversation with a new budget', async () => {
    const workspace = await opened();
    const budget = async (tokens: number): Promise<void> => {
      const query = `mutation { setModelSettings(input: { dailyTokensPerPerson: ${tokens} }) { dailyTokensPerPerson } }`;
      expect((await workspace.run(query)).errors).toBeUndefined();
    };
    await budget(200);
    const from = fake.requests.length;
    // Each call takes 150 tokens.
    fake.answer([{ text: 'Hello.' }], [calculator('6 * 7')], [{ text: 'It is {{r1.facts.result}}.' }]);
    const first = await asked(serverOf(), workspace, { text: 'Hello' });
    const inConversation = { assistantConversationId: first.conversation.id };
    const cut = await asked(serverOf(), workspace, { ...inConversation, text: 'Six times seven?' });
    expect(cut).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_SPENT', callCount: 1 });
    expect(cut.parts.find(({ __typename }: Loose) => __typename === 'AssistantToolUse')).toMatchObject({ state: 'DONE', handle: 'r1' });
    expect(await asked(serverOf(), workspace, { ...inConversation, text: 'Go on' })).toMatchObject({
      failureCode: 'BUDGET_SPENT',
      callCount: 0,
    });
    expect(fake.requests.length - from).toBe(2);
    expect(await asked(serverOf(), workspace, { ...inConversation, text: '/calculator 1 + 1' })).toMatchObject({
      status: 'DONE',
      kind: 'COMMAND',
    });
    await budget(100_000);
    const gone = await asked(serverOf(), workspace, { ...inConversation, text: 'Go on now' });
    expect([gone.status, textOf(gone)]).toEqual(['DONE', 'It is 42.']);
  });
}
