import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { END_SHARE } from './schedule.ts';

/** What a run is to do. Each is an option of the command (`--batch-size`) and a parameter of a job (`batch_size`). */
export const DEFAULTS = {
  /** File to train on; empty: a text that the trainer makes. */
  text: '',
  /** File of rows to train on, JSON Lines with `prompt`, `completion` and, if wanted, `split`; empty: none. */
  data: '',
  /** Global id of a dataset version to train on, whose rows the server gives; empty: none. */
  dataset_version: '',
  /** Splits of rows that are trained on and held back. */
  train_split: 'train',
  eval_split: 'held_out',
  /** Folder of checkpoints of a model of the same sizes, whose last one the training begins with; empty: random weights. */
  init_from: '',
  /** Lines of the text that it makes. */
  text_lines: 1_500,
  /** Share of the text, its end, that is held back for evaluation. */
  eval_share: 0.1,
  /** Tokens: `characters`, or `pieces` learned from the text (byte-pair encoding). */
  tokenizer: 'characters',
  /** Number of pieces. */
  vocabulary: 256,
  context_length: 64,
  width: 96,
  layers: 3,
  heads: 4,
  batch_size: 12,
  steps: 1_000,
  learning_rate: 3e-3,
  warmup_steps: 50,
  weight_decay: 0.01,
  logging_steps: 5,
  eval_steps: 50,
  /** Steps between checkpoints; 0: none but at the end. */
  save_steps: 0,
  /** Evaluations without improvement after which to stop; 0: never. */
  early_stopping_patience: 0,
  /** Texts that the model continues at the end of every epoch. */
  sample_count: 6,
  seed: 1,
  output_dir: 'output',
  resume: false,
  name: '',
  project: '',
};

/**
 * The schedule of `rateAfter` by the name that it has in transformers. The job has it beside its settings, and its next attempt gets it as
 * a parameter.
 */
export const SCHEDULE = { lr_scheduler_type: 'cosine_with_min_lr', lr_scheduler_kwargs: { min_lr_rate: END_SHARE } };

export type Settings = typeof DEFAULTS;

/**
 * Settings of a command line, over which the parameters of a job (the file that `FTL_PARAMETERS` names) win: the command is what a runner's
 * configuration fixes. Throws an error that names what is wrong; `unknown` are parameters that have no effect.
 */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): { settings: Settings; unknown: string[] } {
  const options = Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, value]) => [
      name.replaceAll('_', '-'),
      { type: typeof value === 'boolean' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const settings: Record<string, unknown> = { ...DEFAULTS, ...ofRunner(env) };
  for (const [option, value] of Object.entries(values)) {
    const name = option.replaceAll('-', '_') as keyof Settings;
    settings[name] = typeof DEFAULTS[name] === 'number' ? typed(name, Number(value)) : value;
  }
  const parameters = readParameters(env['FTL_PARAMETERS']);
  const known = Object.keys(parameters).filter((name) => name in DEFAULTS) as (keyof Settings)[];
  for (const name of known) settings[name] = typed(name, parameters[name]);
  check(settings as Settings);
  const unknown = Object.keys(parameters).filter((name) => !(name in DEFAULTS) && !(name in SCHEDULE));
  return { settings: settings as Settings, unknown };
}

/** A runner keeps a job's output for the job's next attempt, which goes on from its last checkpoint. */
function ofRunner(env: NodeJS.ProcessEnv): Partial<Settings> {
  const folder = env['FTL_OUTPUT_DIR'];
  return folder === undefined || folder === '' ? {} : { output_dir: folder, resume: Number(env['FTL_ATTEMPT']) > 1 };
}

function readParameters(path: string | undefined): Readonly<Record<string, unknown>> {
  if (path === undefined || path === '') return {};
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new Error(`${path} holds no JSON object`);
  return found as Record<string, unknown>;
}

function typed(name: keyof Settings, value: unknown): unknown {
  const wanted = typeof DEFAULTS[name];
  if (typeof value !== wanted || (wanted === 'number' && !Number.isFinite(value))) {
    throw new Error(`${name} is ${JSON.stringify(value)}, which is no ${wanted}`);
  }
  return value;
}

/** Settings that must be whole, with their least values. */
const WHOLE: Partial<Record<keyof Settings, number>> = {
  text_lines: 10,
  vocabulary: 2,
  context_length: 2,
  width: 4,
  layers: 1,
  heads: 1,
  batch_size: 1,
  steps: 1,
  warmup_steps: 0,
  logging_steps: 1,
  eval_steps: 1,
  save_steps: 0,
  early_stopping_patience: 0,
  sample_count: 0,
  seed: 0,
};

function check(settings: Settings): void {
  for (const [name, least] of Object.entries(WHOLE)) {
    const value = settings[name as keyof Settings] as number;
    if (!Number.isSafeInteger(value) || value < least) throw new Error(`${name} is ${value}; it is a whole number of at least ${least}`);
  }
  if (settings.width % settings.heads !== 0) throw new Error(`width is ${settings.width}; it is a multiple of heads, ${settings.heads}`);
  if (!['characters', 'pieces'].includes(settings.tokenizer))
    throw new Error(`tokenizer is ${settings.tokenizer}; it is characters or pieces`);
  if (settings.data !== '' && settings.dataset_version !== '')
    throw new Error('data and dataset_version are two sources of rows; one is taken');
  if (settings.learning_rate < 0 || settings.weight_decay < 0) throw new Error('learning_rate and weight_decay are not negative');
  if (!(settings.eval_share > 0 && settings.eval_share < 1)) throw new Error('eval_share is between 0 and 1');
}
