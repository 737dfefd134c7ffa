import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { clearEntries } from '../../panels/assistant/session.ts';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { AssistantPage } from './page.tsx';

afterEach(clearEntries);

const tools = [
  {
    __typename: 'AssistantTool',
    name: 'production_metrics',
    title: 'Production metrics',
    description: 'Numbers of messages.',
    group: 'PRODUCTION',
    acts: false,
    operations: [
      {
        __typename: 'AssistantToolOperation',
        name: '',
        about: 'numbers of messages',
        acts: false,
        parameters: {
          type: 'object',
          required: ['model'],
          properties: {
            limit: { type: 'integer', minimum: 1, maximum: 50, description: 'Most rows', default: 20 },
            model: { type: 'string', description: 'Name of the model' },
            measures: { type: 'array', items: { type: 'string', enum: ['messages', 'cost'] } },
            filter: { type: 'object', properties: { from: { type: 'string' }, isPartial: { type: 'boolean' } }, required: ['from'] },
          },
        },
      },
    ],
  },
  {
    __typename: 'AssistantTool',
    name: 'training_control',
    title: 'Training control',
    description: 'Proposes changes of jobs.',
    group: 'TRAINING',
    acts: true,
    operations: [
      {
        __typename: 'AssistantToolOperation',
        name: 'list_configs',
        about: 'configurations',
        acts: false,
        parameters: { type: 'object', properties: {} },
      },
      {
        __typename: 'AssistantToolOperation',
        name: 'cancel_training',
        about: 'propose the end of a job',
        acts: true,
        parameters: { type: 'object', required: ['jobId'], properties: { jobId: { type: 'string', description: 'The job' } } },
      },
    ],
  },
];

const query = { document: 'query ($model: String) { overview }', variables: { model: 'a' } };
const result = {
  tool: 'production_metrics',
  arguments: { model: 'a' },
  ok: true,
  handle: 'r1',
  table: {
    columns: [
      { key: 'model', title: 'Model', unit: null, type: 'text' },
      { key: 'cost', title: 'Cost', unit: 'usd', type: 'number' },
      { key: 'success', title: 'Success', unit: null, type: 'share' },
    ],
    rows: [
      ['a <b>', 12.5, 0.75],
      ['c', null, 0.5],
    ],
    total: 311,
    complete: false,
  },
  facts: [
    { key: 'successShare', title: 'Success', value: 0.64, unit: 'share', interval: [0.61, 0.68], n: 1412 },
    { key: 'p95', title: 'p95', value: null, unit: 'ms', interval: null, n: 0 },
  ],
  query,
  links: [{ title: 'Messages', path: '/messages?range=all&model=a' }],
  chart: { kind: 'bar', x: 'model', y: ['cost'], title: 'Cost by model' },
  notes: ['Shows 2 of 311 rows.'],
  error: null,
  proposal: null,
  durationMs: 41.6,
};
const proposal = {
  id: 'p1',
  title: 'Cancel the training job "sft-3"',
  mutation: { document: 'mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', variables: { id: 'j3' } },
  changes: [{ path: 'status', before: 'RUNNING', after: 'CANCELLING' }],
  touches: [{ what: 'training jobs', count: 1 }],
  undo: null,
  permission: 'TRAIN',
};

const open = (answers: Answers) =>
  render(
    <As>
      <AssistantPage />
    </As>,
    { path: '/assistant', others: ['/messages'], answers: { AssistantCommands: () => ({ assistantTools: tools }), ...answers } },
  );
const field = () => page.getByRole('textbox', { name: 'Ask the assistant' });

