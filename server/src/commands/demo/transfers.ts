import { sendOperation, type ServerAddress } from 'importer/client';
import { dayMs } from './rhythm.ts';
import type { Story } from './story.ts';

/** Simulated transfers between the models of the demo, with their accuracies, hours and days before the past. */
const transfers = [
  {
    name: 'sft',
    from: 'support-8b-base',
    to: 'support-8b-sft',
    domain: 'support',
    method: 'LoRA',
    before: 0.64,
    after: 0.77,
    hours: 3.2,
    scratchHours: 9.5,
    days: 40,
  },
  {
    name: 'dpo',
    from: 'support-8b-sft',
    to: 'support-8b-dpo',
    domain: 'preferences',
    method: 'LoRA',
    before: 0.77,
    after: 0.83,
    hours: 4.1,
    scratchHours: 6.5,
    days: 8,
  },
  {
    name: 'refunds',
    from: 'support-8b-base',
    to: 'support-8b-dpo',
    domain: 'refunds',
    method: 'distillation',
    before: 0.71,
    after: 0.73,
    hours: 1.4,
    scratchHours: 5,
    days: 6,
  },
  {
    name: 'french',
    from: 'gpt-4o-mini',
    to: 'support-8b-sft',
    domain: 'French',
    method: 'distillation',
    before: 0.58,
    after: 0.55,
    hours: 2.2,
    scratchHours: 7.5,
    days: 20,
  },
] as const;

const itemCount = 400;
const usdPerHour = 2.4;
const layerCount = 16;

/** Sends transfers before the past. The same seed sends the same. */
export async function sendTransfers(server: ServerAddress, { past }: Pick<Story, 'past'>, seed: number): Promise<void> {
  for (const { name, from, to, domain, method, before, after, hours, scratchHours, days } of transfers) {
    const startedAt = new Date(past.fromMs - days * dayMs);
    await sendOperation(server, 'mutation DemoTransfer($input: TransferSessionInput!) { saveTransferSession(input: $input) { id } }', {
      input: {
        externalId: `demo-${seed}-transfer-${name}`,
        sourceModel: from,
        targetModel: to,
        domain,
        method,
        layersTransferred: layerCount,
        fineTuningEpochs: 3,
        accuracyBefore: before,
        accuracyAfter: after,
        countBefore: itemCount,
        countAfter: itemCount,
        trainingTimeHours: hours,
        trainingCostUsd: hours * usdPerHour,
        scratchTimeHours: scratchHours,
        scratchCostUsd: scratchHours * usdPerHour,
        notes: 'Simulated.',
        startedAt,
        completedAt: new Date(startedAt.getTime() + hours * 3_600_000),
      },
    });
  }
}
