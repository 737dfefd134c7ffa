import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers, Arrivals } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { AssistantPage } from './page.tsx';
import { choicesOf, commandTurn, conversationOf, modelTurn, query, result, rowOf, tools } from './page.fixtures.ts';

const open = (answers: Answers, { at = '/assistant', arrivals = {} as Arrivals, role = 'owner' } = {}) =>
  render(
    <As viewer={role === 'owner' ? viewerOf() : viewerOf({ permissions: ['READ', 'ASK_ASSISTANT'] })}>
      <AssistantPage />
    </As>,
    {
      path: '/assistant',
      at,
      others: ['/messages', '/language-models'],
      readSearch: ({ conversation }) => ({ conversation }),
      arrivals,
      answers: {
        AssistantCommands: () => ({ assistantTools: tools }),
        AssistantModels: () => ({ modelChoices: choicesOf() }),
        AssistantConversations: () => ({ assistantConversations: { edges: [], pageInfo: { hasNextPage: false } } }),
        AssistantSuggestions: () => ({ assistantSuggestions: [] }),
        AssistantExamples: () => ({ assistantExamples: [] }),
        AssistantArguments: () => ({ planAssistantQuestion: { __typename: 'AssistantPlan', problem: null } }),
        AssistantResult: () => ({ assistantResult: result }),
        ...answers,
      },
    },
  );
const field = () => page.getByRole('textbox', { name: 'Ask the assistant' });
const inConversation = '/assistant?conversation=c1';

