import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { formatDated } from '../../format/time.ts';
import { NO_DATA } from '../../format/number.ts';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinCell, TwinTable } from '../../frame/table-twin.tsx';
import type { ReadingRow } from '../../frame/tooltip.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { POINT } from './loss-columns.ts';
import type { LossXAxis } from './loss-columns.ts';
import { bestPlace, DIVERGED_TIMES, divergedFrom, invalidRuns, zerosFrom } from './loss-events.ts';
import type { LossGoal, ParameterChange } from './loss-events.ts';
import { gapAt, placeAt, placeBefore } from './loss-lines.ts';
import type { DrawnTrack, LoggedTrack } from './loss-lines.ts';
import type { LossYAxis } from './loss-scale.ts';

/** What the notes and the table call a value: a measure and how it is written. */
export interface LossMeasure {
  readonly label: string;
  readonly unit: Unit;
  readonly goal: LossGoal;
}

export const axisLabels: Record<LossXAxis, string> = {
  step: 'Step',
  relative: 'Relative time',
  wall: 'Time',
  epoch: 'Epoch',
  tokens: 'Tokens',
};
export const axisUnits: Record<Exclude<LossXAxis, 'wall'>, Unit> = { step: 'count', relative: 'ms', epoch: 'number', tokens: 'tokens' };

/** An x for people: `Step 5,250`, `Epoch 3.25`, an instant. */
export function nameOnAxis(axis: LossXAxis, at: number, locale: Locale): string {
  return axis === 'wall' ? formatDated(at, 'second', locale) : `${axisLabels[axis]} ${format(at, axisUnits[axis], locale)}`;
}

const stepWords = (step: number | undefined, locale: Locale) => format(step, 'count', locale);

/** Where numbers are none: `train: NaN from step 19 to 300`. */
function invalidNotes({ name, line }: LoggedTrack, locale: Locale): Remark[] {
  const stretches = invalidRuns(line.state);
  const listed = stretches.slice(0, MOST_RUNS).map(({ kind, from, to }): Remark => {
    const isEnd = to === line.state.length - 1 && from !== to;
    const where =
      from === to
        ? `at step ${stepWords(line.step[from], locale)}`
        : `from step ${stepWords(line.step[from], locale)} to ${stepWords(line.step[to], locale)}`;
    return {
      text: `${name}: ${kind === '0 for NaN' ? 'logged as 0 while the gradient norm is no number,' : kind} ${where}${isEnd ? ', the last entry' : ''}`,
      tone: 'bad',
    };
  });
  const more = stretches.slice(MOST_RUNS);
  return more.length === 0
    ? listed
    : [
        ...listed,
        {
          text: `${name}: ${format(
            more.reduce((sum, { count }) => sum + count, 0),
            'count',
            locale,
          )} more entries without a finite number`,
          tone: 'bad',
        },
      ];
}

/** Most shaded ranges that are described one by one, per track. */
const MOST_RUNS = 3;

/** What is wrong with a curve of training, or has to be known to read it. */
export function trackNotes(track: LoggedTrack, goal: LossGoal, locale: Locale): Remark[] {
  const { name, line, split, run } = track;
  const notes = invalidNotes(track, locale);
  if (split === 'train' && goal !== 'none') {
    const zeros = zerosFrom(line);
    if (zeros >= 0)
      notes.push({
        text: `${name}: exactly 0 from step ${stepWords(line.step[zeros], locale)} to the end; a trainer that leaves NaN out of its mean logs that`,
        tone: 'warn',
      });
    const diverged = divergedFrom(line.value, goal);
    if (diverged >= 0)
      notes.push({
        text: `${name}: diverging, above ${DIVERGED_TIMES} × its lowest since step ${stepWords(line.step[diverged], locale)}`,
        tone: 'bad',
      });
  }
  const replaced = run[split]?.replacedCount ?? 0;
  if (replaced > 0)
    notes.push({ text: `${name}: ${format(replaced, 'count', locale)} entries replaced by later ones of the same step`, tone: 'neutral' });
  return notes;
}

/**
 * The best evaluation against the last one: `best 1.297 at step 5,250; last 1.304, 5 evaluations later`. Of several runs, whose is best.
 */
