import { expect } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import type { TestWorkspace } from '../../../workspace.testing.ts';

const answerFields = `id rowIndex columnIndex model status costUsd failureCode failureMessage outputProblem traceId startedAt endedAt
  steps { text calls { id name arguments text error result } end inputTokens outputTokens cachedInputTokens isEstimated costUsd timeToFirstTokenMs durationMs ignored }`;
const runFields = `id title models rows isOwn isShared source { kind promptName promptVersion traceId spanId messageExternalId } answers { ${answerFields} }`;

const begin = `mutation ($input: RunPlaygroundInput!) { runPlayground(input: $input) { ${runFields} } }`;

/** Connects a server of models, so that `name/small` and `name/large` can be asked. */
export async function connectModels(workspace: TestWorkspace, name: string, baseUrl: string, more: object = {}): Promise<void> {
  const input = { name, kind: 'OPENAI_COMPATIBLE', baseUrl, allowedModels: ['small', 'large'], ...more };
  const { errors } = await workspace.run('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    input,
  });
  expect(errors).toBeUndefined();
}

export const user = (text: string): object => ({ role: 'USER', text });

/** Begins a run; gives what the mutation answers. */
export const tryRun = (workspace: TestWorkspace, input: object): Promise<Loose> => workspace.run(begin, { input });

export async function begun(workspace: TestWorkspace, input: object): Promise<Loose> {
  const { data, errors } = await tryRun(workspace, input);
  expect(errors).toBeUndefined();
  return data.runPlayground;
}

/** Follows a run by server-sent events to its end; gives the lists of answers as they came, and adds them to `events` meanwhile. */
export async function follow(server: TestServer, { secret }: TestWorkspace, runId: string, events: Loose[][] = []): Promise<Loose[][]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      query: `subscription ($runId: ID!) { playgroundAnswers(runId: $runId) { ${answerFields} } }`,
      variables: { runId },
    }),
  });
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of response.body ?? []) {
    const parts = `${held}${decoder.decode(chunk as Uint8Array, { stream: true })}`.split('\n\n');
    held = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.+)$/m.exec(part)?.[1];
      if (data === undefined) continue;
      const event = JSON.parse(data) as Loose;
      expect(event.errors).toBeUndefined();
      events.push(event.data.playgroundAnswers);
    }
  }
  return events;
}

export async function read(workspace: TestWorkspace, id: string): Promise<Loose> {
  const { data, errors } = await workspace.run(`query ($id: ID!) { playgroundRun(id: $id) { ${runFields} } }`, { id });
  expect(errors).toBeUndefined();
  return data.playgroundRun;
}

/** Runs a prompt, follows it to its end, and gives the run as it is then. */
export async function ran(server: TestServer, workspace: TestWorkspace, input: object): Promise<Loose> {
  const { id } = await begun(workspace, input);
  await follow(server, workspace, id);
  return read(workspace, id);
}

export const textOf = ({ steps }: Loose): string => steps.map(({ text }: Loose) => text).join('');
