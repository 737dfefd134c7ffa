/** The learning rate over the steps of a job, by the formulas of transformers (`optimization.py`). */
export interface Schedule {
  /** As transformers names it: `linear`, `cosine` … */
  readonly kind: string;
  /** The rate that the shape multiplies. */
  readonly peak: number;
  readonly warmupSteps: number;
  readonly totalSteps: number;
  /** `lr_scheduler_kwargs`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The peak that the job began with: absolute ends, such as `min_lr`, were turned into shares of it. */
  readonly firstPeak: number;
  /** What is left after `done` steps was fitted into another number of steps; null: it was not. */
  readonly stretch: { readonly done: number; readonly earlierTotal: number } | null;
}

/** What is known of a job that its schedule follows from. */
export interface ScheduledJob {
  readonly hyperparameters: unknown;
  readonly totalSteps?: number | null | undefined;
  /** As the trainer declared them: present values win over what the job began with. */
  readonly parameters: readonly { readonly name: string; readonly current?: unknown }[];
}

type Shape = (schedule: Schedule, step: number) => number;

/** Multiplier of the peak after the warm-up. */
const shapes: Readonly<Record<string, Shape>> = {
  constant: () => 1,
  constant_with_warmup: () => 1,
  linear: ({ totalSteps, warmupSteps }, step) => Math.max(0, (totalSteps - step) / Math.max(1, totalSteps - warmupSteps)),
  cosine: (schedule, step) => wave(schedule, step),
  cosine_with_restarts: (schedule, step) => {
    const progress = progressAt(schedule, step);
    if (progress >= 1) return 0;
    return Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((option(schedule, 'num_cycles', 1) * progress) % 1))));
  },
  cosine_with_min_lr: (schedule, step) => {
    const least = option(schedule, 'min_lr_rate', option(schedule, 'min_lr', 0) / schedule.firstPeak);
    return Math.max(0, wave(schedule, step) * (1 - least) + least);
  },
  polynomial: (schedule, step) => {
    const end = option(schedule, 'lr_end', 1e-7) / schedule.firstPeak;
    if (step > schedule.totalSteps) return end;
    return (1 - end) * (1 - progressAt(schedule, step)) ** option(schedule, 'power', 1) + end;
  },
  inverse_sqrt: (schedule, step) => {
    const scale = option(schedule, 'timescale', schedule.warmupSteps || 10_000);
    return 1 / Math.sqrt((step + scale - schedule.warmupSteps) / scale);
  },
};

const progressAt = ({ totalSteps, warmupSteps }: Schedule, step: number): number =>
  (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);

const wave = (schedule: Schedule, step: number): number =>
  Math.max(0, 0.5 * (1 + Math.cos(Math.PI * option(schedule, 'num_cycles', 0.5) * 2 * progressAt(schedule, step))));

const option = ({ options }: Schedule, name: string, otherwise: number): number =>
  typeof options[name] === 'number' ? options[name] : otherwise;

