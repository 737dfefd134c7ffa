import { describe, expect, test } from 'vitest';
import { LiveFeed } from './feed.ts';
import { simulationOf } from './visits.ts';

const startedAtMs = Date.parse('2026-11-21T06:10:00Z');
const simulation = simulationOf({ seed: 1, days: 30, messages: 30_000, anchorMs: startedAtMs });
const minuteMs = 60_000;

function run(conversationsPerMinute: number, minutes: number, stepMs: number) {
  const feed = new LiveFeed(simulation, { startedAtMs, conversationsPerMinute });
  const messages = [];
  for (let nowMs = startedAtMs; nowMs <= startedAtMs + minutes * minuteMs; nowMs += stepMs) {
    for (const message of feed.due(nowMs).messages) messages.push({ message, dueAtMs: nowMs });
  }
  return messages;
}

describe('the live feed', () => {
  test('begins conversations at the rate asked for', () => {
    const conversations = new Set(run(12, 400, 5_000).map(({ message }) => message.conversationId));
    expect(conversations.size / (12 * 400)).toBeCloseTo(1, 1);
  });

  test('gives each message when its time has come, in order, and none twice', () => {
    const stepMs = 200;
    const messages = run(30, 10, stepMs);
    for (const { message, dueAtMs } of messages) {
      expect(message.createdAt.getTime()).toBeLessThanOrEqual(dueAtMs);
      expect(message.createdAt.getTime()).toBeGreaterThan(dueAtMs - stepMs);
    }
    expect(new Set(messages.map(({ message }) => message.externalId)).size).toBe(messages.length);
  });

  test('sends the first message within a second or two: the user is watching', () => {
    expect(new LiveFeed(simulation, { startedAtMs, conversationsPerMinute: 0.1 }).due(startedAtMs + 1_001).messages).toHaveLength(1);
  });

  test('goes on with conversations that began in the past', () => {
    const [first] = run(2, 1, 1_000);
    const rest = {
      messages: [{ ...(first as NonNullable<typeof first>).message, externalId: 'rest', createdAt: new Date(startedAtMs + 500) }],
      evaluations: [],
    };
    const feed = new LiveFeed(simulation, { startedAtMs, conversationsPerMinute: 2, rest });
    expect(feed.due(startedAtMs + 499).messages).toEqual([]);
    expect(feed.due(startedAtMs + 500).messages.map(({ externalId }) => externalId)).toEqual(['rest']);
  });
});
