import { pageLink } from '../../../platform/tools/links.ts';
import { tableOf } from '../../../platform/tools/table.ts';
import { BadToolArgument, defineTool, NoData, type Arguments } from '../../../platform/tools/tool.ts';
import type { TrainingStatus } from '../types.ts';
import { jobArgument } from './metrics.ts';

interface Configuration {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly versions: readonly {
    readonly baseModel: string | null;
    readonly project: string | null;
    readonly command: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  }[];
}

const configurationFields = 'id name version updatedAt versions(first: 1) { baseModel project command parameters }';
const needsJob = { ...jobArgument, isRequired: true } as const;
const ended: readonly TrainingStatus[] = ['FINISHED', 'FAILED', 'CANCELLED', 'LOST'];
const cancel =
  'mutation ($id: ID!, $saveCheckpoint: Boolean) { cancelTrainingJob(id: $id, saveCheckpoint: $saveCheckpoint) { id name status } }';

interface SteeredJob {
  readonly id: string;
  readonly name: string;
  readonly status: TrainingStatus;
  readonly currentStep: number | null;
  readonly parameters: readonly { readonly name: string; readonly current: unknown }[];
}

const there = (job: SteeredJob | null, args: Arguments): SteeredJob => {
  if (job === null) throw new NoData(`The training job ${JSON.stringify(args['jobId'])} was deleted meanwhile.`);
  return job;
};
/** Jobs that go on can be changed; what became of the others is stated. */
function assertRuns({ name, status }: SteeredJob): void {
  if (ended.includes(status))
    throw new BadToolArgument(
      'jobId',
      `The training job ${JSON.stringify(name)} is ${status}; only one that has not ended can be changed.`,
    );
}

