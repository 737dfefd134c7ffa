/**
 * What of a job its parameters say, as protocols send them as text: by the names that trainers log them under; the first that is there
 * counts.
 */
const names = {
  totalSteps: ['max_steps', 'total_steps', 'num_training_steps'],
  totalEpochs: ['num_train_epochs', 'max_epochs', 'epochs', 'num_epochs'],
  baseModel: ['_name_or_path', 'model_name_or_path', 'base_model'],
} as const;

export interface Outline {
  readonly totalSteps?: number;
  readonly totalEpochs?: number;
  readonly baseModel?: string;
}

const longestName = 512;

export function outlineOf(params: ReadonlyMap<string, string>): Outline {
  const first = (of: keyof typeof names): string | undefined =>
    names[of].map((name) => params.get(name)).find((value) => value !== undefined);
  const [steps, epochs, model] = [Number(first('totalSteps')), Number(first('totalEpochs')), first('baseModel')?.trim()];
  return {
    // Hugging Face's -1 stands for none.
    ...(Number.isSafeInteger(steps) && steps > 0 && { totalSteps: steps }),
    ...(Number.isFinite(epochs) && epochs > 0 && { totalEpochs: epochs }),
    ...(model !== undefined && model !== '' && model !== 'None' && model.length <= longestName && { baseModel: model }),
  };
}
