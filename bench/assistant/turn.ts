import { ask } from '../../e2e/ask.ts';

/** A turn as a page follows it, with the times of `performance` at which things were there. */
export interface FollowedTurn {
  readonly askedAt: number;
  /** The first state with text of the answer; null: it had none. */
  readonly firstTextAt: number | null;
  readonly endedAt: number;
  readonly status: string;
  readonly failure: string | null;
  readonly text: string;
  readonly toolMs: readonly number[];
  readonly eventCount: number;
}

interface Turn {
  readonly status: string;
  readonly failureMessage: string | null;
  readonly parts: readonly { readonly text?: string; readonly durationMs?: number | null }[];
}

/** As the page follows it (client/src/panels/assistant/assistant.graphql). */
const fields = `id asked place { path title } kind status parts { __typename
  ... on AssistantText { text withheldCount numbers { start end handle cell } }
  ... on AssistantToolUse { tool title arguments state handle durationMs rowCount totalCount }
  ... on AssistantProposal { proposalId title cardState: state refusedWith: message changes touches mutation isUndoable }
  ... on AssistantNotice { code message path } }
  model modelReason failureCode failureMessage inputTokens outputTokens costUsd traceId rating`;

/** Asks, and follows the turn by server-sent events to its end. */
export async function follow(address: string, input: object): Promise<FollowedTurn> {
  const askedAt = performance.now();
  const { askAssistant } = await ask<{ askAssistant: { id: string } }>(
    address,
    'mutation ($input: AskAssistantInput!) { askAssistant(input: $input) { id } }',
    { input },
  );
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({
      query: `subscription ($turnId: ID!) { assistantTurn(turnId: $turnId) { ${fields} } }`,
      variables: { turnId: askAssistant.id },
    }),
  });
  let [waiting, firstTextAt, eventCount]: [string, number | null, number] = ['', null, 0];
  let last: Turn | null = null;
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    waiting += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = waiting.split('\n\n');
    waiting = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      const { data: came, errors } = JSON.parse(data) as { data?: { assistantTurn: Turn }; errors?: { message: string }[] };
      if (came === undefined) throw new Error(errors?.[0]?.message ?? 'The subscription gave nothing.');
      eventCount += 1;
      last = came.assistantTurn;
      if (firstTextAt === null && textOf(last) !== '') firstTextAt = performance.now();
    }
  }
  if (last === null) throw new Error('The subscription ended without a state of the turn.');
  return {
    askedAt,
    firstTextAt,
    endedAt: performance.now(),
    status: last.status,
    failure: last.failureMessage,
    text: textOf(last),
    toolMs: last.parts.flatMap(({ durationMs }) => (typeof durationMs === 'number' ? [durationMs] : [])),
    eventCount,
  };
}

const textOf = ({ parts }: Turn): string => parts.map(({ text }) => text ?? '').join('');
