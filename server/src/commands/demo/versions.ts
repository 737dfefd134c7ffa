import { sendOperation, type ServerAddress } from 'importer/client';
import type { Deployed } from './registry.ts';
import { dayMs } from './rhythm.ts';
import type { Story } from './story.ts';

/** When the newest model is trained again, as a share of the past. */
const secondRound = 0.6;

export const deployedAt = ({ deployedDaysBeforeStart }: Pick<Deployed, 'deployedDaysBeforeStart'>, { past }: Pick<Story, 'past'>): Date =>
  new Date(past.fromMs - deployedDaysBeforeStart * dayMs);

/**
 * Registers each model of the application as a version of its own, made from its base, and a second round of the newest one in the middle of
 * the past. A version that is there by its label stays as it is.
 */
export async function sendVersions(server: ServerAddress, models: readonly Deployed[], story: Pick<Story, 'past'>): Promise<void> {
  for (const model of models) await register(server, model, { label: 'r1', madeAt: deployedAt(model, story) });
  const { fromMs, toMs } = story.past;
  const newest = models.at(-1);
  if (newest !== undefined) await register(server, newest, { label: 'r2', madeAt: new Date(fromMs + (toMs - fromMs) * secondRound) });
}

async function register(
  server: ServerAddress,
  { name: model, trainingMethod, baseModel, trainingDataset }: Deployed,
  { label, madeAt }: { readonly label: string; readonly madeAt: Date },
): Promise<void> {
  await sendOperation(server, 'mutation DemoVersion($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }', {
    input: { model, trainingMethod, baseModel, trainingDataset, label, madeAt },
  });
}
