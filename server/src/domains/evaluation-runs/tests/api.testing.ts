import { expect } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import type { TestWorkspace } from '../../../workspace.testing.ts';
import type { FakeAnswer, FakeRequest } from '../../model-connections/tests/fake-models.testing.ts';
import { obedient, saidIn } from '../../judges/tests/fake-judge.testing.ts';

/** Runs an operation that is to succeed; its data. */
export async function must(workspace: TestWorkspace, query: string, variables: object = {}): Promise<Loose> {
  const { data, errors } = await workspace.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** A dataset of questions about capitals; the fake model knows all but that of Spain. */
export const capitals = [
  { input: { country: 'Germany' }, expectedOutput: 'Berlin' },
  { input: { country: 'France' }, expectedOutput: 'Paris' },
  { input: { country: 'Spain' }, expectedOutput: 'Madrid' },
  { input: { country: 'Italy' }, expectedOutput: 'Rome' },
];

export async function makeDataset(
  workspace: TestWorkspace,
  name: string,
  rows: readonly object[] = capitals,
): Promise<{ id: string; versionId: string }> {
  const { createDataset } = await must(workspace, 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { id } }', {
    input: { name },
  });
  const { addDatasetRows } = await must(workspace, 'mutation ($input: AddDatasetRowsInput!) { addDatasetRows(input: $input) { id } }', {
    input: { id: createDataset.id, rows },
  });
  return { id: createDataset.id, versionId: addDatasetRows.id };
}

export async function makePrompt(workspace: TestWorkspace, name: string, text: string): Promise<void> {
  await must(workspace, 'mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { version } }', {
    input: { name, text },
  });
}

const runFields = `id name kind state application itemCount doneCount failedCount cachedCount costUsd estimatedCostUsd capUsd problem promptName promptVersion model
  split dataset { name } datasetVersion { number } scorers { name check { kind } judge { name } } failures { code message count }
  scores { name kinds n mean low high passShare errorCount labels { label count } } runScores { name kind value label passed comment }`;

export async function start(workspace: TestWorkspace, input: object): Promise<string> {
  const data = await must(workspace, 'mutation ($input: StartEvaluationRunInput!) { startEvaluationRun(input: $input) { id } }', { input });
  return data.startEvaluationRun.id;
}

export const runAt = async (workspace: TestWorkspace, id: string): Promise<Loose> =>
  (await must(workspace, `query ($id: ID!) { evaluationRun(id: $id) { ${runFields} } }`, { id })).evaluationRun;

export const itemsOf = async (workspace: TestWorkspace, id: string, args = ''): Promise<Loose[]> =>
  (
    await must(
      workspace,
      `query ($id: ID!) { evaluationRun(id: $id) { items(first: 200${args}) { edges { node { id rowId position repetition state input expected output error errorCode isCached
        latencyMs costUsd traceId scores { name kind value label passed comment error author isOwn } } } } } }`,
      { id },
    )
  ).evaluationRun.items.edges.map(({ node }: Loose) => node);

const known: Readonly<Record<string, string>> = { Germany: 'Berlin', France: 'Paris', Italy: 'Rome', Spain: 'Barcelona' };

/** Answers questions about capitals, one of them wrongly; a judge's prompt as the obedient model does. */
export function geographer(request: FakeRequest): FakeAnswer {
  const { system, user } = saidIn(request);
  if (system.includes('You judge answers')) return obedient(request);
  const country = Object.keys(known).find((name) => user.includes(name));
  return [{ text: country === undefined ? 'I do not know.' : (known[country] as string) }];
}
