import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import type { Span, SpanText } from '../../domains/traces/types.ts';
import { messageIdOfSpan } from '../../domains/messages/pure/trace-ids.ts';
import { openLangfuse, type LangfuseWorkspace } from './langfuse.fixtures.ts';
import { rootIdOf } from './root.ts';

/**
 * Real traces of ten agent frameworks, as Langfuse's API tells them (`*.trace.json`), sent as the events of its SDKs, with the
 * conversations that they must read as (`*.chatml.json`).
 */
const folder = sharedData === null ? null : join(sharedData, 'langfuse_traces');
const names = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.trace.json'));
const read = (name: string): Loose => JSON.parse(readFileSync(join(folder ?? '', name), 'utf8'));

let server: TestServer;
let comparedCount = 0;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

/** What the SDK would have sent: a creation as an observation begins, an update as it ends. */
function eventsOf({ trace, observations }: Loose): object[] {
  const { id, name, timestamp, environment, tags, release, version, userId, sessionId, input, output, metadata } = trace;
  const events: object[] = [
    {
      type: 'trace-create',
      timestamp,
      body: { id, name, timestamp, environment, tags, release, version, userId, sessionId, input, metadata: JSON.parse(metadata) },
    },
  ];
  for (const {
    id: ownId,
    traceId,
    type,
    startTime,
    endTime,
    parentObservationId,
    input: asked,
    output: answered,
    completionStartTime,
    usageDetails,
    costDetails,
    level,
    statusMessage,
    ...rest
  } of observations) {
    const kind = type.toLowerCase();
    const { name: ownName, version: ownVersion, model, modelParameters, promptName, promptVersion, environment: ownEnvironment } = rest;
    events.push({
      type: `${kind}-create`,
      timestamp: startTime,
      body: {
        id: ownId,
        traceId,
        parentObservationId,
        name: ownName,
        startTime,
        version: ownVersion,
        model,
        modelParameters,
        promptName,
        promptVersion,
        environment: ownEnvironment,
        input: asked,
      },
    });
    events.push({
      type: `${kind}-update`,
      timestamp: endTime,
      body: { id: ownId, traceId, endTime, output: answered, completionStartTime, usageDetails, costDetails, level, statusMessage },
    });
  }
  events.push({ type: 'trace-create', timestamp: observations[0].endTime, body: { id, output } });
  for (const score of trace.scores) events.push({ type: 'score-create', timestamp: score.timestamp, body: score });
  return events;
}

/** Model calls but those around another: one call that two instrumentations told of counts once. */
const innermostOf = (observations: readonly Loose[]): Loose[] =>
  observations.filter(
    ({ id, type }) =>
      type === 'GENERATION' && !observations.some((other) => other.type === 'GENERATION' && other.parentObservationId === id),
  );

const kindOf = (type: string): string => (type === 'GENERATION' ? 'LLM' : type);
const roleOf = (role = 'assistant'): string =>
  ({ system: 'SYSTEM', developer: 'SYSTEM', user: 'USER', assistant: 'ASSISTANT', model: 'ASSISTANT', tool: 'TOOL', get_weather: 'TOOL' })[
    role
  ] ?? role;
const rolesOf = (text: SpanText | null | undefined): string[] => (text?.form === 'CHAT' ? text.messages.map(({ role }) => role) : []);

