import { beforeAll, describe, expect, test } from 'vitest';
import { checkEvaluations } from '../../domains/evaluations/ingest.ts';
import { checkMessages } from '../../domains/messages/ingest.ts';
import type { Conversation, SentMessage } from './types.ts';
import { judgedShare } from './judgments.ts';
import { models } from './models.ts';
import { busyness, dayMs, hourMs } from './rhythm.ts';
import { isDuring, type Setting } from './story.ts';
import { conversationsBetween, environments, expectedMessages, simulationOf, type Simulation } from './visits.ts';

const setting: Setting = { seed: 7, days: 30, messages: 250_000, anchorMs: Date.parse('2026-11-21T06:10:00Z') };
let simulation: Simulation;
let conversations: Conversation[];
let messages: SentMessage[];

beforeAll(() => {
  simulation = simulationOf(setting);
  const { fromMs, toMs } = simulation.story.past;
  conversations = [...conversationsBetween(simulation, fromMs, toMs)];
  messages = conversations.flatMap((conversation) => conversation.messages);
});

const startOf = ({ messages: [first] }: Conversation): number => (first as SentMessage).createdAt.getTime();
const modelOf = (conversation: Conversation): string => conversation.messages.find(({ model }) => model)?.model ?? '';
const variantOf = (conversation: Conversation): string => conversation.messages[0]?.variant ?? '';
const successShare = (some: readonly Conversation[]): number => some.filter(({ isSuccess }) => isSuccess).length / some.length;
/** Standard error of a share. */
const errorOf = (share: number, count: number): number => Math.sqrt((share * (1 - share)) / count);
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
}

describe('the simulated past', () => {
  test('is as large as asked for', () => {
    expect(messages.length / setting.messages).toBeCloseTo(1, 1);
    expect(expectedMessages(simulation, simulation.story.past.fromMs, simulation.story.past.toMs) / setting.messages).toBeCloseTo(1, 6);
  });

  test('comes out the same again, in whole or in part, and otherwise for another seed', () => {
    const { fromMs } = simulation.story.past;
    const [from, to] = [fromMs + 3.4 * dayMs, fromMs + 3.9 * dayMs];
    const idsOf = (some: readonly Conversation[]): (string | undefined)[] =>
      some.map((conversation) => JSON.stringify(conversation)).sort();
    const part = [...conversationsBetween(simulation, from, to)];
    const visitStartedIn = new Set(part.map(({ messages: [first] }) => first?.sessionId));
    expect(idsOf(part)).toEqual(idsOf(conversations.filter(({ messages: [first] }) => visitStartedIn.has(first?.sessionId))));
    const other = [...conversationsBetween(simulationOf({ ...setting, seed: 8 }), from, to)];
    expect(other.map(({ messages: [first] }) => first?.content)).not.toEqual(part.map(({ messages: [first] }) => first?.content));
  });

  test('gives every message and every evaluation an id of its own', () => {
    const evaluations = conversations.flatMap((conversation) => conversation.evaluations);
    expect(new Set(messages.map(({ externalId }) => externalId)).size).toBe(messages.length);
    expect(new Set(evaluations.map(({ externalId }) => externalId)).size).toBe(evaluations.length);
  });

  test('is taken whole by the checks of the server', () => {
    const now = new Date(setting.anchorMs + dayMs / 2);
    expect(checkMessages(messages, now).rejected).toEqual([]);
    expect(
      checkEvaluations(
        conversations.flatMap((conversation) => conversation.evaluations),
        now,
      ).rejected,
    ).toEqual([]);
  });

  test('says of every message that it is simulated', () => {
    const labels: readonly string[] = Object.values(environments);
    const unlabelled = messages.filter(({ externalId, traceId, conversationId, userId, environment, metadata }) => {
      // What is traced has the ids that its spans give it.
      const hasOwnIds =
        [conversationId, userId].every((id) => id?.startsWith('demo-')) &&
        (externalId.startsWith('demo-') || externalId.includes(`:${traceId}:`));
      return !hasOwnIds || !labels.includes(environment ?? '') || (metadata as { simulated?: boolean }).simulated !== true;
    });
    expect(unlabelled).toEqual([]);
  });
});

