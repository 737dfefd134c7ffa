import { expect } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';

export type Workspace = TestWorkspace;

/** What the tests of training do in a workspace of their own. */
export function helpersOf(served: () => TestServer) {
  /** A workspace of its own, and how to ask in it. */
  const workspace = (): Promise<Workspace> => openTestWorkspace(served());
  const createJob = async ({ run }: Workspace, input: object = {}): Promise<string> => {
    const body = await run('mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', { input });
    expect(body.errors).toBeUndefined();
    return body.data.createTrainingJob.id;
  };
  const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;
  const log = async ({ run }: Workspace, jobId: string, points: readonly unknown[]): Promise<Loose> => {
    const body = await run(
      'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted updated rejected { index field reason } } }',
      { jobId, points },
    );
    return body.data?.logTrainingSteps ?? body.errors[0].extensions;
  };
  const fields = async ({ run }: Workspace, id: string, selection: string, variables = ''): Promise<Loose> => {
    const body = await run(`query ($id: ID!) { trainingJob(id: $id) { ${selection} } } ${variables}`, { id });
    expect(body.errors).toBeUndefined();
    return body.data.trainingJob;
  };
  const line = (metric: string, steps: readonly number[], value: (step: number) => unknown, rest: object = {}) =>
    steps.map((step) => ({ metric, step, value: value(step), ...rest }));
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
  return { workspace, createJob, keyOf, log, fields, line, range };
}
