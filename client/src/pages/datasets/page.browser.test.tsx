import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { DatasetsPage } from './page.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { RowsPanel } from './rows-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

const versionOf = (number: number, more: object = {}) => ({
  __typename: 'DatasetVersion' as const,
  id: `v${number}`,
  number,
  address: 'a'.repeat(64),
  rowCount: 1_000_000,
  byteCount: 1,
  splits: [
    { __typename: 'DatasetSplit' as const, name: 'train', rowCount: 999_000 },
    { __typename: 'DatasetSplit' as const, name: 'test', rowCount: 1_000 },
  ],
  comment: null,
  source: { kind: 'SPLIT', by: 'USER' },
  erasedRowCount: 0,
  createdAt: '2026-11-01T10:00:00.000Z',
  createdBy: 'Ada',
  downloadUrl: '/v1/dataset-versions/x',
  tokenCount: null,
  parents: [],
  ...more,
});

const rowOf = (position: number, text = `question ${position}`) => ({
  __typename: 'DatasetRow' as const,
  id: `1-${position + 1}`,
  position,
  split: 'train',
  kind: 'CHAT' as const,
  input: null,
  expectedOutput: null,
  messages: [
    { role: 'user', content: text },
    { role: 'assistant', content: `answer ${position}` },
  ],
  chosen: null,
  rejected: null,
  label: null,
  metadata: null,
});

const rowsAnswers = (asked: unknown[]) => ({
  DatasetRowsAt: (variables: { from?: unknown; count?: unknown }) => {
    asked.push(variables);
    const from = Number(variables.from);
    return {
      datasetVersion: {
        __typename: 'DatasetVersion',
        id: 'v2',
        rowsAt: Array.from({ length: Number(variables.count) }, (_, at) => rowOf(from + at)),
      },
    };
  },
  DatasetRowSource: () => ({
    datasetVersion: { __typename: 'DatasetVersion', id: 'v2', rowsAt: [{ __typename: 'DatasetRow', id: '1-1', source: null }] },
  }),
});

test('without a dataset the page says how one is made, and a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ datasets: [] })];
  await render(
    <As>
      <DatasetsPage />
    </As>,
    { path: '/datasets', answers: { Datasets: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No dataset yet.')).toBeVisible();
});

test('of a million rows those in view are asked for, and the last is reached with a key', async () => {
  const asked: { from?: number }[] = [];
  await render(
    <As>
      <div style={{ display: 'flex', height: '500px' }}>
        <RowsPanel version={versionOf(2)} isLatest mayEdit onEdited={() => undefined} />
      </div>
    </As>,
    { path: '/datasets/d', answers: rowsAnswers(asked) },
  );
  await expect.element(page.getByText('question 0', { exact: true })).toBeVisible();
  expect(asked.length).toBe(1);
  await page.getByRole('rowgroup').click({ position: { x: 5, y: 5 } });
  await userEvent.keyboard('{Escape}');
  (page.getByRole('rowgroup').element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  await expect.element(page.getByText('question 999999', { exact: true })).toBeVisible();
  expect(asked.length).toBeLessThan(5);
});

test('a row is opened and edited as a new version; where another person changed it, the reason stands at the field', async () => {
  const edits: unknown[] = [];
  const made: string[] = [];
  const answers = [
    () => new Refused('Version 3 has other contents in row "1-1".'),
    () => ({ editDatasetRows: { __typename: 'DatasetVersion', id: 'v3', number: 3 } }),
  ];
  await render(
    <As>
      <div style={{ display: 'flex', height: '500px' }}>
        <RowsPanel version={versionOf(2)} isLatest mayEdit onEdited={(id) => made.push(id)} />
      </div>
    </As>,
    {
      path: '/datasets/d',
      answers: {
        ...rowsAnswers([]),
        EditDatasetRows: (variables: unknown) => {
          edits.push(variables);
          return answers.shift()!();
        },
      },
    },
  );
  await page.getByText('question 0', { exact: true }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Row' });
  await field.fill('{ not json');
  await page.getByRole('button', { name: 'Save as new version' }).click();
  await expect.element(page.getByText(/This is no JSON/)).toBeVisible();
  await field.fill('{ "input": "fixed" }');
  await page.getByRole('button', { name: 'Save as new version' }).click();
  await expect.element(page.getByText(/has other contents/)).toBeVisible();
  await page.getByRole('button', { name: 'Save as new version' }).click();
  await expect.poll(() => made).toEqual(['v3']);
  expect(edits[1]).toMatchObject({ input: { versionId: 'v2', edits: [{ rowId: '1-1', row: { input: 'fixed' } }] } });
});

test('a search shows what was found, and goes on where it was ended', async () => {
  const first = { edges: [{ node: rowOf(7, 'zanzibar') }], pageInfo: { hasNextPage: true, endCursor: 'c' } };
  const last = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const after: unknown[] = [];
  await render(
    <As>
      <div style={{ display: 'flex', height: '500px' }}>
        <RowsPanel version={versionOf(2)} isLatest mayEdit={false} onEdited={() => undefined} />
      </div>
    </As>,
    {
      path: '/datasets/d',
      answers: {
        ...rowsAnswers([]),
        DatasetRowsFound: (variables: { after?: unknown }) => {
          after.push(variables.after);
          return { datasetVersion: { __typename: 'DatasetVersion', id: 'v2', rows: variables.after === 'c' ? last : first } };
        },
      },
    },
  );
  await page.getByRole('searchbox').fill('zanzibar');
  await expect.element(page.getByText('1 found so far.')).toBeVisible();
  await page.getByRole('button', { name: 'Search on' }).click();
  await expect.element(page.getByText('1 found.')).toBeVisible();
  expect(after.at(-1)).toBe('c');
});

test('two versions are compared, and each says what it was made of', async () => {
  await render(
    <As>
      <VersionsPanel
        versions={[
          versionOf(2, { parents: [{ __typename: 'DatasetOrigin', datasetName: 'gone', number: 4, version: null }] }),
          versionOf(1, { source: { kind: 'IMPORT', files: [{ path: 'chats.jsonl' }] } }),
        ]}
        hasMore={false}
        onOpen={() => undefined}
      />
    </As>,
    {
      path: '/datasets/d',
      answers: {
        DatasetDiffOf: () => ({
          datasetVersion: {
            __typename: 'DatasetVersion',
            id: 'v2',
            diff: {
              __typename: 'DatasetDiff',
              added: 3,
              removed: 0,
              changed: 1,
              sample: [{ __typename: 'DatasetDiffRow', rowId: '1-1', change: 'CHANGED', before: rowOf(0, 'old'), after: rowOf(0, 'new') }],
            },
          },
        }),
      },
    },
  );
  await expect.element(page.getByText('chats.jsonl')).toBeVisible();
  await expect.element(page.getByText('gone v4')).toBeVisible();
  await expect.element(page.getByText('new → answer 0')).toBeVisible();
});

test('files need to be chosen before they are sent', async () => {
  await render(
    <As>
      <ImportDialog datasetId="d" onDone={() => undefined} onClose={() => undefined} />
    </As>,
    { path: '/datasets/d' },
  );
  await expect.element(page.getByText('No file is chosen.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
});