describe('the traffic', () => {
  test('follows the rhythm of hour and day, with the scatter of chance and no more', () => {
    const counts = new Map<number, number>();
    const visits = new Map(
      conversations.map((conversation) => [conversation.messages[0]?.sessionId, conversation]).reverse() as [string, Conversation][],
    );
    for (const visit of visits.values())
      counts.set(Math.floor(startOf(visit) / hourMs), (counts.get(Math.floor(startOf(visit) / hourMs)) ?? 0) + 1);
    const deviations: number[] = [];
    const { fromMs, toMs } = simulation.story.past;
    for (let startMs = Math.ceil(fromMs / hourMs) * hourMs; startMs + hourMs < toMs; startMs += hourMs) {
      const growth = 0.88 + (0.24 * (startMs - fromMs)) / (toMs - fromMs);
      const expected = simulation.visitsPerHour * busyness(startMs) * growth;
      deviations.push(((counts.get(startMs / hourMs) ?? 0) - expected) / Math.sqrt(expected));
    }
    const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
    const variance = deviations.reduce((sum, value) => sum + value ** 2, 0) / deviations.length;
    expect(mean).toBeCloseTo(0, 0);
    expect(variance).toBeGreaterThan(0.8);
    expect(variance).toBeLessThan(1.25);
  });

  test('comes from few customers who come often and many who come seldom', () => {
    const byUser = new Map<string, number>();
    for (const {
      messages: [first],
    } of conversations)
      byUser.set(first?.userId ?? '', (byUser.get(first?.userId ?? '') ?? 0) + 1);
    const counts = [...byUser.values()].sort((a, b) => b - a);
    const topTenth = counts.slice(0, Math.ceil(counts.length / 10)).reduce((sum, value) => sum + value, 0);
    expect(topTenth / conversations.length).toBeGreaterThan(0.3);
    expect(topTenth / conversations.length).toBeLessThan(0.55);
  });
});

