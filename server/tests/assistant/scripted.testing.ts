import { mock } from 'node:test';
import { planQuestion } from '../../src/domains/assistant-tools/load/plan.ts';
import type { ToolContext } from '../../src/domains/assistant-tools/types.ts';
import {
  openFakeModels,
  type FakeAnswer,
  type FakeModels,
  type FakeRequest,
} from '../../src/domains/model-connections/tests/fake-models.testing.ts';
import { ask as askServer, type Loose, type TestServer } from '../../src/server.testing.ts';
import { gradedFields } from './grade.testing.ts';
import type { Case } from './texts.testing.ts';
import { now } from './world.testing.ts';

/** A model that calls the tool of a text with its arguments, and states the cell that the text asks for. */
export interface Script {
  readonly fake: FakeModels;
  /** What the model says after its tools; absent: the sentence with the slot. */
  answer(one: Case, says?: (results: readonly string[]) => string): Promise<Loose>;
  close(): Promise<void>;
}

/** Connects a scripted model to the workspace of the world. The clock stands at the moment that the world is seen from. */
export async function openScript(server: TestServer, context: ToolContext): Promise<Script> {
  const fake = await openFakeModels({ api: 'openai' });
  const { body } = await askServer(
    server,
    'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }',
    {
      variables: { input: { name: 'script', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] } },
    },
  );
  if (body.errors !== undefined) throw new Error(body.errors[0].message);
  mock.timers.enable({ apis: ['Date'], now });
  return {
    fake,
    async answer(one, says) {
      const plan = await planQuestion(context, one.text, now);
      const call = plan.canAnswer ? { call: plan.tool, json: JSON.stringify(plan.arguments) } : null;
      fake.answer((request): FakeAnswer => {
        const results = resultsIn(request);
        if (call !== null && results.length === 0) return [call];
        return [{ text: (says ?? ((of) => sentenceFor(one, of.at(-1) ?? '')))(results) }];
      });
      return askAndWait(server, withoutSlash(one.text));
    },
    async close() {
      mock.timers.reset();
      await fake.close();
    },
  };
}

/** A text that begins with a slash is a command, which no model is asked for. */
const withoutSlash = (text: string): string => (text.startsWith('/') ? `Run ${text}` : text);

/** Texts of the results that a model has been sent since the person last asked. */
function resultsIn({ body }: FakeRequest): string[] {
  const messages = body.messages as { role: string; content: string }[];
  const last = messages.findLastIndex(({ role }) => role === 'user');
  return messages.slice(last + 1).flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
}

/** What a model that reads its result says: the address of the cell is read from it, the value is not. */
function sentenceFor({ expected }: Case, result: string): string {
  const handle = /^(r\d+):/m.exec(result)?.[1] ?? 'r1';
  if (expected.kind === 'fact') return `It is {{${handle}.facts.${expected.key}}}.`;
  if (expected.kind === 'cell') return `It is {{${handle}.rows[${rowOf(result, expected.row)}].${expected.column}}}.`;
  if (expected.kind === 'none') return "I can't answer that: the data has no such thing.";
  if (expected.kind === 'error') return 'There is no such value in the data.';
  return expected.kind === 'proposal' ? 'I propose the change on the card.' : 'The table has them.';
}

/** The number of the row with a cell of this name, as the table stands in the text. */
function rowOf(result: string, row: string | number): number {
  if (typeof row === 'number') return row;
  const line = result.split('\n').find(
    (one) =>
      /^\d+ \|/.test(one) &&
      one
        .split(' | ')
        .slice(1)
        .some((cell) => cell.trim() === row),
  );
  return line === undefined ? 999 : Number(line.split(' ')[0]);
}

/** Asks as the local owner, and gives the turn as it ended. */
export async function askAndWait(server: TestServer, text: string, model?: string): Promise<Loose> {
  const { body } = await askServer(server, 'mutation ($input: AskAssistantInput!) { askAssistant(input: $input) { id } }', {
    variables: { input: { text, ...(model !== undefined && { model }) } },
  });
  if (body.errors !== undefined) throw new Error(body.errors[0].message);
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({
      query: `subscription ($id: ID!) { assistantTurn(turnId: $id) { status } }`,
      variables: { id: body.data.askAssistant.id },
    }),
  });
  await response.text();
  const { body: read } = await askServer(server, `query ($id: ID!) { node(id: $id) { ... on AssistantTurn { ${gradedFields} } } }`, {
    variables: { id: body.data.askAssistant.id },
  });
  if (read.errors !== undefined) throw new Error(read.errors[0].message);
  return read.data.node;
}