test('"/" lists the commands, a form is made of the schema, and its values are checked before anything is asked', async () => {
  const asked: Record<string, unknown>[] = [];
  const { search } = await open({
    AskAssistant: ({ input }) => {
      asked.push(input as Record<string, unknown>);
      return { askAssistant: commandTurn({ status: 'DONE' }) };
    },
    AssistantConversation: () => ({ assistantConversation: conversationOf([commandTurn({ status: 'DONE' })]) }),
  });
  await field().fill('/');
  await expect.element(page.getByRole('option', { name: /production_metrics/ })).toBeVisible();
  expect(page.getByRole('option').elements()).toHaveLength(3);
  await field().fill('/metrics');
  expect(page.getByRole('option').elements()).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.element(page.getByText('Needed.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('a');
  await page.getByRole('textbox', { name: 'Limit (optional)' }).fill('51');
  await page.getByRole('checkbox', { name: 'cost' }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.element(page.getByText('At most 50.')).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole('textbox', { name: 'Limit (optional)' }).fill('5');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => asked).toEqual([{ text: '/production_metrics model=a limit=5 measures=cost' }]);
  await expect.poll(search).toBe('?conversation=c1');
  // What is seen: the call, numbers with what they are over, the table with what is left out, the chart, notes.
  await expect.element(page.getByText('95 % interval 61.0 % to 68.0 % · n = 1,412')).toBeVisible();
  await expect.element(page.getByText('2 of 311 rows · 42 ms')).toBeVisible();
  await expect.element(page.getByText('Shows 2 of 311 rows.')).toBeVisible();
  await expect.element(page.getByRole('table', { name: 'Cost by model' })).toBeVisible();
  // The keyboard is where the next one is asked.
  await expect.poll(() => document.activeElement === field().element()).toBe(true);
});

test('a number leads to its query, and a link to the page with the same filters', async () => {
  const { path, search } = await open(
    { AssistantConversation: () => ({ assistantConversation: conversationOf([commandTurn({ status: 'DONE' })]) }) },
    { at: inConversation },
  );
  const number = page.getByRole('link', { name: /^64/ });
  await expect.element(number).toBeVisible();
  const address = new URL((number.element() as HTMLAnchorElement).href);
  expect(address.pathname).toBe('/graphql');
  const parts = new URLSearchParams(address.hash.slice(1));
  expect(parts.get('query')).toBe(query.document);
  expect(JSON.parse(parts.get('variables') ?? '')).toEqual(query.variables);
  await number.hover();
  await expect.element(page.getByText('Press the number to open this query in the explorer.')).toBeVisible();
  await page.getByRole('link', { name: 'Messages' }).click();
  expect(path()).toBe('/messages');
  expect(search()).toBe('?range=all&model=a');
});

test('an answer is written as it comes: calls, text with sources, no picture, no link that is none of a page', async () => {
  let send: (data: unknown) => void = () => undefined;
  const running = modelTurn({ status: 'RUNNING', parts: [] });
  await open(
    {
      AskAssistant: () => ({ askAssistant: running }),
      AssistantConversation: () => ({ assistantConversation: conversationOf([running]) }),
    },
    { arrivals: { AssistantTurnChanges: (give) => (send = give) } },
  );
  await field().fill('What did it cost?');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('The answer is being made').first()).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Ask', exact: true })).toBeDisabled();
  const call = { __typename: 'AssistantToolUse', tool: 'production_metrics', title: 'Production metrics', arguments: { model: 'a' } };
  const runs = { ...call, state: 'RUNNING', handle: null, durationMs: null, rowCount: null, totalCount: null };
  send({ assistantTurn: modelTurn({ status: 'RUNNING', parts: [runs] }) });
  await expect.element(page.getByText('/production_metrics model=a')).toBeVisible();
  await expect.element(page.getByText('running', { exact: true })).toBeVisible();
  const ran = { ...call, state: 'DONE', handle: 'r1', durationMs: 42, rowCount: 2, totalCount: 311 };
  const text = 'Success is 64 %, **as';
  const at = text.indexOf('64 %');
  const numbers = [{ __typename: 'AssistantNumber', start: at, end: at + 4, handle: 'r1', cell: 'r1.facts.successShare' }];
  send({ assistantTurn: modelTurn({ status: 'RUNNING', parts: [ran, { __typename: 'AssistantText', text, withheldCount: 0, numbers }] }) });
  await expect.element(page.getByText('as', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('link', { name: '64 %', exact: true })).toBeVisible();
  await expect.element(page.getByRole('table', { name: 'Cost by model' })).toBeVisible();
  const whole =
    'Success is 64 %, **as before**.\n\n![x](https://evil.example/a.png) <b>html</b> [script](javascript:alert(1)) [host](//evil.example) [page](/messages)';
  const parts = [ran, { __typename: 'AssistantText', text: whole, withheldCount: 1, numbers }];
  send({ assistantTurn: modelTurn({ status: 'DONE', parts, costUsd: 0.0123 }) });
  await expect.element(page.getByText('as before', { exact: true })).toBeVisible();
  await expect.element(page.getByText(/<b>html<\/b>/)).toBeVisible();
  await expect.element(page.getByText(/One sentence is not shown/)).toBeVisible();
  await expect.element(page.getByText(/local\/small · 480 \+ 120/)).toBeVisible();
  expect(document.querySelectorAll('img')).toHaveLength(0);
  const addresses = page
    .getByRole('article')
    .getByRole('link')
    .elements()
    .map((link) => link.getAttribute('href') ?? '');
  expect(addresses.filter((one) => !one.startsWith('/graphql#'))).toEqual(['/messages']);
  await expect.element(page.getByRole('status').filter({ hasText: 'The answer is there' })).toBeInTheDocument();
});

test('a value that does not exist is put right by a press', async () => {
  const asked: unknown[] = [];
  const failed = commandTurn({ status: 'DONE' });
  await open(
    {
      AssistantConversation: () => ({ assistantConversation: conversationOf([failed]) }),
      AssistantResult: () => ({
        assistantResult: {
          ...result,
          ok: false,
          table: null,
          facts: [],
          chart: null,
          notes: [],
          links: [],
          error: { code: 'UNKNOWN_VALUE', message: 'No model is named "a".', near: ['gpt-4o', 'gpt-5'], argument: 'model' },
        },
      }),
      AskAssistant: ({ input }) => {
        asked.push(input);
        return new Refused('The assistant still answers in this conversation.', undefined, 'TURN_RUNNING');
      },
    },
    { at: inConversation },
  );
  await expect.element(page.getByText('No model is named "a".')).toBeVisible();
  await page.getByRole('button', { name: 'gpt-4o' }).click();
  await expect.poll(() => asked).toEqual([{ text: '/production_metrics model=gpt-4o', assistantConversationId: 'c1' }]);
  // What could not be asked is not lost.
  await expect.element(page.getByText('The assistant still answers in this conversation.')).toBeVisible();
  await expect.element(field()).toHaveValue('/production_metrics model=gpt-4o');
});

test('a change is made after its card is confirmed, and not before; what became of it is shown, and it is taken back', async () => {
  const settled: unknown[] = [];
  const card = (cardState: string, refusedWith: string | null = null) => ({
    __typename: 'AssistantProposal',
    proposalId: 'p1',
    title: 'Cancel the training job "sft-3"',
    cardState,
    refusedWith,
    changes: [{ path: 'status', before: 'RUNNING', after: 'CANCELLING' }],
    touches: [{ what: 'training jobs', count: 1 }],
    mutation: { document: 'mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', variables: { id: 'j3' } },
    isUndoable: true,
  });
  const turnWith = (state: string) => modelTurn({ status: 'DONE', parts: [card(state)] });
  await open(
    {
      AssistantConversation: () => ({ assistantConversation: conversationOf([turnWith('OPEN')]) }),
      SettleAssistantProposal: ({ input }) => {
        settled.push(input);
        return { settleAssistantProposal: turnWith('DONE') };
      },
      UndoAssistantProposal: () => ({ undoAssistantProposal: turnWith('UNDONE') }),
    },
    { at: inConversation },
  );
  const region = page.getByRole('region', { name: 'Cancel the training job "sft-3"' });
  await expect.element(region.getByText('CANCELLING')).toBeVisible();
  await expect.element(region.getByText('Nothing is changed yet.')).toBeVisible();
  expect(settled).toEqual([]);
  await region.getByRole('button', { name: 'Confirm' }).click();
  await expect.element(region.getByText('Done.')).toBeVisible();
  expect(settled).toEqual([{ turnId: 't1', proposalId: 'p1', isConfirmed: true }]);
  await region.getByRole('button', { name: 'Undo' }).click();
  await expect.element(region.getByText('Taken back.')).toBeVisible();
});

test.each([
  ['BUDGET_SPENT', 'Today’s budget of $2.00 is spent', 'The budget of the day is spent.'],
  ['UNREACHABLE', 'Nothing answers at 127.0.0.1:11434', 'The server of the model can’t be reached.'],
  ['LOOP', 'It asked for the same three times', 'The model went in circles.'],
])('a turn that failed with %s shows why and can be tried again', async (failureCode, failureMessage, title) => {
  const retried: unknown[] = [];
  await open(
    {
      AssistantConversation: () => ({
        assistantConversation: conversationOf([modelTurn({ status: 'FAILED', parts: [], failureCode, failureMessage })]),
      }),
      RetryAssistantTurn: ({ input }) => {
        retried.push(input);
        return { retryAssistantTurn: modelTurn({ id: 't2', status: 'DONE', parts: [] }) };
      },
    },
    { at: inConversation },
  );
  await expect.element(page.getByText(title)).toBeVisible();
  await expect.element(page.getByText(failureMessage, { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => retried).toEqual([{ turnId: 't1' }]);
  await expect.element(page.getByText(title)).not.toBeInTheDocument();
});

test('without a model the page says how to connect one, to those who may; the price of each stands beside it', async () => {
  await open({ AssistantModels: () => ({ modelChoices: { ...choicesOf(), models: [], answering: null } }) });
  await expect.element(page.getByRole('link', { name: 'Connect a model' })).toBeVisible();
  await open({ AssistantModels: () => ({ modelChoices: { ...choicesOf(), models: [], answering: null } }) }, { role: 'member' });
  await expect.element(page.getByText(/An admin can connect one/)).toBeVisible();
});

test('without a model texts in plain words are offered, and one press asks', async () => {
  const asked: unknown[] = [];
  await open({
    AssistantModels: () => ({ modelChoices: { ...choicesOf(), models: [], answering: null } }),
    AssistantExamples: () => ({ assistantExamples: ['How many messages were there yesterday?', 'Is the system healthy?'] }),
    AskAssistant: ({ input }) => {
      asked.push(input);
      return new Refused('No.');
    },
  });
  const group = page.getByRole('group', { name: 'In your own words' });
  await expect.poll(() => group.getByRole('button').elements().length).toBe(2);
  await group.getByRole('button', { name: 'How many messages were there yesterday?' }).click();
  await expect.poll(() => asked).toEqual([{ text: 'How many messages were there yesterday?' }]);
});

test('a time is taken in words, and one that the server can’t read is refused at its field', async () => {
  const asked: unknown[] = [];
  await open({
    AssistantArguments: ({ text }) => ({
      planAssistantQuestion: {
        __typename: 'AssistantPlan',
        problem: String(text).includes('yesterdy')
          ? { __typename: 'AssistantArgumentProblem', argument: 'since', message: 'since is "yesterdy", which is no time.' }
          : null,
      },
    }),
    AskAssistant: ({ input }) => {
      asked.push(input);
      return new Refused('No.');
    },
  });
  await field().fill('/metrics');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('a');
  const since = page.getByRole('textbox', { name: 'Since (optional)' });
  await expect.element(page.getByText(/First instant; “yesterday”, “last 7 days”/)).toBeVisible();
  await since.fill('yesterdy');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.element(page.getByText('Since is "yesterdy", which is no time.')).toBeVisible();
  await expect.element(since).toHaveAttribute('aria-invalid', 'true');
  expect(asked).toEqual([]);
  await since.fill('yesterday');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => asked).toEqual([{ text: '/production_metrics model=a since=yesterday' }]);
});

test('a model is chosen for a new conversation by its price', async () => {
  const asked: Record<string, unknown>[] = [];
  await open({
    AskAssistant: ({ input }) => {
      asked.push(input as Record<string, unknown>);
      return new Refused('No.');
    },
  });
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: /local\/large · \$0\.031.* an answer, 2.1×/ }).click();
  await field().fill('why');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => asked).toEqual([{ text: 'why', model: 'local/large' }]);
});

