import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from '../../src/domains/assistant-tools/commands.ts';
import { planQuestion } from '../../src/domains/assistant-tools/load/plan.ts';
import { searchTools } from '../../src/domains/assistant-tools/load.ts';
import { fillSlots } from '../../src/domains/assistant-tools/pure/slots.ts';
import { textForModel } from '../../src/domains/assistant-tools/pure/text-for-model.ts';
import { tokensOf } from '../../src/domains/assistant-tools/pure/tokens.ts';
import type { ToolContext, ToolResult } from '../../src/domains/assistant-tools/types.ts';
import { ask, openTestServer, type TestServer } from '../../src/server.testing.ts';
import { cases, type Expected } from './texts.testing.ts';
import { now, openWorld, replies } from './world.testing.ts';

let server: TestServer;
let context: ToolContext;
beforeAll(async () => {
  server = await openTestServer();
  context = await openWorld(server);
});
afterAll(() => server?.close());

function valueIn({ facts, table }: ToolResult, expected: Extract<Expected, { kind: 'fact' | 'cell' }>): unknown {
  if (expected.kind === 'fact') {
    const found = facts.find(({ key }) => key === expected.key);
    return found === undefined ? `no fact ${expected.key} among ${facts.map(({ key }) => key).join(', ')}` : (found.value ?? 'no data');
  }
  const at = table?.columns.findIndex(({ key }) => key === expected.column) ?? -1;
  const row = typeof expected.row === 'number' ? table?.rows[expected.row] : table?.rows.find((cells) => cells.includes(expected.row));
  return row === undefined ? `no row ${expected.row}` : at < 0 ? `no column ${expected.column}` : (row[at] ?? 'no data');
}

test.each(cases)('$text', async ({ text, tool, expected }) => {
  const plan = await planQuestion(context, text, now);
  if (expected.kind === 'none') return expect(plan).toMatchObject({ canAnswer: false, why: expect.stringMatching(expected.words) });
  expect(plan, plan.why).toMatchObject({ canAnswer: true, tool });
  if (!plan.canAnswer) return;
  const result = await runTool(context, plan.tool, plan.arguments, { now });
  if (expected.kind === 'error') {
    expect(result.error).toMatchObject({ code: expected.code });
    if (expected.near !== undefined) expect(result.error?.near).toContain(expected.near);
    return;
  }
  expect(result.error).toBeNull();
  if (expected.kind === 'proposal') return expect(result.proposal?.title).toMatch(expected.title);
  if (expected.kind === 'rows') return expect(result.table?.total).toBe(expected.total);
  const value = valueIn(result, expected);
  if (typeof expected.value === 'number') expect(value).toBeCloseTo(expected.value, 9);
  else expect(value).toBe(expected.value);
  expect(tokensOf(textForModel(result, 1_500))).toBeLessThanOrEqual(1_500);
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
