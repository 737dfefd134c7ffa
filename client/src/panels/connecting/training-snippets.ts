import { KEY_PLACEHOLDER } from './snippets.ts';

/** Settings or a few lines that make a trainer send its runs here. */
export interface TrainingSnippet {
  readonly key: 'mlflow' | 'trackio' | 'python' | 'huggingface' | 'graphql' | 'files';
  readonly label: string;
  /** Where it goes. */
  readonly says: string;
  readonly code: string;
}

/** Ways to connect a trainer, those that change no code first. */
export function trainingSnippets(address: string, key: string | null): readonly TrainingSnippet[] {
  const secret = key ?? KEY_PLACEHOLDER;
  return [
    {
      key: 'mlflow',
      label: 'MLflow',
      says: 'The environment of any trainer that logs to MLflow: autolog, Hugging Face, Lightning, Optuna.',
      code: `MLFLOW_TRACKING_URI=${address}
MLFLOW_TRACKING_TOKEN=${secret}`,
    },
    {
      key: 'trackio',
      label: 'Trackio',
      says: 'The environment of a trainer that logs to Trackio, as the Hugging Face Trainer does with report_to="trackio".',
      code: `TRACKIO_SERVER_URL='${address}?write_token=${secret}'`,
    },
    {
      key: 'python',
      label: 'Python',
      says: 'After pip install ./trainer, in any loop. It can be steered and stopped from its page, and nothing is lost while the server is down.',
      code: `import finetune_lab

# FTL_URL=${address} FTL_API_KEY=${secret}
with finetune_lab.init("my run", total_steps=1_000, hyperparameters={"learning_rate": 1e-3}) as job:
    for step in range(1_000):
        job.log({"loss": train_step(), "learning_rate": 1e-3}, step=step)
        if job.should_stop():
            break`,
    },
    {
      key: 'huggingface',
      label: 'Hugging Face',
      says: 'After pip install "./trainer[huggingface]": learning rate, accumulation and intervals can be changed while it trains.',
      code: `from finetune_lab.huggingface import FineTuneLabCallback

# FTL_URL=${address} FTL_API_KEY=${secret}
callback = FineTuneLabCallback(project="support")
trainer = SFTTrainer(model, args, train_dataset=data, callbacks=[callback])
callback.attach(trainer)
trainer.train()`,
    },
    {
      key: 'graphql',
      label: 'GraphQL',
      says: 'Two requests from a shell: a job, and a point of its loss.',
      code: graphqlOf(address, secret),
    },
    {
      key: 'files',
      label: 'Files',
      says: 'Runs that have ended: trainer_state.json, trainer_log.jsonl, TensorBoard event files, mlruns folders, .wandb logs, CSV.',
      code: 'npx -y pnpm@12 ingest trainer_state.json',
    },
  ];
}

function graphqlOf(address: string, secret: string): string {
  const make = 'mutation { createTrainingJob(input: { externalId: "first-run", totalSteps: 100 }) { id } }';
  const log =
    'mutation Log($job: ID!) { logTrainingSteps(jobId: $job, points: [{ metric: "loss", step: 1, value: 2.31 }]) { accepted rejected { reason } } }';
  const call = (body: string) => `curl -s ${address}/graphql \\
  -H 'Authorization: Bearer ${secret}' \\
  -H 'Content-Type: application/json' \\
  -d ${body}`;
  return `job=$(${call(`'${JSON.stringify({ query: make })}'`)} | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

${call(`'${JSON.stringify({ query: log, variables: { job: '@' } }).replace('"@"', '"\'"$job"\'"')}'`)}`;
}
