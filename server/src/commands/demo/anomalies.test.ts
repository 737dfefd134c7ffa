import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factOf, type Fact } from '../../domains/analytics/analytics.testing.ts';
import { judgeUntil } from '../../domains/signals/tests/judging.testing.ts';
import { sendTraffic } from '../../domains/signals/tests/traffic.testing.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';
import { dayMs, hourMs } from './rhythm.ts';
import { tools } from './tools.ts';
import type { SentEvaluation, SentMessage } from './types.ts';
import { conversationsBetween, simulationOf } from './visits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const anchorMs = Date.parse('2026-11-21T06:10:00Z');

/** Answers of the simulated past as facts, with a cost by their tokens. */
function factsOf(messages: readonly SentMessage[], evaluations: ReadonlyMap<string, readonly SentEvaluation[]>): Fact[] {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const known = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, known);
    return known;
  };
  return messages
    .filter(({ role }) => role === 'ASSISTANT')
    .map((message) =>
      factOf({
        id: numberOf(message.externalId),
        at: message.createdAt,
        conversation: numberOf(message.conversationId),
        user: numberOf(message.userId ?? ''),
        model: message.model ?? '',
        provider: message.provider ?? '',
        environment: message.environment ?? '',
        experiment: message.experimentName ?? '',
        variant: message.variant ?? '',
        tokens: [message.inputTokens ?? 0, 0, 0, message.outputTokens ?? 0, 0],
        costNanoUsd: 200 * (message.inputTokens ?? 0) + 600 * (message.outputTokens ?? 0),
        latencyMs: message.latencyMs ?? null,
        error: message.errorType ?? '',
        tools: (message.toolCalls ?? []).map(({ name, success = null, durationMs = null }) => ({ name, success, durationMs })),
        evaluations: (evaluations.get(message.externalId) ?? []).map(({ rating = null, success = null }) => ({
          rating,
          success,
          tags: [],
        })),
      }),
    );
}

type Story = ReturnType<typeof simulationOf>['story'];

async function foundIn(seed: number): Promise<{ found: Loose[]; causes: Loose; story: Story }> {
  const simulation = simulationOf({ seed, days: 60, messages: 60_000, anchorMs });
  const conversations = [...conversationsBetween(simulation, simulation.story.past.fromMs, anchorMs)];
  const isPast = ({ createdAt }: { createdAt: Date }): boolean => createdAt.getTime() < anchorMs;
  const evaluations = Map.groupBy(
    conversations.flatMap((conversation) => conversation.evaluations.filter(isPast)),
    ({ messageExternalId }) => messageExternalId ?? '',
  );
  const own = await openTestWorkspace(server);
  await own.run(
    'mutation { setWorkspaceSettings(input: { slaThresholdMs: 2000, weekStart: MONDAY, timeZone: "Europe/Berlin" }) { timeZone } }',
  );
  const messages = conversations.flatMap((conversation) => conversation.messages.filter(isPast));
  await sendTraffic(server.stores, own.id, factsOf(messages, evaluations));
  await judgeUntil(server, own.id, Math.floor(anchorMs / hourMs) * hourMs);
  const answer =
    await own.run(`{ anomalies(first: 50) { edges { node { sentence metric dimension dimensionValue kind direction severity beganAt endedAt
    findings { metric dimension dimensionValue kind direction value expected explainedShare beganAt endedAt } } } } }`);
  const causes = (await own.run(causesDocument, causesAsked(simulation.story))).data;
  return { causes, found: answer.data.anomalies.edges.map(({ node }: Loose) => node), story: simulation.story };
}

const causesDocument = `query ($tools: ExplainInput!, $quality: ExplainInput!) {
  tools: explain(input: $tools) { sentence causes { conditions { dimension value } isContradicted } }
  quality: explain(input: $quality) { sentence causes { conditions { dimension value } isContradicted } } }`;

/** The incident and the degradation, each beside the time before it. */
function causesAsked({ incident, degradation }: Story): object {
  const at = (ms: number): string => new Date(ms).toISOString();
  return {
    tools: {
      metric: 'TOOL_FAILURE_SHARE',
      filter: { from: at(incident.fromMs), to: at(incident.toMs) },
      baselineFrom: at(incident.fromMs - 7 * dayMs),
    },
    quality: {
      metric: 'SUCCESS_SHARE',
      filter: { from: at(degradation.fromMs), to: at(anchorMs) },
      baselineFrom: at(degradation.fromMs - 14 * dayMs),
    },
  };
}

// Over 10 s: sixty days of messages are simulated and written, and learned hour by hour.
describe('what is found in sixty days of the demo', () => {
  test.each([
    [1, false],
    [2, true],
  ])('the incident and the degradation, each as one anomaly, at most one other, and why: seed %d', async (seed, isQualityLower) => {
    const { found, causes, story } = await foundIn(seed);
    const { incident, degradation } = story;
    const isOfIncident = ({ beganAt }: Loose): boolean => Math.abs(Date.parse(beganAt) - incident.fromMs) <= 2 * hourMs;
    const isOfDegradation = ({ beganAt, findings }: Loose): boolean =>
      Date.parse(beganAt) >= degradation.fromMs && findings.some(({ dimensionValue }: Loose) => dimensionValue === degradation.model);
    const [incidents, degradations] = [found.filter(isOfIncident), found.filter((one) => !isOfIncident(one) && isOfDegradation(one))];
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ direction: 'UP' });
    expect(degradations).toHaveLength(1);
    expect(degradations[0]).toMatchObject({ dimension: 'MODEL', dimensionValue: degradation.model, direction: 'DOWN' });
    expect(found.length - 2).toBeLessThanOrEqual(1);
    // Why: the tools that ask the reservation system, and the model that got worse.
    const [failing] = causes.tools.causes;
    expect(failing.conditions[0].dimension).toBe('TOOL');
    expect(tools[failing.conditions[0].value as keyof typeof tools].asksReservations).toBe(true);
    expect(failing.isContradicted).toBe(false);
    // With the first seed other models got better meanwhile: all messages together are as good as before.
    const [worse] = causes.quality.causes;
    if (isQualityLower)
      expect(worse).toMatchObject({ conditions: [{ dimension: 'MODEL', value: degradation.model }], isContradicted: false });
    else expect(causes.quality.causes.every(({ isContradicted }: Loose) => isContradicted)).toBe(true);
  });
});
