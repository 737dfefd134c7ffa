import { expect } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { createOrUpdateJob } from '../../training/commands/job.ts';
import { recordPoints } from '../../training/commands/points.ts';
import type { SentPoint } from '../../training/types.ts';

export type Workspace = TestWorkspace;

/** What the tests of health do in a workspace of their own. */
export function helpersOf(served: () => TestServer) {
  /** A workspace of its own, and how to ask in it. */
  const workspace = (): Promise<Workspace> => openTestWorkspace(served());
  /** The key of a new job. */
  async function createJob({ id }: Workspace, input: Parameters<typeof createOrUpdateJob>[2] = {}): Promise<string> {
    const made = await createOrUpdateJob(served(), id, input, { source: 'API', now: new Date() });
    if (!made.ok) throw made.failure;
    return made.value.job.id;
  }
  const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const line = (metric: string, steps: readonly number[], value: (step: number) => number, at?: (step: number) => Date): SentPoint[] =>
    steps.map((step) => ({ metric, step, value: value(step), ...(at === undefined ? {} : { at: at(step) }) }));
  const falling = (step: number): number => 1 + 3 * 2 ** (-step / 100);
  async function log({ id }: Workspace, jobId: string, ...points: readonly SentPoint[][]): Promise<void> {
    const stored = await recordPoints(served(), id, jobId, points.flat());
    if (!stored.ok) throw stored.failure;
    expect(stored.value.rejected).toEqual([]);
  }
  async function job({ run }: Workspace, jobId: string, selection: string): Promise<Loose> {
    const id = Buffer.from(`TrainingJob:${jobId}`).toString('base64');
    const body = await run(`query ($id: ID!) { trainingJob(id: $id) { ${selection} } }`, { id });
    expect(body.errors).toBeUndefined();
    return body.data.trainingJob;
  }
  const warnings = async (own: Workspace, jobId: string, args = ''): Promise<Loose> =>
    (await job(own, jobId, `warnings${args} { kind beganAtStep message advice evidence raisedAt clearedAt }`)).warnings;
  const kinds = async (own: Workspace, jobId: string): Promise<[string, number][]> =>
    (await warnings(own, jobId)).map(({ kind, beganAtStep }: Loose) => [kind, beganAtStep]);
  const hour = 3_600_000;
  /** Lets the one attempt of a job have lasted from `startedAt` to `endedAt`. */
  async function lasted(jobId: string, startedAt: Date, endedAt: Date): Promise<void> {
    await served().stores.prisma.trainingAttempt.updateMany({ where: { jobId }, data: { startedAt, endedAt } });
    await served().stores.prisma.trainingJob.update({
      where: { id: jobId },
      data: { status: 'FINISHED', endReason: 'COMPLETED', startedAt, endedAt },
    });
  }
  return { workspace, createJob, range, line, falling, log, job, warnings, kinds, hour, lasted };
}