describe('an analysis of it finds', () => {
  test.each(models)('the success of $name that is put in', (model) => {
    const { story } = simulation;
    const some = conversations.filter(
      (conversation) =>
        modelOf(conversation) === model.name && variantOf(conversation) !== 'confirm' && !isDuring(story.incident, startOf(conversation)),
    );
    const calm = some.filter((conversation) => model.name !== story.degradation.model || startOf(conversation) < story.degradation.fromMs);
    // A tool out of a hundred or two fails twice in a row far too seldom to be seen here.
    expect(Math.abs(successShare(calm) - model.successShare)).toBeLessThan(3 * errorOf(model.successShare, calm.length));
  });

  test('the true difference between the variants, and verdicts that say the truth', () => {
    const inExperiment = (variant: string): Conversation[] => conversations.filter((conversation) => variantOf(conversation) === variant);
    const [control, confirm] = [inExperiment('control'), inExperiment('confirm')];
    const difference = successShare(confirm) - successShare(control);
    const error = Math.hypot(errorOf(successShare(confirm), confirm.length), errorOf(successShare(control), control.length));
    expect(Math.abs(difference - 0.06)).toBeLessThan(3 * error);
    expect(difference).toBeGreaterThan(5 * error);

    const verdicts = conversations.flatMap(({ isSuccess, evaluations }) =>
      evaluations.filter(({ evaluatorKind }) => evaluatorKind === 'MODEL').map(({ success }) => ({ success, isSuccess })),
    );
    expect(verdicts.filter(({ success, isSuccess }) => success !== isSuccess)).toEqual([]);
    expect(verdicts.length / conversations.length).toBeCloseTo(judgedShare, 1);
  });

  test('the model that gets worse, and by how much', () => {
    const { degradation } = simulation.story;
    const lastDay = conversations.filter(
      (conversation) =>
        modelOf(conversation) === degradation.model &&
        variantOf(conversation) === 'control' &&
        startOf(conversation) >= degradation.toMs - dayMs,
    );
    const before = models.find(({ name }) => name === degradation.model)?.successShare as number;
    const halfADayBeforeItsEnd = 1 - 0.5 / 10;
    const expected = before + degradation.successShift * halfADayBeforeItsEnd;
    expect(Math.abs(successShare(lastDay) - expected)).toBeLessThan(3 * errorOf(expected, lastDay.length));
    const tags = (some: readonly Conversation[]): number =>
      some.flatMap(({ evaluations }) => evaluations).filter(({ failureTags }) => failureTags?.includes('outdated_policy')).length;
    expect(tags(lastDay)).toBeGreaterThan(0);
    expect(tags(conversations.filter((conversation) => modelOf(conversation) !== degradation.model))).toBe(0);
  });

  test('the incident: three times the latency, and tools that fail', () => {
    const { incident } = simulation.story;
    const isInside = ({ createdAt, latencyMs }: SentMessage): boolean => isDuring(incident, createdAt.getTime() - (latencyMs ?? 0));
    const replies = messages.filter(({ latencyMs, errorType }) => latencyMs && !errorType);
    const [inside, outside] = [replies.filter(isInside), replies.filter((reply) => !isInside(reply))];
    for (const share of [0.5, 0.95]) {
      const latency = (some: readonly SentMessage[]): number =>
        quantile(
          some.map(({ latencyMs }) => latencyMs as number),
          share,
        );
      // Repeated calls of tools that fail make some replies slower still.
      expect(latency(inside) / latency(outside)).toBeGreaterThan(2.7);
      expect(latency(inside) / latency(outside)).toBeLessThan(3.5);
    }
    const failureShare = (some: readonly SentMessage[]): number => {
      const calls = some.flatMap(({ toolCalls }) => toolCalls ?? []).filter(({ name }) => name === 'get_reservation');
      return calls.filter(({ success }) => !success).length / calls.length;
    };
    expect(failureShare(inside)).toBeCloseTo(incident.toolFailureShare, 1);
    expect(failureShare(outside)).toBeLessThan(0.02);
    const timeouts = messages.filter((message) => message.role === 'ASSISTANT' && isDuring(incident, message.createdAt.getTime()));
    expect(timeouts.filter(({ errorType }) => errorType === 'timeout').length / timeouts.length).toBeGreaterThan(0.008);
  });
});

describe('tokens and times', () => {
  test('are parts of what they are parts of', () => {
    const odd = messages.filter(
      ({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens, latencyMs, timeToFirstTokenMs, errorType }) => {
        if (!inputTokens || errorType) return false;
        return (
          (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0) > inputTokens ||
          (reasoningTokens ?? 0) >= (outputTokens ?? 0) ||
          (timeToFirstTokenMs ?? 0) >= (latencyMs ?? 0) ||
          (cacheWriteTokens ?? 0) < 0
        );
      },
    );
    expect(odd).toEqual([]);
  });

  test('show what a conversation reads from the cache growing with it', () => {
    const shares = [0, 1, 2].map((turn) => {
      const replies = conversations.flatMap((conversation) => conversation.messages.filter(({ inputTokens }) => inputTokens)[turn] ?? []);
      return replies.reduce((sum, { cacheReadTokens }) => sum + (cacheReadTokens ?? 0), 0) / replies.length;
    });
    expect(shares[1]).toBeGreaterThan(shares[0] as number);
    expect(shares[2]).toBeGreaterThan(shares[1] as number);
  });

  test('give reasoning to the model that reasons only', () => {
    const reasoning = new Set(messages.filter(({ reasoningTokens }) => reasoningTokens).map(({ model }) => model));
    expect([...reasoning]).toEqual(models.filter(({ reasoningTokens }) => reasoningTokens !== null).map(({ name }) => name));
  });
});

describe('the texts', () => {
  test('leaves no slot open', () => {
    expect(messages.filter(({ content }) => /[{}]|undefined/.test(content))).toEqual([]);
  });

  test('differs from conversation to conversation', () => {
    const texts = messages.map(({ content }) => content);
    expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.4);
  });
});
