/** One parameter of a job, nested ones by their path. */
export interface Parameter {
  readonly name: string;
  /** As it is written: text bare, lists as JSON. */
  readonly text: string;
}

/** The parameters of a job in the order of their names; `lora.r` of `{ lora: { r: 16 } }`. */
export function parametersOf(hyperparameters: unknown): Parameter[] {
  return entriesOf(hyperparameters, '').toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}

/** What a training is first asked about, as trainers name it, in that order. */
const wellKnown = [
  'learning_rate',
  'lr',
  'learningRate',
  'batch_size',
  'batchSize',
  'per_device_train_batch_size',
  'gradient_accumulation_steps',
  'num_train_epochs',
  'epochs',
  'num_epochs',
  'max_steps',
  'steps',
  'weight_decay',
  'warmup_steps',
  'warmup_ratio',
  'lr_scheduler_type',
  'optim',
  'optimizer',
  'lora_r',
  'r',
  'lora_alpha',
  'beta',
  'max_seq_length',
  'max_length',
  'seed',
];

/** The parameters that say most of a training: those that most trainers have, then the others in their order. */
export function firstParameters(parameters: readonly Parameter[], count: number): Parameter[] {
  const rankOf = ({ name }: Parameter): number => {
    const rank = wellKnown.indexOf(name.slice(name.lastIndexOf('.') + 1));
    return rank < 0 ? wellKnown.length : rank;
  };
  return parameters.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, count);
}

function entriesOf(value: unknown, path: string): Parameter[] {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const entries = Object.entries(value);
    if (entries.length > 0) return entries.flatMap(([key, held]) => entriesOf(held, path === '' ? key : `${path}.${key}`));
  }
  return path === '' ? [] : [{ name: path, text: textOf(value) }];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return shortNumber(value);
  return JSON.stringify(value) ?? '';
}

/** `5e-5` and `0.001` as people write them. */
function shortNumber(value: number): string {
  const plain = String(value);
  const short = value.toExponential().replace('e+', 'e');
  return Math.abs(value) < 1e-3 && value !== 0 && short.length <= plain.length ? short : plain;
}

export interface ParameterDifference {
  readonly name: string;
  /** One for each job, in their order; null: it has none. */
  readonly texts: readonly (string | null)[];
}

/** The parameters in which jobs differ. */
export function differences(jobs: readonly (readonly Parameter[])[]): ParameterDifference[] {
  const byName = jobs.map((parameters) => new Map(parameters.map(({ name, text }) => [name, text])));
  const names = [...new Set(jobs.flatMap((parameters) => parameters.map(({ name }) => name)))];
  return names
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((name) => ({ name, texts: byName.map((texts) => texts.get(name) ?? null) }))
    .filter(({ texts }) => new Set(texts).size > 1);
}