describe.skipIf(folder === null).each(names)(`%s ${needsSharedData}`, (name) => {
  let langfuse: LangfuseWorkspace;
  let sent: Loose;
  let spans: Map<string, Span>;
  beforeAll(async () => {
    sent = read(name);
    langfuse = await openLangfuse(server, name.replaceAll('.', '-'));
    const events = eventsOf(sent);
    // As the SDKs flush: not all of a trace in one batch.
    for (let from = 0; from < events.length; from += 7)
      expect((await langfuse.send(...events.slice(from, from + 7))).body.errors).toEqual([]);
    spans = await langfuse.spansById(sent.trace.id);
  });

  test('has every observation once, and the trace as the root of those that stand at the top', () => {
    const root = spans.get(rootIdOf(sent.trace.id));
    expect([...spans.keys()].toSorted()).toEqual([rootIdOf(sent.trace.id), ...sent.observations.map(({ id }: Loose) => id)].toSorted());
    for (const { id, parentObservationId, type } of sent.observations)
      expect(spans.get(id)).toMatchObject({ parentId: parentObservationId ?? root?.spanId, kind: kindOf(type) });
    expect(root).toMatchObject({ parentId: null, name: sent.trace.name, sessionId: sent.trace.sessionId, userId: sent.trace.userId });
    const ends = sent.observations.map(({ endTime }: Loose) => Date.parse(endTime) * 1_000);
    expect(root?.endUs).toBe(Math.max(...ends));
  });

  test('tells models, times and tokens as they were sent', () => {
    for (const { id, model, startTime, endTime, inputUsage, outputUsage, usageDetails } of sent.observations) {
      const span = spans.get(id) as Span;
      expect(span).toMatchObject({
        model: model ?? null,
        startUs: Date.parse(startTime) * 1_000,
        endUs: Date.parse(endTime) * 1_000,
        sessionId: sent.trace.sessionId,
      });
      if (Object.keys(usageDetails).length === 0) continue;
      // Langfuse sums what is in and out by the names of its counts, which the total bears out.
      const { inputTokens, outputTokens } = span.usage;
      expect((inputTokens ?? 0) + (outputTokens ?? 0), `${id} ${JSON.stringify(usageDetails)}`).toBe(usageDetails.total);
      expect(inputTokens ?? 0).toBe(inputUsage);
      expect(outputTokens ?? 0).toBe(outputUsage);
    }
  });

  test('reads its conversations in the roles of the reference', () => {
    const reference = read(name.replace('.trace.', '.chatml.'));
    for (const { id, type } of sent.observations) {
      if (type === 'TOOL') continue; // what goes into a tool and comes out is no conversation
      for (const side of ['input', 'output'] as const) {
        const told = reference[id]?.[side];
        const messages = told?.success ? told.data : [];
        if (
          messages.length === 0 ||
          !messages.every(
            ({ role, content, tool_calls: calls }: Loose) => role !== undefined || content !== undefined || calls !== undefined,
          )
        )
          continue;
        // Deliberate difference: what a function answered (after a message of calls alone, google-adk) is a tool's, not the user's.
        const expected = messages.map(({ role, content }: Loose, place: number) =>
          messages[place - 1]?.tool_calls !== undefined && role === 'user' && content.startsWith('{') ? 'TOOL' : roleOf(role),
        );
        expect(rolesOf(spans.get(id)?.[side]), `${id} ${side}`).toEqual(expected);
        comparedCount += 1;
      }
    }
  });

  test('is one trace of the product, with what was sent summed up', async () => {
    await drainProjection(server.stores);
    const query =
      '{ trace(traceId: "ID") { name sessionId userId isRunning rootSpanId spanCount modelCallCount openCount inputTokens outputTokens evaluations { name } spans(first: 100) { edges { node { id depth } } } } }';
    const { body } = await ask(server, query.replace('ID', sent.trace.id), { headers: langfuse.headers });
    const { evaluations, spans: window, ...trace } = body.data.trace;
    const calls = innermostOf(sent.observations);
    const sum = (field: string): number => calls.reduce((total: number, call: Loose) => total + call[field], 0);
    expect(trace).toEqual({
      name: sent.trace.name,
      sessionId: sent.trace.sessionId,
      userId: sent.trace.userId,
      isRunning: false,
      rootSpanId: rootIdOf(sent.trace.id),
      spanCount: sent.observations.length + 1,
      openCount: 0,
      modelCallCount: calls.length,
      inputTokens: sum('inputUsage'),
      outputTokens: sum('outputUsage'),
    });
    expect(evaluations.map(({ name: judgedAs }: Loose) => judgedAs).toSorted()).toEqual(
      sent.trace.scores.map(({ name: judgedAs }: Loose) => judgedAs).toSorted(),
    );
    const depthOf = (id: string | null): number =>
      id === null ? 0 : 1 + depthOf(sent.observations.find((one: Loose) => one.id === id).parentObservationId);
    const depths = new Map(window.edges.map(({ node }: Loose) => [node.id, node.depth]));
    for (const { id } of sent.observations) expect(depths.get(id)).toBe(depthOf(id));
  });

  test('makes a reply of each model call, and judges the last of them', async () => {
    const where = { workspaceId: langfuse.workspaceId };
    const replies = await server.stores.prisma.message.findMany({
      where: { ...where, role: 'ASSISTANT', spanId: { not: null } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      include: { conversation: true },
    });
    const calls = innermostOf(sent.observations);
    // The reply is known by the call, or by the one around it where that came in an earlier batch.
    const around = ({ id, parentObservationId }: Loose): string[] => [id, parentObservationId];
    expect(replies).toHaveLength(calls.length);
    for (const call of calls)
      expect(replies.map(({ externalId }) => externalId)).toSatisfy((ids: string[]) =>
        around(call).some((id) => ids.includes(messageIdOfSpan(sent.trace.id, id))),
      );
    for (const { conversation } of replies) expect(conversation.externalId).toBe(sent.trace.sessionId ?? sent.trace.id);
    const judged = await server.stores.prisma.evaluation.findMany({ where, include: { message: true } });
    expect(
      judged
        .map(({ externalId, name: judgedAs, value, comment }) => ({ id: externalId, name: judgedAs, value, comment }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual(
      sent.trace.scores
        .map(({ id, name: judgedAs, value, comment }: Loose) => ({ id, name: judgedAs, value, comment }))
        .toSorted((a: Loose, b: Loose) => (a.id < b.id ? -1 : 1)),
    );
    for (const { message, evaluatorKind } of judged)
      expect({ id: message?.externalId, evaluatorKind }).toEqual({ id: replies[0]?.externalId, evaluatorKind: 'MODEL' });
  });
});

test.skipIf(folder === null)('the conversations compared are many', () => {
  expect(comparedCount).toBeGreaterThan(30);
});
