import { pageLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { BadToolArgument, defineTool, NoData, type Arguments } from '../../../platform/tools/tool.ts';
import type { TrainingStatus } from '../types.ts';

/** States as the tool's callers name them. */
const statuses: Readonly<Record<string, readonly TrainingStatus[]>> = {
  pending: ['QUEUED', 'STARTING'],
  running: ['RUNNING', 'STALLED', 'CANCELLING'],
  completed: ['FINISHED'],
  failed: ['FAILED', 'LOST'],
  cancelled: ['CANCELLED'],
  all: [],
};
const mostJobs = 200;

interface Job {
  readonly id: string;
  readonly name: string;
  readonly status: TrainingStatus;
  readonly progressShare: number | null;
  readonly currentStep: number | null;
  readonly totalSteps: number | null;
  readonly currentEpoch: number | null;
  readonly totalEpochs: number | null;
  readonly lastLoss: number | string | null;
  readonly lastEvalLoss: number | string | null;
  readonly bestEvalLoss: number | null;
  readonly etaSeconds: number | null;
  readonly baseModel: string | null;
  readonly outputModel: string | null;
  readonly trainingMethod: string | null;
  readonly project: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly errorDetails: string | null;
  readonly costUsd: number | null;
  readonly warnings: readonly { readonly kind: string; readonly message: string; readonly beganAtStep: number }[];
}
const jobFields = `id name status progressShare currentStep totalSteps currentEpoch totalEpochs lastLoss lastEvalLoss bestEvalLoss etaSeconds
  baseModel outputModel trainingMethod project createdAt startedAt endedAt endReason errorDetails costUsd`;

export const jobArgument = { type: 'string', description: 'Training job: its id, external id or name' } as const;
const needsJob = { ...jobArgument, isRequired: true } as const;

const there = <Value>(job: Value | null, args: Arguments): Value => {
  if (job === null) throw new NoData(`The training job ${JSON.stringify(args['jobId'])} was deleted meanwhile.`);
  return job;
};
const pages = ({ id, name }: Pick<Job, 'id' | 'name'>) => [pageLink(`Training job ${name}`, `/training/${encodeURIComponent(id)}`)];

const progressFacts = (job: Job) => [
  fact('status', 'Status', job.status),
  fact('progress', 'Progress', job.progressShare, { unit: 'share' }),
  fact('step', 'Step', job.currentStep),
  fact('totalSteps', 'Steps in all', job.totalSteps),
  fact('epoch', 'Epoch', job.currentEpoch),
  fact('totalEpochs', 'Epochs in all', job.totalEpochs),
  fact('loss', 'Loss', job.lastLoss),
  fact('evalLoss', 'Evaluation loss', job.lastEvalLoss),
  fact('bestEvalLoss', 'Best evaluation loss', job.bestEvalLoss),
  fact('eta', 'Time left', job.etaSeconds, { unit: 's' }),
  fact('cost', 'Cost', job.costUsd, { unit: 'usd' }),
];

interface Metric {
  readonly name: string;
  readonly latest: number | string;
  readonly min: number | null;
  readonly max: number | null;
  readonly lastStep: number;
  readonly receivedCount: number;
}
interface Point {
  readonly step: number;
  readonly value: number | string;
}

export const trainingMetricsTool = defineTool({
  name: 'training_metrics',
  title: 'Training metrics',
  description:
    'Training jobs: status and progress of a job, its loss curves and other metrics (GPU, throughput), the list of jobs by status, and configuration with hyperparameters.',
  group: 'training',
  words: ['training', 'job', 'loss', 'epoch', 'step', 'progress', 'gpu', 'throughput', 'hyperparameter', 'perplexity', 'curve', 'run'],
  operations: {
    get_job_status: {
      about: 'status, progress, step, epoch, loss and warnings of a job',
      words: ['progress', 'doing', 'status', 'eta', 'left', 'finished', 'warning'],
      document: `query ($jobId: ID!) { trainingJob(id: $jobId) { ${jobFields} warnings { kind message beganAtStep } } }`,
      arguments: { jobId: needsJob },
      references: { jobId: 'trainingJob' },
      shape: ({ trainingJob }: { trainingJob: Job | null }, args) => {
        const job = there(trainingJob, args);
        return {
          facts: [fact('name', 'Job', job.name), ...progressFacts(job), fact('endReason', 'Reason of the end', job.endReason)],
          table:
            job.warnings.length === 0
              ? null
              : tableOf(job.warnings, (at) => [
                  at.text('kind', 'Warning', (one) => one.kind),
                  at.number('step', 'Began at step', (one) => one.beganAtStep),
                  at.text('message', 'Message', (one) => one.message),
                ]),
          links: pages(job),
        };
      },
    },
    get_job_metrics: {
      about: 'loss curves, and latest, least and greatest value of every metric, GPU and throughput included',
      words: ['loss', 'curve', 'gpu', 'throughput', 'perplexity', 'accuracy', 'learning rate', 'metric'],
      document: `query ($jobId: ID!) {
        trainingJob(id: $jobId) {
          id name metrics { name latest min max lastStep receivedCount }
          loss: series(metric: "loss", maxPoints: 200) { step value }
          evalLoss: series(metric: "eval_loss", maxPoints: 200) { step value }
        }
      }`,
      arguments: { jobId: needsJob },
      references: { jobId: 'trainingJob' },
      shape: (
        {
          trainingJob,
        }: {
          trainingJob: { id: string; name: string; metrics: readonly Metric[]; loss: readonly Point[]; evalLoss: readonly Point[] } | null;
        },
        args,
      ) => {
        const job = there(trainingJob, args);
        const [loss, evalLoss] = [valuesByStep(job.loss), valuesByStep(job.evalLoss)];
        const steps = [...new Set([...loss.keys(), ...evalLoss.keys()])].sort((one, other) => one - other);
        return {
          facts: job.metrics.flatMap(({ name, latest, min, max }) => [
            fact(`${metricKey(name)}`, `${name}, latest`, latest),
            fact(`${metricKey(name)}_min`, `${name}, least`, min),
            fact(`${metricKey(name)}_max`, `${name}, greatest`, max),
          ]),
          table: tableOf(steps, (at) => [
            at.number('step', 'Step', (step) => step),
            at.number('loss', 'Loss', (step) => loss.get(step)),
            at.number('evalLoss', 'Evaluation loss', (step) => evalLoss.get(step)),
          ]),
          chart:
            steps.length === 0
              ? null
              : { kind: 'line', x: 'step', y: ['loss', ...(evalLoss.size > 0 ? ['evalLoss'] : [])], title: `Loss of ${job.name}` },
          links: pages(job),
          notes: [
            ...(steps.length === 0 ? ['The job has logged no loss.'] : []),
            ...(job.loss.length >= 200 ? ['The curve is reduced to 200 points, which keep its extremes.'] : []),
          ],
        };
      },
    },
    list_jobs: {
      about: 'training jobs, newest first, of a status or of all',
      words: ['list', 'recent', 'history', 'running', 'completed', 'failed', 'jobs'],
      document: `query ($filter: TrainingJobFilter, $first: Int) {
        trainingJobCount(filter: $filter)
        trainingJobs(filter: $filter, first: $first) { edges { node { ${jobFields} } } }
      }`,
      computed: ['filter', 'first'],
      arguments: {
        status: { type: 'string', values: Object.keys(statuses), description: 'Only jobs of this status (default: all)' },
        limit: { type: 'integer', minimum: 1, maximum: mostJobs, description: `Most jobs to return (default: 50, at most ${mostJobs})` },
        offset: { type: 'integer', minimum: 0, maximum: mostJobs - 1, description: 'Jobs to leave out from the beginning' },
      },
      variables: ({ status = 'all', limit = 50, offset = 0 }) => {
        const first = Number(limit) + Number(offset);
        if (first > mostJobs)
          throw new BadToolArgument(
            'offset',
            `offset and limit are ${first} together; at most ${mostJobs} jobs are reached. Narrow the list by status.`,
          );
        return { filter: { statuses: statuses[String(status)] ?? [] }, first };
      },
      shape: (
        { trainingJobCount, trainingJobs }: { trainingJobCount: number; trainingJobs: { edges: readonly { node: Job }[] } },
        { offset = 0, status = 'all' },
      ) => {
        const jobs = trainingJobs.edges.slice(Number(offset)).map(({ node }) => node);
        return {
          facts: [
            fact('jobCount', status === 'all' ? 'Training jobs' : `Training jobs, ${String(status)}`, trainingJobCount, { unit: 'jobs' }),
          ],
          table: tableOf(
            jobs,
            (at) => [
              at.text('name', 'Job', (job) => job.name),
              at.text('status', 'Status', (job) => job.status),
              at.share('progress', 'Progress', (job) => job.progressShare),
              at.number('loss', 'Loss', (job) => job.lastLoss),
              at.number('evalLoss', 'Evaluation loss', (job) => job.lastEvalLoss),
              at.text('baseModel', 'Base model', (job) => job.baseModel),
              at.text('method', 'Method', (job) => job.trainingMethod),
              at.time('startedAt', 'Started', (job) => job.startedAt),
              at.time('endedAt', 'Ended', (job) => job.endedAt),
              at.usd('cost', 'Cost', (job) => job.costUsd),
              at.text('id', 'Id', (job) => job.id),
            ],
            { total: trainingJobCount },
          ),
          links: [pageLink('Training jobs', '/training')],
        };
      },
    },
    get_job_details: {
      about: 'configuration, hyperparameters, data set and times of a job',
      words: ['hyperparameter', 'configuration', 'config', 'detail', 'dataset', 'learning rate', 'batch size'],
      document: `query ($jobId: ID!) {
        trainingJob(id: $jobId) {
          ${jobFields} hyperparameters datasetName datasetSize configuration { name } configurationVersion attempt tags userName modelVersion
          hardware { name gpuCount gpuName } scores { overfitting convergence stability generalisation efficiency }
        }
      }`,
      arguments: { jobId: needsJob },
      references: { jobId: 'trainingJob' },
      shape: ({ trainingJob }: { trainingJob: Details | null }, args) => {
        const job = there(trainingJob, args);
        return {
          facts: [
            fact('name', 'Job', job.name),
            ...progressFacts(job),
            fact('baseModel', 'Base model', job.baseModel),
            fact('outputModel', 'Model that it makes', job.outputModel),
            fact('method', 'Training method', job.trainingMethod),
            fact('project', 'Project', job.project),
            fact('configuration', 'Configuration', job.configuration?.name),
            fact('dataset', 'Data set', job.datasetName),
            fact('datasetSize', 'Rows of the data set', job.datasetSize, { unit: 'rows' }),
            fact('attempt', 'Attempt', job.attempt),
            fact('gpu', 'GPU', job.hardware?.gpuName),
            fact('createdAt', 'Created', job.createdAt),
            fact('startedAt', 'Started', job.startedAt),
            fact('endedAt', 'Ended', job.endedAt),
            fact(
              'duration',
              'Duration',
              job.startedAt === null || job.endedAt === null ? null : (Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1_000,
              { unit: 's' },
            ),
            fact('error', 'Error', job.errorDetails, { isPayload: true }),
            ...Object.entries(job.scores).map(([name, value]) => fact(`${name}Score`, `Score of ${name}`, value)),
          ],
          table: tableOf(Object.entries(job.hyperparameters ?? {}), (at) => [
            at.text('parameter', 'Hyperparameter', ([name]) => name),
            at.text('value', 'Value', ([, value]) => (typeof value === 'object' ? JSON.stringify(value) : value)),
          ]),
          links: pages(job),
        };
      },
    },
  },
});

interface Details extends Job {
  readonly hyperparameters: Readonly<Record<string, unknown>> | null;
  readonly datasetName: string | null;
  readonly datasetSize: number | null;
  readonly configuration: { readonly name: string } | null;
  readonly attempt: number;
  readonly hardware: { readonly gpuName: string | null } | null;
  readonly scores: Readonly<Record<string, number | null>>;
}

const valuesByStep = (points: readonly Point[]): Map<number, number | string> => new Map(points.map(({ step, value }) => [step, value]));
const metricKey = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^_/, '');
