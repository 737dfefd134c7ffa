import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sendOperation, type ServerAddress } from 'importer/client';
import { REFERENCE_TRAINER } from '../runner/configuration.ts';
import { runRunner } from '../runner/runner.ts';

/** A name of its own: the demo's runner takes no job of another configuration. */
const command = 'demo';
const configurationName = 'demo: sums in words';

/** About a minute on two cores. */
const parameters = {
  steps: 1_200,
  learning_rate: 0.004,
  warmup_steps: 40,
  width: 48,
  layers: 2,
  heads: 4,
  context_length: 48,
  batch_size: 8,
  text_lines: 800,
  logging_steps: 5,
  eval_steps: 60,
};

const active = ['QUEUED', 'STARTING', 'RUNNING', 'STALLED', 'CANCELLING'];

export interface DemoTraining {
  readonly seed: number;
  /** Ends it: the job is given back to the queue, and the next run of the demo takes it. */
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/**
 * Trains one small language model, for real, by a runner on this machine. A seed has one job: a later run goes on with it, or leaves it as
 * it ended.
 */
export async function trainOnce(server: ServerAddress, { seed, signal, say }: DemoTraining): Promise<void> {
  const { startTrainingJob: job } = await sendOperation<{ startTrainingJob: { status: string } }>(
    server,
    'mutation DemoTraining($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { status } }',
    {
      input: {
        configurationId: await configurationId(server),
        requestId: `demo-${seed}`,
        name: `demo ${seed}: sums in words`,
        parameters: { seed },
      },
    },
  );
  if (!active.includes(job.status) || signal.aborted) return;
  const folder = resolve(process.env['DATA_DIR'] || '.data', 'demo-runner');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'runner.json'),
    JSON.stringify({ commands: { [command]: { run: [process.execPath, REFERENCE_TRAINER] } } }, null, 2),
  );
  say('A small language model is trained on this machine, for real: the page Training shows it.');
  await runRunner(server, { name: 'demo', folder, isOnce: true, stopping: signal, giveBack: signal, say: () => {} });
}

async function configurationId(server: ServerAddress): Promise<string> {
  const { trainingConfigurations: known } = await sendOperation<{ trainingConfigurations: { id: string; name: string }[] }>(
    server,
    'query DemoConfigurations { trainingConfigurations { id name } }',
    {},
  );
  const found = known.find(({ name }) => name === configurationName);
  if (found !== undefined) return found.id;
  const { saveTrainingConfiguration: made } = await sendOperation<{ saveTrainingConfiguration: { id: string } }>(
    server,
    'mutation DemoConfiguration($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }',
    { input: { name: configurationName, command, project: 'demo', parameters } },
  );
  return made.id;
}
