import { expect } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import type { TestWorkspace } from '../../../workspace.testing.ts';

export const turnFields = `id kind status asked model modelReason failureCode failureMessage inputTokens outputTokens costUsd callCount hasReadPayload traceId rating parentTurnId conversation { id } versions { id }
  parts { __typename
    ... on AssistantText { text withheldCount numbers { start end handle cell } }
    ... on AssistantToolUse { tool title arguments state handle rowCount totalCount error { code message near } result }
    ... on AssistantProposal { proposalId title proposalState: state refusal: message changes touches permission isUndoable }
    ... on AssistantNotice { code notice: message path } }`;

/** Asks in a workspace as the owner of its key, and follows the turn by server-sent events to its end; gives each state of it. */
export async function askAndFollow(server: TestServer, workspace: TestWorkspace, input: object): Promise<Loose[]> {
  const { data, errors } = await workspace.run('mutation ($input: AskAssistantInput!) { askAssistant(input: $input) { id } }', { input });
  expect(errors).toBeUndefined();
  return follow(server, workspace, data.askAssistant.id);
}

export async function follow(server: TestServer, { secret }: TestWorkspace, turnId: string): Promise<Loose[]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      query: `subscription ($turnId: ID!) { assistantTurn(turnId: $turnId) { ${turnFields} } }`,
      variables: { turnId },
    }),
  });
  const text = await response.text();
  const states = text
    .split('\n\n')
    .map((event) => /^data: (.*)$/m.exec(event)?.[1])
    .filter((data) => data !== undefined && data !== '')
    .map((data) => JSON.parse(data as string) as Loose);
  for (const { errors } of states) expect(errors).toBeUndefined();
  return states.map(({ data }) => data.assistantTurn);
}

export const textOf = ({ parts }: Loose): string => parts.map(({ text }: Loose) => text ?? '').join('');

/** Asks, and gives the turn as it ended. */
export const asked = async (server: TestServer, workspace: TestWorkspace, input: object): Promise<Loose> =>
  (await askAndFollow(server, workspace, input)).at(-1);

export async function connectFake(workspace: TestWorkspace, baseUrl: string, more: object = {}): Promise<void> {
  const input = { name: 'fake', kind: 'OPENAI_COMPATIBLE', baseUrl, allowedModels: ['small'], ...more };
  expect(
    (await workspace.run('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', { input }))
      .errors,
  ).toBeUndefined();
}
