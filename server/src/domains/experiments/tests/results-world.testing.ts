import { expect } from 'vitest';
import { createTestWorkspace } from '../../../platform/store/testing.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../../access/commands.ts';

export const dayMs = 86_400_000;
/** Experiments of these tests began then. */
export const startMs = Date.now() - 10 * dayMs;
export const iso = (ms: number): string => new Date(ms).toISOString();

const argumentOf = {
  recordExposures: 'exposures',
  recordEvents: 'events',
  ingestMessages: 'messages',
  evaluateMessages: 'evaluations',
} as const;

const shown = `{ phase excludedUnits verdict reasons sentence variant daysLeft sampleRatio { pValue isMismatch counts { variant n expected } }
  variants { variant verdict reasons }
  metrics { metric name role goal unit variants { variant isBase n value difference differenceLow differenceHigh lift low high pValue sequentialLow sequentialHigh alpha correctedPValue chanceToWin
    expectedLoss verdict problem isAdjusted
    adjusted { difference differenceLow differenceHigh lift pValue varianceSavedShare } unadjusted { difference differenceLow differenceHigh lift pValue } }
    ranks { variant chanceOfMore pValue method problem } } }`;

export type ResultsWorld = Awaited<ReturnType<typeof openResultsWorld>>;

/** A workspace of its own, and what tests of results do in it. */
export async function openResultsWorld(server: TestServer) {
  const workspaceId = await createTestWorkspace(server.stores, `results-${performance.now()}`);
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'results', role: 'EDITOR' });
  const headers = { authorization: `Bearer ${secret}` };
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await ask(server, query, { headers, variables });
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  return {
    server,
    workspaceId,
    run,
    /** Starts an experiment ten days ago, and gives its id. */
    async started(input: object): Promise<string> {
      const { createExperiment } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
      await run('mutation ($input: StartExperimentInput!) { startExperimentSince(input: $input) { startedAt } }', {
        input: { ...createExperiment, since: iso(startMs) },
      });
      return createExperiment.id;
    },
    async accepted(mutation: keyof typeof argumentOf, type: string, items: readonly object[]): Promise<void> {
      const { [mutation]: result } = await run(
        `mutation ($items: [${type}!]!) { ${mutation}(${argumentOf[mutation]}: $items) { accepted rejected { index field reason } } }`,
        { items },
      );
      expect([result.accepted, result.rejected]).toEqual([items.length, []]);
    },
    resultsOf: async (key: string): Promise<Loose> =>
      (await run(`query ($key: String!) { experiment(key: $key) { results ${shown} } }`, { key })).experiment.results,
  };
}
