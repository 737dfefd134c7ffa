import { sendOperation, type ServerAddress } from 'importer/client';
import { Random } from './random.ts';
import { hourMs } from './rhythm.ts';
import type { Story } from './story.ts';

/** Parameters of the simulated trainings: a bowl of losses whose lowest point is near 1e-4 and rank 16. */
const trainings = [
  { learningRate: 5e-6, rank: 8, rows: 4_000 },
  { learningRate: 2e-5, rank: 8, rows: 4_000 },
  { learningRate: 5e-5, rank: 16, rows: 6_000 },
  { learningRate: 2e-4, rank: 16, rows: 6_000 },
  { learningRate: 2e-4, rank: 32, rows: 8_000 },
  { learningRate: 8e-4, rank: 32, rows: 8_000 },
  { learningRate: 3e-3, rank: 64, rows: 12_000 },
] as const;

const evaluations = 20;
const stepsOfEvaluation = 50;
const epochs = 5;
const hourlyUsd = 2.4;

/**
 * Sends finished trainings of the past, with their evaluation losses: what the page Strategy is based on. To be sent once: points of a job that
 * has ended would begin another attempt of it.
 */
export async function sendHistory(server: ServerAddress, { past }: Pick<Story, 'past'>, seed: number): Promise<void> {
  for (const [place, { learningRate, rank, rows }] of trainings.entries()) {
    const random = new Random(seed, 'history', place);
    // One after the other over the past, however short that is: each has ended before its end.
    const share = (past.toMs - past.fromMs) / trainings.length;
    const startedAt = Math.round(past.fromMs + place * share);
    const hours = Math.min(3 + random.uniform() * 2, share / hourMs);
    const { createTrainingJob: job } = await sendOperation<{ createTrainingJob: { id: string } }>(
      server,
      'mutation DemoJob($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }',
      {
        input: {
          externalId: `demo-${seed}-history-${place + 1}`,
          name: `demo ${seed}: fine-tuning ${place + 1}`,
          project: 'demo',
          notes: 'Simulated.',
          trainingMethod: 'SFT',
          trainingType: 'FINE_TUNING',
          datasetName: 'support-conversations (simulated)',
          datasetSize: rows,
          hyperparameters: { learning_rate: learningRate, lora_r: rank, num_train_epochs: epochs },
          hourlyUsd,
          totalEpochs: epochs,
          totalSteps: evaluations * stepsOfEvaluation,
          startedAt: new Date(startedAt),
        },
      },
    );
    const least = 0.9 + (Math.log10(learningRate) + 4) ** 2 * 0.12 + (Math.log2(rank) - 4) ** 2 * 0.01 - Math.log2(rows / 4_000) * 0.04;
    const best = Math.round(evaluations * (0.45 + random.uniform() * 0.2));
    const points = Array.from({ length: evaluations }, (_, evaluation) => {
      const away = (evaluation + 1 - best) / evaluations;
      return {
        step: (evaluation + 1) * stepsOfEvaluation,
        metric: 'eval/loss',
        value: least + away ** 2 * (away < 0 ? 2.4 : 0.5) + random.uniform() * 0.005,
        at: new Date(startedAt + (hours * hourMs * (evaluation + 1)) / evaluations),
      };
    });
    await sendOperation(
      server,
      'mutation DemoPoints($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted } }',
      { jobId: job.id, points },
    );
    await sendOperation(server, 'mutation DemoEnd($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
      input: { jobId: job.id, status: 'FINISHED', endedAt: new Date(startedAt + hours * hourMs) },
    });
  }
}
