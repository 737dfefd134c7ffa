import { describe, expect, test } from 'vitest';
import { exportRequest } from 'importer/otlp';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { checkSpan } from '../../../domains/traces/record/check.ts';
import { toSpan } from '../../../domains/traces/pure/conventions/to-span.ts';
import { messagesOfSpan } from '../../../domains/traces/record/messages.ts';
import { decodeSpans } from '../../../protocols/otlp/decode.ts';
import type { Span } from '../../../domains/traces/types.ts';
import { dayMs } from '../rhythm.ts';
import { conversationsBetween, simulationOf } from '../visits.ts';
import { spansOf } from './spans.ts';

const anchorMs = Date.parse('2026-11-21T06:10:00Z');
const simulation = simulationOf({ seed: 1, days: 7, messages: 4_000, anchorMs });
const conversations = [...conversationsBetween(simulation, simulation.tracedFromMs, anchorMs)];
const traced = conversations.filter(({ turns }) => turns.length > 0);
const sent = traced.flatMap(spansOf);
const messages = traced.flatMap((conversation) => conversation.messages);

/** What the server makes of what the demo sends. */
const decoded = decodeSpans(Buffer.from(JSON.stringify(exportRequest(sent.slice(0, 9_000)))), 'json');
const spans = decoded.items.map((received) => checkSpan(toSpan(received), new Date(anchorMs + dayMs)));
const good = spans.filter((span): span is Span => !(span instanceof Problem));
const kept = new Set(good.map(({ traceId }) => traceId));
const byId = new Map(messages.map((message) => [message.externalId, message]));

describe('the traces of the demo', () => {
  test('are taken whole by the checks of the server', () => {
    expect(sent.length).toBeGreaterThan(3_000);
    expect(decoded.rejected).toEqual([]);
    expect(spans.filter((span) => span instanceof Problem)).toEqual([]);
  });

  test('make exactly the messages that are sent beside them', () => {
    const made = good.flatMap((span) => messagesOfSpan(span));
    expect(made.length).toBeGreaterThan(500);
    for (const { toolCalls: _none, metadata: _ofSpan, createdAt, ...message } of made) {
      const own = byId.get(message.externalId);
      expect(own, message.externalId).toBeDefined();
      const said = Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));
      expect(own).toMatchObject(said);
      if (message.role === 'ASSISTANT') expect(own?.createdAt).toEqual(createdAt);
    }
    const whole = messages.filter(({ traceId }) => kept.has(traceId ?? ''));
    expect(new Set(made.map(({ externalId }) => externalId)).size).toBeGreaterThan(whole.length * 0.98);
  });

  test('tell each call of a tool as its message does, failures too', () => {
    const told = new Map(good.filter(({ kind }) => kind === 'TOOL').map((span) => [span.toolCallId, span]));
    const calls = messages
      .filter(({ traceId }) => kept.has(traceId ?? ''))
      .flatMap(({ toolCalls }) => toolCalls ?? [])
      .filter(({ id }) => told.has(id ?? ''));
    expect(calls.filter(({ success }) => success === false).length).toBeGreaterThan(3);
    for (const call of calls) {
      const span = told.get(call.id ?? '') as Span;
      expect(span).toMatchObject({ toolName: call.name, isError: call.success === false, errorMessage: call.error ?? null });
      expect(Math.round(((span.endUs as number) - span.startUs) / 1_000)).toBe(call.durationMs);
      if (call.success === true) expect(span.output).toEqual({ form: 'JSON', value: call.result });
    }
  });

  test('are trees of several services with one root, in which no span reaches out of its parent', () => {
    const byTrace = Map.groupBy(good, ({ traceId }) => traceId);
    for (const members of [...byTrace.values()].slice(0, 200)) {
      expect(members.filter(({ parentId }) => parentId === null)).toHaveLength(1);
      expect(new Set(members.map(({ service }) => service)).size).toBeGreaterThan(1);
      const own = new Map(members.map((span) => [span.spanId, span]));
      for (const span of members) {
        const parent = own.get(span.parentId ?? '');
        if (parent === undefined) continue;
        expect(span.startUs, span.name).toBeGreaterThanOrEqual(parent.startUs);
        expect(span.endUs, span.name).toBeLessThanOrEqual(parent.endUs as number);
      }
    }
  });

  test('come one span after the other, as they end: the root last', () => {
    for (const { turns, ...conversation } of traced.slice(0, 50)) {
      const [turn] = turns;
      const own = spansOf({ ...conversation, turns: turns.slice(0, 1) }).sort(
        (one, other) => one.createdAt.getTime() - other.createdAt.getTime(),
      );
      expect(own.at(-1)?.span).toMatchObject({ name: 'handle_request', traceId: turn?.traceId });
    }
  });

  test('say on every root that they are simulated', () => {
    for (const { metadata, parentId, environment } of good) {
      if (parentId === null) expect(metadata).toMatchObject({ simulated: true });
      expect(environment).toMatch(/^demo/);
    }
  });
});

test('a conversation before the traces begin consists of messages alone, with ids of its own', () => {
  const [earlier] = conversationsBetween(simulation, simulation.story.past.fromMs, simulation.tracedFromMs);
  expect(earlier?.turns).toEqual([]);
  expect(earlier?.messages[0]?.externalId).toMatch(/^demo-1-/);
});
