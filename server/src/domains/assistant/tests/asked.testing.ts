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

export async function follow(server: TestServer, workspace: TestWorkspace, turnId: string): Promise<Loose[]> {
  const states: Loose[] = [];
  for await (const state of statesOf(server, workspace, turnId)) states.push(state);
  return states;
}

/** Each state of a turn as soon as it comes by server-sent events, until its end. */
export async function* statesOf(server: TestServer, { secret }: TestWorkspace, turnId: string): AsyncGenerator<Loose, void> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${secret}` },
    body: JSON.stringify({
      query: `subscription ($turnId: ID!) { assistantTurn(turnId: $turnId) { ${turnFields} } }`,
      variables: { turnId },
    }),
  });
  let waiting = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    waiting += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = waiting.split('\n\n');
    waiting = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const { data: came, errors } = JSON.parse(data) as Loose;
      expect(errors).toBeUndefined();
      yield came.assistantTurn;
    }
  }
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