test('conversations are listed and searched; one of another person is read, and gone on with in a copy', async () => {
  const searched: unknown[] = [];
  const { search } = await open({
    AssistantConversations: ({ search: words }) => {
      searched.push(words);
      return {
        assistantConversations: {
          edges: [{ node: { ...rowOf(), id: 'c9', title: 'Costs of June', isOwn: false, isShared: true, ownerName: 'Bob' } }],
          pageInfo: { hasNextPage: false },
        },
      };
    },
    AssistantConversation: () => ({
      assistantConversation: {
        ...conversationOf([modelTurn({ status: 'DONE', parts: [], conversation: { __typename: 'AssistantConversation', id: 'c9' } })]),
        id: 'c9',
        isOwn: false,
        ownerName: 'Bob',
      },
    }),
    BranchAssistantConversation: () => ({ branchAssistantConversation: { __typename: 'AssistantConversation', id: 'c10' } }),
  });
  await page.viewport(1400, 900);
  await page.getByRole('searchbox', { name: 'Search in conversations' }).fill('june');
  await expect.poll(() => searched).toContain('june');
  await page.getByRole('button', { name: /Costs of June/ }).click();
  await expect.element(page.getByText(/This conversation is Bob’s/)).toBeVisible();
  await expect.element(field()).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Go on in your own copy' }).click();
  await expect.poll(search).toBe('?conversation=c10');
});
