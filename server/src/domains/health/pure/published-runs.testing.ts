import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedData } from '../../../../tests/shared-data.testing.ts';
import { canonicalMetric } from '../../training/pure/metric-name.ts';
import type { WarningKind } from './finding.ts';
import type { Run } from './run.ts';
import { seriesOf, type Series } from './series.ts';

/* Real runs, and some of our own, as their trainers logged them. */

interface State {
  readonly log_history: readonly Readonly<Record<string, unknown>>[];
  readonly max_steps: number;
  readonly num_train_epochs: number | null;
}

/** What a trainer logged. `path`: in the folder of training. */
export function stateOf(path: string): State {
  // Python writes NaN and Infinity as they are.
  const text = readFileSync(join(sharedData as string, 'training', path), 'utf8');
  const parse = (json: string): unknown => JSON.parse(json.replaceAll(/(?<=[\s:[,])(?:NaN|-?Infinity)(?=[\s,\]}])/g, '"$&"'));
  if (!path.endsWith('.jsonl')) return parse(text) as State;
  const lines = text
    .trim()
    .split('\n')
    .map((line) => parse(line) as Record<string, unknown>);
  return { log_history: lines, max_steps: Number(lines[0]?.['total_steps']), num_train_epochs: null };
}

/** A run as it was after a share of its steps. `stepMs`: how long a step lasted; NaN: points have no times. */
export function runOf({ log_history, max_steps, num_train_epochs }: State, share = 1, stepMs = Number.NaN): Run {
  const last = Math.max(...log_history.map((entry) => Number(entry['step'] ?? entry['current_steps'])));
  const points = new Map<string, { step: number; value: number; at: number }[]>();
  for (const entry of log_history) {
    const step = Number(entry['step'] ?? entry['current_steps']);
    if (step > share * last) continue;
    for (const [name, given] of Object.entries(entry)) {
      const value = Number(given);
      if (name === 'step' || (Number.isNaN(value) && given !== 'NaN' && !Number.isNaN(given))) continue;
      const metric = canonicalMetric(name);
      const list = points.get(metric) ?? [];
      points.set(metric, list);
      list.push({ step, value, at: step * stepMs });
    }
  }
  const series = new Map<string, Series>([...points].map(([metric, list]) => [metric, seriesOf(list)]));
  const base = {
    system: new Map(),
    now: Number.isNaN(stepMs) ? 0 : share * last * stepMs,
    periods: [],
    heardAt: null,
    isSilent: false,
    currentStep: null,
    hyperparameters: {},
    setLearningRates: [],
    hourlyNanoUsd: null,
    raised: new Set<WarningKind>(),
  };
  return { ...base, series, isActive: share < 1, totalSteps: max_steps, totalEpochs: num_train_epochs };
}
