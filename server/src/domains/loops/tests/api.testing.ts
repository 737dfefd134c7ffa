import { expect } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { drainLoops } from '../background/work.ts';
import type { StepKind } from '../types.ts';

export interface World {
  readonly server: () => TestServer;
  /** Where files are kept. */
  readonly folder: () => string;
}

/** Runs an operation that is to succeed; its data. */
export async function must(workspace: TestWorkspace, query: string, variables: object = {}): Promise<Loose> {
  const { data, errors } = await workspace.run(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** A question and an answer of one conversation. */
export interface Exchange {
  readonly asked: string;
  readonly answered: string;
  readonly isGood: boolean;
  /** What a person has corrected. */
  readonly corrected?: string;
  readonly userId?: string;
  readonly before?: readonly { readonly role: 'USER' | 'ASSISTANT'; readonly content: string }[];
}

/** Sends exchanges with their verdicts; answers are `m0`, `m1`, …. */
async function send(server: TestServer, workspace: TestWorkspace, exchanges: readonly Exchange[]): Promise<void> {
  const messages = exchanges.flatMap(({ asked, answered, userId, before = [] }, at) => {
    const turns = [...before, { role: 'USER', content: asked }, { role: 'ASSISTANT', content: answered }];
    return turns.map(({ role, content }, place) => ({
      externalId: place === turns.length - 1 ? `m${at}` : `m${at}-${place}`,
      conversationId: `c${at}`,
      role,
      content,
      createdAt: new Date(Date.UTC(2026, 2, 1, 10, 0, at, place)).toISOString(),
      ...(role === 'ASSISTANT' && { model: 'sums' }),
      ...(userId !== undefined && { userId }),
    }));
  });
  const evaluations = exchanges.map(({ isGood, corrected }, at) => ({
    externalId: `e${at}`,
    messageExternalId: `m${at}`,
    success: isGood,
    evaluator: 'Ada',
    evaluatorKind: 'HUMAN',
    ...(corrected !== undefined && { correctedOutput: corrected }),
  }));
  const sent = await must(
    workspace,
    `mutation ($messages: [MessageInput!]!, $evaluations: [EvaluationInput!]!) {
      ingestMessages(messages: $messages) { rejected { field reason } }
      evaluateMessages(evaluations: $evaluations) { rejected { field reason } }
    }`,
    { messages, evaluations },
  );
  expect(sent.ingestMessages.rejected).toEqual([]);
  expect(sent.evaluateMessages.rejected).toEqual([]);
  await drainProjection(server.stores);
}

const stepFields = 'kind state count outOf share low high sentence link startedAt finishedAt error';
const loopFields = `id name status step verdict { meaning pValue sentence fixed { count outOf share low high } fixedHeldOut { count outOf }
  broke { count outOf share low high } } datasetVersion { id } job { id } steps { ${stepFields} }`;
const itemFields =
  'id kind state prompt failedAnswer expectedAnswer correction correctedBy proposal proposalError split isTrained newAnswer outcome message { id externalId }';

/** A workspace of its own, and what a person does with loops in it. */
export async function openLoops(world: World) {
  const server = world.server();
  const workspace = await openTestWorkspace(server);
  const drain = (): Promise<void> => drainLoops(server.stores, server.live);
  const change = async (name: string, type: string, input: object): Promise<Loose> => {
    const { data, errors } = await workspace.run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${loopFields} } }`, { input });
    return data?.[name] ?? { ...errors[0].extensions, message: errors[0].message };
  };
  const byId = async (name: string, id: string): Promise<Loose> => {
    const { data, errors } = await workspace.run(`mutation ($id: ID!) { ${name}(id: $id) { ${loopFields} } }`, { id });
    return data?.[name] ?? { ...errors[0].extensions, message: errors[0].message };
  };
  const at = async (id: string): Promise<Loose> =>
    (await must(workspace, `query ($id: ID!) { loop(id: $id) { ${loopFields} } }`, { id })).loop;
  return {
    server,
    workspace,
    drain,
    change,
    byId,
    at,
    send: (exchanges: readonly Exchange[]) => send(server, workspace, exchanges),
    /** Begins a loop over answers that failed, and has the server do its steps. */
    start: async (input: object = {}): Promise<string> => {
      const made = await change('startLoop', 'StartLoopInput', { name: 'sums', filter: { judgedPoorly: true }, ...input });
      expect(made.status).toBe('RUNNING');
      await drain();
      return made.id as string;
    },
    stepOf: async (id: string, kind: StepKind): Promise<Loose> => (await at(id)).steps.find((step: Loose) => step.kind === kind),
    items: async (id: string, filter = ''): Promise<Loose[]> =>
      (
        await must(workspace, `query ($id: ID!) { loop(id: $id) { items(first: 200${filter}) { edges { node { ${itemFields} } } } } }`, {
          id,
        })
      ).loop.items.edges.map(({ node }: Loose) => node),
    correct: (id: string, items: readonly object[]) => change('correctLoopItems', 'CorrectLoopItemsInput', { id, items }),
    build: (id: string, more: object = {}) => change('buildLoopDataset', 'BuildLoopDatasetInput', { id, ...more }),
  };
}