export const trainingControlTool = defineTool({
  name: 'training_control',
  title: 'Training control',
  description:
    'Lists training configurations; proposes to start a training from one, to cancel a job, or to change parameters of a running job. Nothing changes before a person confirms.',
  group: 'training',
  words: ['training', 'start', 'stop', 'cancel', 'configuration', 'config', 'learning rate', 'parameter', 'launch', 'change'],
  operations: {
    list_configs: {
      about: 'training configurations',
      words: ['list', 'configuration', 'config', 'template'],
      document: `{ trainingConfigurations { ${configurationFields} } }`,
      shape: ({ trainingConfigurations }: { trainingConfigurations: readonly Configuration[] }) => ({
        table: tableOf(trainingConfigurations, (at) => [
          at.text('name', 'Configuration', (one) => one.name),
          at.number('version', 'Version', (one) => one.version),
          at.text('baseModel', 'Base model', (one) => one.versions[0]?.baseModel),
          at.text('project', 'Project', (one) => one.versions[0]?.project),
          at.text('command', 'Command', (one) => one.versions[0]?.command),
          at.text('parameters', 'Parameters', (one) => JSON.stringify(one.versions[0]?.parameters ?? {})),
          at.time('updatedAt', 'Changed', (one) => one.updatedAt),
          at.text('id', 'Id', (one) => one.id),
        ]),
        links: [pageLink('Training configurations', '/configurations')],
      }),
    },
    start_training: {
      about: 'propose a training job from a configuration, with other parameters where given',
      words: ['start', 'launch', 'begin', 'train'],
      document: `query ($configId: ID!) { node(id: $configId) { ... on TrainingConfiguration { ${configurationFields} } } }`,
      arguments: {
        configId: { type: 'string', isRequired: true, description: 'Training configuration: its id or name' },
        name: { type: 'string', description: 'Name of the job; absent: that of the configuration with the time' },
        parameters: { type: 'object', description: 'Parameters in place of those of the configuration, by name' },
      },
      references: { configId: 'trainingConfiguration' },
      variables: ({ configId }) => ({ configId }),
      mutation: 'mutation ($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id name status } }',
      propose: ({ node }: { node: Configuration | null }, { name, parameters }) => {
        if (node === null) throw new NoData('The training configuration was deleted meanwhile.');
        const known = node.versions[0]?.parameters ?? {};
        const given = (parameters ?? {}) as Record<string, unknown>;
        return {
          title: `Start a training job from configuration ${JSON.stringify(node.name)}, version ${node.version}`,
          variables: {
            input: { configurationId: node.id, ...(name !== undefined && { name }), ...(parameters !== undefined && { parameters }) },
          },
          changes: [
            { path: 'training job', before: null, after: name ?? `${node.name}, with the time of its start` },
            { path: 'configuration version', before: null, after: node.version },
            ...Object.keys({ ...known, ...given }).map((key) => ({
              path: `parameters.${key}`,
              before: known[key] ?? null,
              after: given[key] ?? known[key],
            })),
          ],
          touches: [{ what: 'new training jobs', count: 1 }],
          undo: null,
          notes: ['The job can be cancelled once it is in the queue.'],
        };
      },
    },
    cancel_training: {
      about: 'propose the end of a job',
      words: ['stop', 'cancel', 'end', 'abort', 'kill'],
      document: 'query ($jobId: ID!) { trainingJob(id: $jobId) { id name status currentStep parameters { name current } } }',
      arguments: {
        jobId: needsJob,
        saveCheckpoint: { type: 'boolean', description: 'Whether the trainer saves a checkpoint first; absent: not' },
      },
      references: { jobId: 'trainingJob' },
      variables: ({ jobId }) => ({ jobId }),
      mutation: cancel,
      propose: ({ trainingJob }: { trainingJob: SteeredJob | null }, args) => {
        const job = there(trainingJob, args);
        assertRuns(job);
        return {
          title: `Cancel the training job ${JSON.stringify(job.name)}`,
          variables: { id: job.id, saveCheckpoint: args['saveCheckpoint'] === true },
          changes: [{ path: 'status', before: job.status, after: job.status === 'QUEUED' ? 'CANCELLED' : 'CANCELLING' }],
          touches: [{ what: 'training jobs', count: 1 }],
          undo: null,
        };
      },
    },
    update_parameters: {
      about: 'propose new values of parameters of a running job',
      words: ['change', 'set', 'update', 'learning rate', 'batch size', 'parameter', 'lower', 'raise'],
      document: 'query ($jobId: ID!) { trainingJob(id: $jobId) { id name status currentStep parameters { name current } } }',
      arguments: {
        jobId: needsJob,
        parameters: { type: 'object', isRequired: true, description: 'New values by name, such as {"learning_rate": 0.0001}' },
      },
      references: { jobId: 'trainingJob' },
      variables: ({ jobId }) => ({ jobId }),
      mutation:
        'mutation ($jobId: ID!, $parameters: JSON!) { updateTrainingParameters(jobId: $jobId, parameters: $parameters) { id status previous parameters } }',
      propose: ({ trainingJob }: { trainingJob: SteeredJob | null }, args) => {
        const job = there(trainingJob, args);
        assertRuns(job);
        const given = args['parameters'] as Record<string, unknown>;
        const current = new Map(job.parameters.map((parameter) => [parameter.name, parameter.current]));
        const unknown = Object.keys(given).find((name) => !current.has(name));
        const names = [...current.keys()];
        if (unknown !== undefined)
          throw new BadToolArgument(
            'parameters',
            names.length === 0
              ? `The trainer of ${JSON.stringify(job.name)} has not declared a parameter that it can change.`
              : `parameters.${unknown} is none that the trainer can change; ${names.join(', ')} are.`,
            names.slice(0, 5),
          );
        const before = Object.fromEntries(Object.keys(given).map((name) => [name, current.get(name) ?? null]));
        const isKnown = Object.values(before).every((value) => value !== null);
        return {
          title: `Change ${Object.keys(given).join(', ')} of the training job ${JSON.stringify(job.name)}`,
          variables: { jobId: job.id, parameters: given },
          changes: Object.entries(given).map(([name, after]) => ({ path: `parameters.${name}`, before: before[name], after })),
          touches: [{ what: 'training jobs', count: 1 }],
          undo: isKnown
            ? {
                document:
                  'mutation ($jobId: ID!, $parameters: JSON!) { updateTrainingParameters(jobId: $jobId, parameters: $parameters) { id status } }',
                variables: { jobId: job.id, parameters: before },
              }
            : null,
        };
      },
    },
  },
});
