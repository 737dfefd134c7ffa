import { objections, type Parameter, type ParameterUpdate } from '../client/parameters.ts';
import type { Settings } from './settings.ts';

/** The settings that change while a run goes on. */
export type Controls = Pick<
  Settings,
  'learning_rate' | 'weight_decay' | 'warmup_steps' | 'steps' | 'logging_steps' | 'eval_steps' | 'save_steps' | 'early_stopping_patience'
>;

const SHAPE = 'the weights have that shape';

/** Every parameter with what is possible for it after a number of steps. */
export function declared(settings: Settings, controls: Controls, step: number): Parameter[] {
  const now = (name: keyof Controls, type: 'FLOAT' | 'INT', minimum: number, maximum?: number): Parameter => ({
    name,
    type,
    applies: 'NOW',
    current: controls[name],
    minimum,
    ...(maximum === undefined ? {} : { maximum }),
  });
  const fixed = (name: keyof Settings, applies: 'NEEDS_RESTART' | 'IMPOSSIBLE', why?: string): Parameter => ({
    name,
    type: 'INT',
    applies,
    current: settings[name],
    ...(why === undefined ? {} : { why }),
  });
  return [
    now('learning_rate', 'FLOAT', 0, 1),
    now('weight_decay', 'FLOAT', 0, 10),
    now('warmup_steps', 'INT', 0, controls.steps),
    // A run ends after its last step: one that is done cannot become the last.
    now('steps', 'INT', step + 1),
    now('logging_steps', 'INT', 1),
    now('eval_steps', 'INT', 1),
    now('save_steps', 'INT', 0),
    now('early_stopping_patience', 'INT', 0),
    fixed('batch_size', 'NEEDS_RESTART', 'the model is compiled for that number of rows'),
    ...(['context_length', 'width', 'layers', 'heads', 'vocabulary'] as const).map((name) => fixed(name, 'IMPOSSIBLE', SHAPE)),
    fixed('seed', 'IMPOSSIBLE', 'the random numbers so far follow from it'),
  ];
}

/** The controls after an update, or why it is refused as a whole. */
export function steer(
  update: ParameterUpdate,
  settings: Settings,
  controls: Controls,
  step: number,
): { controls: Controls } | { reason: string } {
  const against = objections(update, declared(settings, controls, step));
  if (against.length > 0) return { reason: against.join('; ') };
  return { controls: { ...controls, ...(update.parameters as Partial<Controls>) } };
}

/** Whether a metric that should fall has not for a number of evaluations. */
export class EarlyStopping {
  best = Infinity;
  waited = 0;

  /** Takes an evaluation in; whether to stop. */
  isOver(loss: number, patience: number): boolean {
    this.waited = loss < this.best ? 0 : this.waited + 1;
    this.best = Math.min(this.best, loss);
    return patience > 0 && this.waited >= patience;
  }
}
