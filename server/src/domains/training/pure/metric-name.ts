/** Names by which integrations send one and the same metric: those of W&B, TensorBoard and Trackio have a prefix, MLflow's have none. */
const prefixes: readonly (readonly [prefix: string, canonical: string])[] = [
  ['train/', ''],
  ['eval/', 'eval_'],
  ['test/', 'test_'],
];
const synonyms: ReadonlyMap<string, string> = new Map([['lr', 'learning_rate']]);

/**
 * The name under which a metric is stored, whatever its spelling: `train/loss` and `loss` are one curve, `eval/loss` and `eval_loss`
 * another. `train_loss`, the mean of a whole run in its summary, is not `loss`.
 */
export function canonicalMetric(sentAs: string): string {
  for (const [prefix, canonical] of prefixes) {
    if (sentAs.length > prefix.length && sentAs.startsWith(prefix)) {
      const rest = sentAs.slice(prefix.length);
      return canonical + (synonyms.get(rest) ?? rest);
    }
  }
  return synonyms.get(sentAs) ?? sentAs;
}

/** Of the machine and not of the model: never among the metric names of a job. */
export const isSystemMetric = (name: string): boolean => name.startsWith('system/');
