/** What each column of a table of metrics is, by the names that loggers give it. */
export interface Columns {
  readonly step: string | null;
  readonly epoch: string | null;
  /** An instant. */
  readonly time: string | null;
  /** Seconds since the start. */
  readonly elapsed: string | null;
  readonly run: string | null;
  /** Part of a metric's name: train, validation. */
  readonly split: string | null;
  /** A row is one value of one metric; null: a row holds a value of each metric. */
  readonly long: { readonly metric: string | null; readonly value: string } | null;
  /** All others. */
  readonly metrics: readonly string[];
}

/** In the order in which they are taken where a table has several. */
const names = {
  step: [
    'step',
    '_step',
    'global_step',
    'train/global_step',
    'trainer/global_step',
    'current_step',
    'steps',
    'iteration',
    'iterations',
    'iter',
    'n_iter',
  ],
  epoch: ['epoch', 'epochs', 'train/epoch', 'current_epoch'],
  time: ['time', 'timestamp', '_timestamp', 'wall_time', 'wall time', 'walltime', 'datetime', 'date', 'created_at', 'logged_at'],
  elapsed: ['elapsed', 'elapsed_time', 'elapsed_seconds', '_runtime', 'relative_time', 'relative time'],
  run: ['run', 'run_id', 'run_name', 'run id', 'run name'],
  split: ['split', 'phase', 'mode', 'stage', 'subset'],
  metric: ['metric', 'metric_name', 'key', 'tag', 'name'],
  value: ['value', 'metric_value', 'scalar'],
} as const;

/** The columns of a table of metrics; null where it has no step and no epoch. */
export function columnsOf(header: readonly string[]): Columns | null {
  const find = (kind: keyof typeof names): string | null => {
    const found = names[kind].map((name) => header.find((column) => column.trim().toLowerCase() === name));
    return found.find((column) => column !== undefined) ?? null;
  };
  const placed = {
    step: find('step'),
    epoch: find('epoch'),
    time: find('time'),
    elapsed: find('elapsed'),
    run: find('run'),
    split: find('split'),
  };
  if (placed.step === null && placed.epoch === null) return null;
  const metric = find('metric');
  const value = find('value');
  // A value without a name of its metric is what TensorBoard exports: "Wall time", "Step", "Value".
  const isLong =
    value !== null && (metric !== null || header.every((column) => column === value || Object.values(placed).includes(column)));
  const taken = new Set([placed.step, placed.time, placed.elapsed, placed.run, placed.split]);
  const metrics = header.filter((column) => column.trim() !== '' && !taken.has(column));
  if (isLong) return { ...placed, long: { metric, value }, metrics: [] };
  return { ...placed, long: null, metrics };
}

/** Whether a header is that of a table of metrics: something stands beside step and epoch. */
export function isTable(header: readonly string[]): boolean {
  const columns = columnsOf(header);
  return columns !== null && (columns.long !== null || columns.metrics.some((column) => column !== columns.epoch));
}