test('"/" lists the commands, a form is made of the schema, and its values are checked before anything is sent', async () => {
  const ran: unknown[] = [];
  await open({
    RunAssistantTool: (variables) => {
      ran.push(variables);
      return { runAssistantTool: result };
    },
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
  expect(ran).toEqual([]);
  await page.getByRole('textbox', { name: 'Limit (optional)' }).fill('5');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => ran).toEqual([{ name: 'production_metrics', arguments: { model: 'a', limit: 5, measures: ['cost'] } }]);
  // What is seen: the call, numbers with what they are over, the table with what is left out, the chart, notes.
  await expect.element(page.getByText('/production_metrics model=a measures=["cost"] limit=5').or(page.getByText(/limit=5/))).toBeVisible();
  await expect.element(page.getByText('95 % interval 61.0 % to 68.0 % · n = 1,412')).toBeVisible();
  await expect.element(page.getByText('2 of 311 rows · 42 ms')).toBeVisible();
  await expect.element(page.getByText('Shows 2 of 311 rows.')).toBeVisible();
  await expect.element(page.getByRole('table', { name: 'Cost by model' })).toBeVisible();
  // The keyboard is where the next one is asked.
  await expect.poll(() => document.activeElement === field().element()).toBe(true);
});

test('a number leads to its query, and a link to the page with the same filters', async () => {
  const { path, search } = await open({ RunAssistantTool: () => ({ runAssistantTool: result }) });
  await field().fill('/production');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('a');
  await userEvent.keyboard('{Enter}');
  const number = page.getByRole('link', { name: /^64/ });
  await expect.element(number).toBeVisible();
  const address = new URL((number.element() as HTMLAnchorElement).href);
  expect(address.pathname).toBe('/graphql');
  expect(new URLSearchParams(address.hash.slice(1)).get('query')).toBe(query.document);
  expect(JSON.parse(new URLSearchParams(address.hash.slice(1)).get('variables') ?? '')).toEqual(query.variables);
  await number.hover();
  await expect.element(page.getByText('Press the number to open this query in the explorer.')).toBeVisible();
  await page.getByRole('link', { name: 'Messages' }).click();
  expect(path()).toBe('/messages');
  expect(search()).toBe('?range=all&model=a');
});

test('a value that does not exist is put right by a press; a request that fails shows why', async () => {
  const ran: Record<string, unknown>[] = [];
  await open({
    RunAssistantTool: ({ arguments: args }) => {
      ran.push(args as Record<string, unknown>);
      if (ran.length === 3) return new Refused('The store does not answer.');
      return {
        runAssistantTool:
          ran.length === 2
            ? { ...result, arguments: args }
            : {
                ...result,
                ok: false,
                table: null,
                facts: [],
                chart: null,
                notes: [],
                links: [],
                error: { code: 'UNKNOWN_VALUE', message: 'No model is named "gpt".', near: ['gpt-4o', 'gpt-5'], argument: 'model' },
              },
      };
    },
  });
  await field().fill('/production');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('gpt');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('No model is named "gpt".')).toBeVisible();
  await page.getByRole('button', { name: 'gpt-4o' }).click();
  await expect.poll(() => ran.at(-1)).toEqual({ model: 'gpt-4o' });
  await expect.element(page.getByRole('link', { name: /^64/ })).toBeVisible();
  await page.getByRole('button', { name: /^Run again .*gpt-4o/ }).click();
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
});

test('a change is made after its card is confirmed, and not before; what the server refuses is shown on the card', async () => {
  const settled: unknown[] = [];
  await open({
    RunAssistantTool: () => ({
      runAssistantTool: { ...result, tool: 'training_control', table: null, facts: [], chart: null, notes: [], links: [], proposal },
    }),
    RunAssistantAction: (variables) => {
      settled.push(variables);
      return settled.length === 1
        ? new Refused('What this would change is not as it was when it was proposed.', undefined, 'PROPOSAL_OUTDATED')
        : { runAssistantAction: { __typename: 'AssistantAction', proposalId: 'p1', data: {} } };
    },
  });
  const propose = async () => {
    await field().fill('/training_control cancel');
    await userEvent.keyboard('{Enter}');
    await page.getByRole('textbox', { name: 'Job id' }).fill('j3');
    await page.getByRole('button', { name: 'Propose' }).click();
  };
  await propose();
  const card = page.getByRole('region', { name: 'Cancel the training job "sft-3"' });
  await expect.element(card.getByText('CANCELLING')).toBeVisible();
  await expect.element(card.getByText('Nothing is changed yet.')).toBeVisible();
  expect(settled).toEqual([]);
  await card.getByRole('button', { name: 'Confirm' }).click();
  await expect.element(card.getByText(/is not as it was/)).toBeVisible();
  await propose();
  await card.last().getByRole('button', { name: 'Confirm' }).click();
  await expect.element(card.last().getByText('Done.')).toBeVisible();
  expect(settled).toEqual([{ input: { proposalId: 'p1' } }, { input: { proposalId: 'p1' } }]);
});

test('words are compared with the commands where no model reads them', async () => {
  await open({
    FittingCommands: ({ text }) => ({
      searchAssistantTools: text === 'nothing' ? [] : [{ __typename: 'AssistantTool', name: 'training_control' }],
    }),
  });
  await field().fill('which configurations are there');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/No language model is connected/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: /training_control list_configs/ }).last()).toBeVisible();
  await field().fill('nothing');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('No command fits “nothing”.')).toBeVisible();
});
