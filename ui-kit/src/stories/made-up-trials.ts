import { noise } from './made-up.ts';

/** A trial of a made-up search: the loss has its valley near a rate of 1e-3, a small batch and little dropout. */
export interface Trial {
  readonly number: number;
  readonly state: 'complete' | 'pruned' | 'failed';
  readonly learningRate: number;
  readonly batchSize: number;
  readonly optimizer: string;
  readonly dropout: number | null;
  readonly warmupSteps: number;
  readonly loss: number | null;
  readonly minutes: number;
}

const optimizers = ['adamw', 'lion', 'sgd'] as const;
const batches = [4, 8, 16, 32] as const;

export function trials(count: number, { seed = 5, silentShare = 0.06 } = {}): Trial[] {
  const next = noise(seed);
  return Array.from({ length: count }, (_, number) => {
    const learningRate = 10 ** (-5 + next() * 4);
    const batchSize = batches[Math.floor(next() * 4)] ?? 4;
    const optimizer = optimizers[Math.floor(next() * 3)] ?? 'adamw';
    const dropout = optimizer === 'lion' && next() < 0.25 ? null : next() * 0.3;
    const warmupSteps = Math.round(next() * 60);
    const away = Math.log10(learningRate) + 3 + (optimizer === 'lion' ? 0.6 : 0);
    const loss = 2.4 + 0.45 * away * away + 0.02 * batchSize + 1.4 * (dropout ?? 0.1) + (optimizer === 'sgd' ? 0.7 : 0) + next() * 0.5;
    const isSilent = next() < silentShare;
    return {
      number,
      learningRate,
      batchSize,
      optimizer,
      dropout,
      warmupSteps,
      loss: isSilent ? null : loss,
      state: isSilent ? (next() < 0.5 ? 'pruned' : 'failed') : 'complete',
      minutes: 4 + (64 / batchSize) * (0.8 + next() * 0.4),
    };
  });
}