/** The rate after a number of steps. */
export function rateAt(schedule: Schedule, step: number): number {
  const { stretch } = schedule;
  if (stretch !== null && step > stretch.done) {
    const pace = (stretch.earlierTotal - stretch.done) / Math.max(1, schedule.totalSteps - stretch.done);
    const before = { ...schedule, totalSteps: stretch.earlierTotal, stretch: null };
    return rateAt(before, stretch.done + (step - stretch.done) * pace);
  }
  const whole = stretch === null ? schedule : { ...schedule, totalSteps: stretch.earlierTotal };
  if (whole.kind !== 'constant' && step < whole.warmupSteps) return (whole.peak * step) / Math.max(1, whole.warmupSteps);
  return whole.peak * (shapes[whole.kind]?.(whole, step) ?? Number.NaN);
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The schedule that a job states; null: it states none that is known, or not all that it follows from. */
export function scheduleOf({ hyperparameters, totalSteps, parameters }: ScheduledJob): Schedule | null {
  const sent = (hyperparameters ?? {}) as Readonly<Record<string, unknown>>;
  const declared = new Map(parameters.map(({ name, current }) => [name, current]));
  const of = (name: string): unknown => declared.get(name) ?? sent[name];
  const kind = of('lr_scheduler_type');
  const peak = numberOf(of('learning_rate'));
  const total = [of('steps'), of('max_steps'), totalSteps].map(numberOf).find((count) => count !== null && count > 0) ?? null;
  if (typeof kind !== 'string' || shapes[kind] === undefined || peak === null || total === null) return null;
  const warmup = numberOf(of('warmup_steps')) ?? 0;
  const share = warmup > 0 && warmup < 1 ? warmup : warmup === 0 ? (numberOf(of('warmup_ratio')) ?? 0) : 0;
  const options = of('lr_scheduler_kwargs');
  return {
    kind,
    peak,
    warmupSteps: share > 0 ? Math.ceil(total * share) : warmup,
    totalSteps: total,
    options: options !== null && typeof options === 'object' ? (options as Record<string, unknown>) : {},
    firstPeak: numberOf(sent['learning_rate']) || peak,
    stretch: null,
  };
}

/** The schedule after a change at a step: of its peak, its warm-up, its length, or of how many batches make a step. */
export function changedSchedule(
  schedule: Schedule,
  changes: Readonly<Record<string, unknown>>,
  done: number,
  accumulation: number | null,
): Schedule {
  let next = schedule;
  const [peak, warmupSteps] = [numberOf(changes['learning_rate']), numberOf(changes['warmup_steps'])];
  const totalSteps = numberOf(changes['steps']) ?? numberOf(changes['max_steps']);
  if (peak !== null) next = { ...next, peak };
  if (warmupSteps !== null) next = { ...next, warmupSteps };
  if (totalSteps !== null) next = { ...next, totalSteps };
  const batches = numberOf(changes['gradient_accumulation_steps']);
  if (batches !== null && batches > 0 && accumulation !== null && accumulation > 0 && schedule.stretch === null) {
    const left = Math.ceil(((schedule.totalSteps - done) * accumulation) / batches);
    next = { ...next, totalSteps: done + left, stretch: { done, earlierTotal: schedule.totalSteps } };
  }
  return next;
}

export interface SchedulePreview {
  readonly before: { readonly step: Float64Array; readonly rate: Float64Array };
  /** From the next step on. */
  readonly after: { readonly step: Float64Array; readonly rate: Float64Array };
}

const MOST_POINTS = 240;

/** Both schedules as curves: all of the first, and of the second what is still to come. */
export function previewOf(before: Schedule, after: Schedule, done: number): SchedulePreview {
  return { before: curveOf(before, 0), after: curveOf(after, done) };
}

function curveOf(schedule: Schedule, from: number): SchedulePreview['before'] {
  const to = Math.max(schedule.totalSteps, from + 1);
  const count = Math.min(MOST_POINTS, to - from + 1);
  // The corners are points of their own: between two others they would be cut.
  const corners = [schedule.warmupSteps, schedule.stretch?.done ?? from].filter((step) => step > from && step < to);
  const steps = Array.from({ length: count }, (_, place) => Math.round(from + (place * (to - from)) / Math.max(1, count - 1)));
  const all = Float64Array.from([...new Set([...steps, ...corners])].toSorted((one, other) => one - other));
  return { step: all, rate: all.map((step) => rateAt(schedule, step)) };
}

/** A logged rate that differs from the schedule by more than this share follows another one. */
const MOST_APART = 0.1;

/** Whether what was logged last is what the schedule gives there, or a step before: trainers log either. */
export function follows(schedule: Schedule, logged: { readonly step: number; readonly rate: number }): boolean {
  return [0, 1, -1].some((shift) => {
    const planned = rateAt(schedule, Math.max(0, logged.step + shift));
    return Math.abs(planned - logged.rate) <= MOST_APART * Math.max(Math.abs(planned), Math.abs(logged.rate));
  });
}
