import { expect } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import type { TestWorkspace } from '../../../workspace.testing.ts';

/** Runs an operation that is to succeed; its data. */
export async function must(workspace: TestWorkspace, query: string, variables: object = {}): Promise<Loose> {
  const { data, errors } = await workspace.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const runFields = `id state total done failed cached costUsd estimatedCostUsd problem startedAt endedAt mean { mean low high n }
  corrected { mean low high n humanCount method } labels { label count } failures { code message count }`;

/** Stores answers `m0` … with their texts, each after a text of the user in a conversation of its own. */
export async function send(workspace: TestWorkspace, answers: readonly string[], more: object = {}, prefix = 'm'): Promise<string[]> {
  const messages = answers.flatMap((content, at) => [
    {
      externalId: `${prefix}${at}-asked`,
      conversationId: `${prefix}-c${at}`,
      role: 'USER',
      content: 'Where is Berlin?',
      createdAt: '2026-03-01T10:00:00Z',
    },
    {
      externalId: `${prefix}${at}`,
      conversationId: `${prefix}-c${at}`,
      role: 'ASSISTANT',
      content,
      createdAt: '2026-03-01T10:00:01Z',
      model: 'prod',
      ...more,
    },
  ]);
  await must(
    workspace,
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { field reason } } }',
    { messages },
  );
  return answers.map((_answer, at) => `${prefix}${at}`);
}

export async function rubricId(workspace: TestWorkspace, key: string): Promise<string> {
  const { rubrics } = await must(workspace, '{ rubrics { id key } }');
  return rubrics.find((rubric: Loose) => rubric.key === key).id;
}

export async function modelJudge(workspace: TestWorkspace, key = 'faithfulness', more: object = {}): Promise<string> {
  const input = { name: `${key} judge`, rubricId: await rubricId(workspace, key), model: 'open/small', ...more };
  return (await must(workspace, 'mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', { input })).saveJudge.id;
}

export async function start(workspace: TestWorkspace, input: object): Promise<string> {
  return (await must(workspace, 'mutation ($input: JudgeRunInput!) { startJudgeRun(input: $input) { id } }', { input })).startJudgeRun.id;
}

export const runAt = async (workspace: TestWorkspace, id: string): Promise<Loose> =>
  (await must(workspace, `query ($id: ID!) { judgeRun(id: $id) { ${runFields} } }`, { id })).judgeRun;

export const evaluationsOf = async (workspace: TestWorkspace, externalId: string): Promise<Loose[]> =>
  (
    await must(
      workspace,
      'query ($id: String!) { message(externalId: $id) { evaluations { externalId name value label rating success comment evaluator evaluatorKind } } }',
      { id: externalId },
    )
  ).message.evaluations;