export function bestNotes(tracks: readonly LoggedTrack[], { unit, goal }: LossMeasure, locale: Locale): Remark[] {
  const evaluated = tracks
    .filter(({ split }) => split === 'eval')
    .map((track) => ({ track, best: bestPlace(track.line.value, goal) }))
    .filter(({ best }) => best >= 0);
  const winner =
    evaluated[
      bestPlace(
        Float64Array.from(evaluated, ({ track, best }) => track.line.value[best] as number),
        goal,
      )
    ];
  if (winner === undefined) return [];
  const { name, line } = winner.track;
  let last = line.value.length - 1;
  while (last > winner.best && !Number.isFinite(line.value[last])) last -= 1;
  const bestText = `${evaluated.length > 1 ? `best of ${evaluated.length}: ${name},` : `${name}: best`} ${format(line.value[winner.best], unit, locale)} at step ${stepWords(line.step[winner.best], locale)}`;
  const later = last - winner.best;
  if (later === 0) return [{ text: bestText, tone: 'neutral' }];
  return [
    {
      text: `${bestText}; last ${format(line.value[last], unit, locale)}, ${later} evaluation${later === 1 ? '' : 's'} later`,
      tone: 'neutral',
    },
  ];
}

/** What the y axis does not show. */
export function scaleNotes(
  { scale, unplacedCount, valueCount, above, below }: LossYAxis,
  unit: Unit,
  nameAt: (x: number) => string,
  locale: Locale,
): Remark[] {
  const count = (value: number) => format(value, 'count', locale);
  const notes: Remark[] = [];
  if (scale === 'log' && unplacedCount > 0)
    notes.push({
      text: `${count(unplacedCount)} of ${count(valueCount)} values are 0 or below and have no place on a log scale`,
      tone: 'warn',
    });
  if (above !== null)
    notes.push({
      text: `${count(above.count)} of ${count(valueCount)} values above the drawing, up to ${format(above.value, unit, locale)} (${nameAt(above.x)})`,
      tone: 'warn',
    });
  if (below !== null)
    notes.push({
      text: `${count(below.count)} of ${count(valueCount)} values below the drawing, down to ${format(below.value, unit, locale)} (${nameAt(below.x)})`,
      tone: 'warn',
    });
  return notes;
}

/** `learning rate 1e−5 → 5e−6, accumulation 4 → 8` */
export function changeWords(changes: readonly ParameterChange[], labelOfRun: (run: string) => string | null, locale: Locale): string {
  const valueText = (value: string | number | null) => (typeof value === 'number' ? format(value, 'number', locale) : (value ?? NO_DATA));
  return changes
    .map(({ parameter, from, to, run }) => {
      const whose = run === undefined ? null : labelOfRun(run);
      return `${whose === null ? '' : `${whose}: `}${parameter} ${valueText(from)} → ${valueText(to)}`;
    })
    .join(', ');
}

const stateWords: Record<number, string> = {
  [POINT.nan]: 'NaN',
  [POINT.infinite]: '+∞',
  [POINT.negativeInfinite]: '−∞',
  [POINT.masked]: '0 logged for NaN',
};

/** An entry's value in words, also where it is none. */
function entryWords({ line }: Pick<LoggedTrack, 'line'>, place: number, unit: Unit, locale: Locale): string {
  return stateWords[line.state[place] ?? POINT.notLogged] ?? format(line.value[place], unit, locale);
}

/**
 * What the curves say at an x: training smoothed and as logged, the evaluation there or the last before, and how far apart they
 * were. Several runs: one line each, the last entry at or before it where there is none, and the evaluations right there.
 */
export function lossRows(tracks: readonly DrawnTrack[], at: number, { unit }: LossMeasure, isAlone: boolean, locale: Locale): ReadingRow[] {
  const rows: ReadingRow[] = [];
  for (const track of tracks) {
    const { line, style, name, split, smooth, isSmoothed } = track;
    const here = placeAt(line.x, at);
    const isHeld = isAlone ? split === 'eval' : split === 'train';
    const place = here < 0 && isHeld ? placeBefore(line.x, at) : here;
    if (place < 0) continue;
    const label = place === here ? name : `${name}, step ${stepWords(line.step[place], locale)}`;
    const isValid = line.state[place] === POINT.value;
    if (isSmoothed && isValid) {
      rows.push({ label: `${label}, smoothed`, value: format(smooth[place], unit, locale), style });
      if (isAlone) rows.push({ label: `${name}, logged`, value: format(line.value[place], unit, locale) });
    } else {
      rows.push({ label, value: entryWords(track, place, unit, locale), style, kind: split === 'eval' ? 'point' : 'line' });
    }
    const gap = split === 'eval' && isAlone ? gapAt(tracks, track, place) : null;
    if (gap !== null) rows.push({ label: 'eval − train', value: `${gap > 0 ? '+' : ''}${format(gap, unit, locale)}` });
  }
  return rows;
}

