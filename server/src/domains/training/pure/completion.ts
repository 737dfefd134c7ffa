/** Metrics that trainers log once, when they have trained to the end: the summary of Hugging Face's Trainer. */
export const summaryMetrics: readonly string[] = ['train_runtime'];

/** How far a job has come, and what was planned; null: not known. */
export interface Completion {
  readonly currentStep: number | null;
  readonly totalSteps: number | null;
  readonly currentEpoch: number | null;
  readonly totalEpochs: number | null;
  /** Last step at which a summary came; null: none did. */
  readonly summaryStep: number | null;
}

/** Whether a trainer has sent all that it was to send: its last planned step or epoch, or a summary after which it trained no further. */
export function isComplete({ currentStep, totalSteps, currentEpoch, totalEpochs, summaryStep }: Completion): boolean {
  if (totalSteps !== null && totalSteps > 0 && currentStep !== null && currentStep >= totalSteps) return true;
  if (totalEpochs !== null && totalEpochs > 0 && currentEpoch !== null && currentEpoch >= totalEpochs) return true;
  return summaryStep !== null && summaryStep >= (currentStep ?? 0);
}
