import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createTestWorkspace } from '../../../platform/store/testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { noteLostRunners } from '../background.ts';
import { leaseMs } from '../pure/lease.ts';

/** What the tests of runners do, in workspaces of their own. */
export function helpersOf(served: () => TestServer) {
  /** A workspace of its own with a configuration, and what people and runners do in it. */
  async function workplace() {
    const workspaceId = await createTestWorkspace(served().stores, randomUUID());
    const { secret } = await createApiKey(served().stores, { workspaceId, name: 'Ada', role: 'OWNER' });
    const headers = { authorization: `Bearer ${secret}` };
    const run = async (query: string, variables: object = {}): Promise<Loose> => (await ask(served(), query, { variables, headers })).body;
    const field = async (name: string, type: string, input: object, selection: string): Promise<Loose> => {
      const body = await run(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input });
      return body.data?.[name] ?? body.errors?.[0].extensions ?? null;
    };
    const save = (input: object) =>
      field(
        'saveTrainingConfiguration',
        'SaveTrainingConfigurationInput',
        input,
        'id name version versions { version command parameters }',
      );
    const configuration = await save({ name: 'tiny', command: 'reference', parameters: { steps: 5, learning_rate: 0.1 } });
    return {
      workspaceId,
      run,
      save,
      configuration,
      register: (input: object = {}) =>
        field(
          'registerRunner',
          'RegisterRunnerInput',
          { name: 'r', commands: ['reference'], ...input },
          'id name labels hourlyUsd hardware { gpuName }',
        ),
      start: (input: object = {}) =>
        field(
          'startTrainingJob',
          'StartTrainingJobInput',
          { configurationId: configuration.id, ...input },
          'id name status hyperparameters priority configurationVersion',
        ),
      lease: (runnerId: string) =>
        field(
          'leaseTrainingJob',
          'LeaseTrainingJobInput',
          { runnerId },
          'fence attempt job { id status hourlyUsd } configuration { command } runner { name }',
        ),
      renew: (held: object) => field('renewTrainingLease', 'RenewTrainingLeaseInput', held, 'job { status }'),
      append: (held: object, firstLine: number, text: string) =>
        field('appendTrainingLog', 'AppendTrainingLogInput', { ...held, firstLine, text }, 'lastLine'),
      exit: (held: object, rest: object) =>
        field('reportTrainingExit', 'ReportTrainingExitInput', { ...held, ...rest }, 'status endReason attempt errorDetails'),
      job: async (id: string) =>
        (
          await run(
            'query ($id: ID!) { trainingJob(id: $id) { status endReason attempt attempts { attempt exitCode endReason } lease { lossCount lastLine releasedAt } } }',
            { id },
          )
        ).data.trainingJob,
      log: async (jobId: string, rest = '') =>
        (await run(`query ($jobId: ID!) { trainingLog(jobId: $jobId${rest}) { line text } }`, { jobId })).data.trainingLog,
    };
  }

  /** A job that a runner holds. */
  async function held(own: Awaited<ReturnType<typeof workplace>>) {
    const runner = await own.register();
    const job = await own.start();
    const lease = await own.lease(runner.id);
    expect(lease).toMatchObject({ attempt: 1, job: { id: job.id, status: 'STARTING' }, configuration: { command: 'reference' } });
    return { runner, job, holding: { jobId: job.id, fence: lease.fence } };
  }
  const afterLoss = (): Date => new Date(Date.now() + leaseMs + 1);
  const sweep = (now: Date) =>
    noteLostRunners({ stores: served().stores, live: served().live, onError: (error: unknown) => expect(error).toBeNull() } as never, now);
  return { workplace, held, afterLoss, sweep };
}