/** One row per stop: what was logged, and the smoothed value beside it. Entries without a number say what they were. */
export function lossTable(
  tracks: readonly DrawnTrack[],
  stops: Float64Array,
  axis: LossXAxis,
  { unit }: LossMeasure,
  locale: Locale,
): TwinTable {
  const columns = tracks.flatMap((track): { readonly label: string; readonly cell: (at: number) => TwinCell }[] => {
    const logged = {
      label: track.name,
      cell: (at: number): TwinCell => {
        const place = exactPlace(track.line.x, at);
        if (place < 0) return numberCell(null, unit, locale);
        const words = stateWords[track.line.state[place] ?? POINT.value];
        return words === undefined ? numberCell(track.line.value[place], unit, locale) : { text: words, value: words };
      },
    };
    if (!track.isSmoothed) return [logged];
    return [
      logged,
      { label: `${track.name}, smoothed`, cell: (at) => numberCell(track.smooth[exactPlace(track.line.x, at)], unit, locale) },
    ];
  });
  return {
    columns: [{ label: axisLabels[axis], isNumeric: false }, ...columns.map(({ label }) => ({ label, isNumeric: true }))],
    rowCount: stops.length,
    row: (index) => {
      const at = stops[index] ?? 0;
      const head: TwinCell =
        axis === 'wall'
          ? { text: formatDated(at, 'second', locale), value: new Date(at).toISOString() }
          : numberCell(at, axisUnits[axis], locale);
      return [head, ...columns.map(({ cell }) => cell(at))];
    },
  };
}

function exactPlace(x: Float64Array, at: number): number {
  const place = placeAt(x, at);
  return place >= 0 && x[place] === at ? place : -1;
}

/** What the words about a curve are made of: how many finite values it has, and where the first and the last are (-1: none). */
export interface TrackEnds {
  readonly known: number;
  readonly first: number;
  readonly last: number;
}

/** Runs through a whole column: once for a curve, not once for a way of smoothing it. */
export function endsOf({ line }: Pick<LoggedTrack, 'line'>): TrackEnds {
  let known = 0;
  let first = -1;
  let last = -1;
  for (let place = 0; place < line.value.length; place += 1) {
    if (!Number.isFinite(line.value[place])) continue;
    known += 1;
    if (first < 0) first = place;
    last = place;
  }
  return { known, first, last };
}

/** How many values every curve has, and its ends. `ends` are those of the tracks, in their order. */
export function describeTracks(
  tracks: readonly DrawnTrack[],
  ends: readonly TrackEnds[],
  { label, unit }: LossMeasure,
  locale: Locale,
): string {
  if (tracks.length === 0) return `${label}: no data.`;
  const listed = tracks.slice(0, MOST_TRACKS).map((track, index) => {
    const { name, line, smooth, isSmoothed } = track;
    const { known, first, last } = ends[index] ?? endsOf(track);
    if (first < 0) return `${name}: no finite value in ${format(line.value.length, 'count', locale)} entries.`;
    const value = (place: number) => `${format(line.value[place], unit, locale)} at step ${stepWords(line.step[place], locale)}`;
    const fromTo =
      first === last
        ? value(first)
        : `from ${value(first)} to ${value(last)}${isSmoothed ? ` (smoothed ${format(smooth[last], unit, locale)})` : ''}`;
    return `${name}: ${format(known, 'count', locale)} value${known === 1 ? '' : 's'}, ${fromTo}.`;
  });
  const more = tracks.length > MOST_TRACKS ? [`And ${tracks.length - MOST_TRACKS} more curves.`] : [];
  return [`${label}.`, ...listed, ...more].join(' ');
}

/** Most curves that are described one by one. */
const MOST_TRACKS = 6;
