import { mock } from 'node:test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '../../src/domains/assistant-tools/commands.ts';
import { planQuestion } from '../../src/domains/assistant-tools/load/plan.ts';
import { searchTools } from '../../src/domains/assistant-tools/load.ts';
import { fillSlots } from '../../src/domains/assistant-tools/pure/slots.ts';
import { textForModel } from '../../src/domains/assistant-tools/pure/text-for-model.ts';
import { tokensOf } from '../../src/domains/assistant-tools/pure/tokens.ts';
import type { ToolContext } from '../../src/domains/assistant-tools/types.ts';
import { instructionsFor } from '../../src/domains/assistant/pure/instructions.ts';
import { ask, openTestServer, type TestServer } from '../../src/server.testing.ts';
import { wrongAnswer } from '../../src/domains/assistant-tools/tests/exact.testing.ts';
import { answerOf, grade } from './grade.testing.ts';
import { openScript, type Script } from './scripted.testing.ts';
import { cases } from './texts.testing.ts';
import { now, openWorld, replies } from './world.testing.ts';

let server: TestServer;
let context: ToolContext;
beforeAll(async () => {
  server = await openTestServer();
  context = await openWorld(server);
});
afterAll(() => server?.close());

describe('asked of the planner', () => {
  // Forecasts are of the days from now on.
  beforeAll(() => mock.timers.enable({ apis: ['Date'], now }));
  afterAll(() => mock.timers.reset());

  test.each(cases)('$text', async ({ text, tool, expected }) => {
    const plan = await planQuestion(context, text, now);
    if (tool !== null) expect(plan, plan.why).toMatchObject({ canAnswer: true, tool });
    expect(await wrongAnswer(context, { text, expected }, now)).toBeNull();
    if (!plan.canAnswer) return;
    expect(tokensOf(textForModel(await runTool(context, plan.tool, plan.arguments, { now }), 1_500))).toBeLessThanOrEqual(1_500);
  });
});

test('there are at least 120 texts, each once', () => {
  expect(cases.length).toBeGreaterThanOrEqual(120);
  expect(new Set(cases.map(({ text }) => text)).size).toBe(cases.length);
});

test('a number in prose is a cell of a result, with the query behind it', async () => {
  const result = await runTool(context, 'production_metrics', { measures: ['messages', 'cost'] }, { now, nextHandle: () => 'r1' });
  const { text, slots, problems } = fillSlots('There were {{r1.facts.messages}} messages.', [result]);
  expect([text, problems]).toEqual([`There were ${replies.length} messages messages.`, []]);
  expect(slots[0]?.value).toBe(replies.length);
  const { body } = await ask(server, result.query?.document ?? '', { variables: result.query?.variables });
  expect(body.data.analytics.overview.messageCount).toBe(replies.length);
  expect(fillSlots('There were 1234 messages.', [result]).problems).toMatchObject([{ kind: 'NUMBER_WITHOUT_CELL', text: '1234' }]);
});

test('the definitions that a text finds take fewer than 4,000 tokens, and the tool that answers is among them', () => {
  const sizes = cases.map(({ text }) =>
    tokensOf(JSON.stringify(searchTools(context, text).map(({ name, description, parameters }) => ({ name, description, parameters })))),
  );
  expect(Math.max(...sizes)).toBeLessThan(4_000);
  const words = cases.filter(({ text, tool }) => tool !== null && !text.startsWith('/'));
  const found = words.filter(({ text, tool }) => searchTools(context, text).some(({ name }) => name === tool));
  expect(found.length / words.length).toBeGreaterThan(0.9);
});

test('the same text over the same data has the same plan', async () => {
  const plans = await Promise.all(Array.from({ length: 3 }, () => planQuestion(context, 'p95 latency of gpt-4o last week', now)));
  expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(1);
});

describe('asked of a model that is scripted', () => {
  let script: Script;
  beforeAll(async () => {
    script = await openScript(server, context);
  });
  afterAll(() => script?.close());

  test.each(cases)('$text', async (one) => {
    const turn = await script.answer(one);
    const { isRight, why, wrongNumberCount } = grade(turn, one.expected, one.text);
    expect({ isRight, why, wrongNumberCount }).toEqual({ isRight: true, why: '', wrongNumberCount: 0 });
    // Instructions, definitions of tools and text, as they were sent: four characters a token is less than what models count.
    for (const { body } of script.fake.requests.splice(0))
      expect(tokensOf(JSON.stringify([body.messages, body.tools ?? []]))).toBeLessThan(6_000);
  });

  test('a value that the model makes up is not shown, and counts as not answered', async () => {
    const one = cases.find(({ expected }) => expected.kind === 'fact') as (typeof cases)[number];
    for (const says of ['It is 987,654.', 'It is nine hundred.', 'It is {{r1.facts.madeUp}}.', '**9876** it is']) {
      const turn = await script.answer(one, () => says);
      expect(answerOf(turn)).not.toMatch(/987|nine|madeUp/);
      expect(grade(turn, one.expected, one.text)).toMatchObject({ isRight: false, wrongNumberCount: 0 });
    }
  });
});

test('instructions, and all definitions that any text finds, are fewer than 6,000 tokens together', () => {
  const instructions = tokensOf(instructionsFor({ now, timeZone: 'America/Argentina/ComodRivadavia', mayAct: true }));
  const sizes = cases.map(({ text }) =>
    tokensOf(JSON.stringify(searchTools(context, text).map(({ name, description, parameters }) => ({ name, description, parameters })))),
  );
  expect(instructions + Math.max(...sizes)).toBeLessThan(6_000);
});
