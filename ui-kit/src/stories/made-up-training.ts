import { noise } from './made-up.ts';

/** One entry of a made-up training log. */
export interface LogEntry {
  readonly run: string;
  readonly split: 'train' | 'eval';
  readonly step: number;
  readonly at: Date;
  readonly epoch: number;
  readonly tokens: number;
  readonly loss: number | null;
  readonly gradNorm: number | null;
}

const STARTED = Date.UTC(2026, 10, 12, 8, 20);
const STEP_MS = 2_600;

export interface TrainingOptions {
  readonly run?: string;
  readonly steps?: number;
  /** Logs training every so many steps. */
  readonly every?: number;
  readonly evalEvery?: number;
  readonly seed?: number;
  /** Where the training's loss ends. */
  readonly floor?: number;
  /** How far the evaluation rises again towards the end. */
  readonly overfit?: number;
}

/** A run that learns fast, then slowly, and whose evaluation turns up again. */
export function trainingRun({
  run = 'support-8b-dpo-r3',
  steps = 4200,
  every = 10,
  evalEvery = 250,
  seed = 5,
  floor = 0.24,
  overfit = 0.22,
}: TrainingOptions = {}): LogEntry[] {
  const next = noise(seed);
  const entries: LogEntry[] = [];
  const curve = (step: number) => floor + 1.9 * Math.exp(-step / (steps * 0.2)) + 0.12 * Math.exp(-step / steps);
  const entry = (split: LogEntry['split'], step: number, loss: number): LogEntry => ({
    run,
    split,
    step,
    loss,
    at: new Date(STARTED + step * STEP_MS + Math.floor(step / evalEvery) * 45_000),
    epoch: (step / steps) * 3,
    tokens: step * 8 * 2048,
    gradNorm: split === 'train' ? 0.8 + (next() - 0.5) * 0.3 : null,
  });
  for (let step = every; step <= steps; step += every) {
    const jitter = (next() + next() + next() - 1.5) * 0.12;
    entries.push(entry('train', step, curve(step) * (1 + jitter)));
    if (step % evalEvery === 0) {
      const late = Math.max(0, step / steps - 0.7) / 0.3;
      entries.push(entry('eval', step, curve(step) * 1.12 + 0.07 + overfit * late ** 2 + (next() - 0.5) * 0.01));
    }
  }
  return entries;
}

/** A run that has spiked, and from `from` on is no number any more. */
export function divergedRun(from = 1900): LogEntry[] {
  return trainingRun({ steps: 3000, evalEvery: 200, overfit: 0 }).map((entry) => {
    if (entry.step >= from) return { ...entry, loss: Number.NaN, gradNorm: Number.NaN };
    const rise = entry.step > from - 120 ? 1 + (entry.step - from + 120) / 12 : 1;
    return { ...entry, loss: entry.step === 700 ? Infinity : (entry.loss ?? 0) * rise };
  });
}

/** One day of a cost with what was forecast for it. */
export interface ForecastDay {
  readonly startedAt: Date;
  readonly actualUsd: number | null;
  readonly medianUsd: number | null;
  readonly low50: number | null;
  readonly high50: number | null;
  readonly low80: number | null;
  readonly high80: number | null;
  readonly low95: number | null;
  readonly high95: number | null;
}

const DAY = 86_400_000;

/** `past` days with what had been forecast a week before, then `future` days whose bands widen. */
export function forecastDays(past = 60, future = 30, { from = Date.UTC(2026, 8, 14), noisy = 1 } = {}): ForecastDay[] {
  const next = noise(23);
  const level = (day: number) => (210 + day * 2.1) * ((day + 1) % 7 >= 5 ? 0.8 : 1);
  return Array.from({ length: past + future }, (_, day) => {
    const isPast = day < past;
    const medianUsd = level(day) * (0.98 + next() * 0.04);
    const sigma = isPast ? 16 : 14 * Math.sqrt(1 + (day - past) * 0.7);
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return {
      startedAt: new Date(from + day * DAY),
      actualUsd: isPast ? level(day) + normal * 15 * noisy : null,
      medianUsd,
      low50: medianUsd - 0.674 * sigma,
      high50: medianUsd + 0.674 * sigma,
      low80: medianUsd - 1.282 * sigma,
      high80: medianUsd + 1.282 * sigma,
      low95: medianUsd - 1.96 * sigma,
      high95: medianUsd + 1.96 * sigma,
    };
  });
}

/** An hour of a rate with what was expected of it, and how many replies stand behind it. */
export interface WatchedHour {
  readonly startedAt: Date;
  readonly failShare: number | null;
  readonly lowShare: number;
  readonly highShare: number;
  readonly replyCount: number;
}

/** Hours with a daily rhythm, quiet nights (few replies), one long incident and one lone outlier. */
export function watchedHours(hours = 120): WatchedHour[] {
  const next = noise(31);
  return Array.from({ length: hours }, (_, hour) => {
    const rhythm = Math.sin(((hour - 6) / 24) * 2 * Math.PI);
    const isNight = rhythm < -0.82;
    const replyCount = isNight ? Math.round(3 + next() * 10) : Math.round(320 + 260 * rhythm + next() * 60);
    const expected = 0.021 + 0.004 * rhythm;
    const spread = isNight ? 0.02 : 0.0055;
    const incident = hour >= 82 && hour < 88 ? 0.028 : 0;
    const outlier = hour === 40 ? 0.016 : hour === 101 ? -0.0145 : 0;
    return {
      startedAt: new Date(Date.UTC(2026, 10, 15) + hour * 3_600_000),
      replyCount,
      failShare: Math.max(0, expected + (next() - 0.5) * 2 * spread * 0.8 + incident + outlier),
      lowShare: Math.max(0, expected - spread),
      highShare: expected + spread,
    };
  });
}

export interface FoundIncident {
  readonly day: string;
  readonly severity: 'low' | 'medium' | 'high';
}

/** What was found in a quarter: a bad day, a cluster after a release, and a few that matter little. */
export function foundIncidents(): FoundIncident[] {
  return [
    { day: '2026-08-24', severity: 'low' },
    { day: '2026-09-03', severity: 'medium' },
    { day: '2026-09-29', severity: 'medium' },
    { day: '2026-09-30', severity: 'high' },
    { day: '2026-10-01', severity: 'medium' },
    { day: '2026-10-19', severity: 'low' },
    { day: '2026-11-12', severity: 'high' },
    { day: '2026-11-12', severity: 'medium' },
  ];
}
