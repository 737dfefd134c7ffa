import type { Locale } from '../../format/locale.tsx';
import { format, valueParts } from '../../format/unit.ts';
import type { Annotation } from '../../frame/annotations.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { bestPlace, changesByStep, patienceOf, xOfStep } from './loss-events.ts';
import type { LossMark, ParameterChange, Patience, PatienceOptions } from './loss-events.ts';
import type { LossLine } from './loss-columns.ts';
import type { LoggedTrack } from './loss-lines.ts';
import { changeWords } from './loss-words.ts';
import type { LossMeasure } from './loss-words.ts';

export interface MomentOptions {
  readonly changes: readonly ParameterChange[];
  readonly checkpoints: readonly number[];
  readonly marks: readonly LossMark[];
  readonly patience: PatienceOptions | undefined;
  readonly measure: LossMeasure;
  /** There is one run: it need not be named. */
  readonly isAlone: boolean;
  readonly locale: Locale;
}

/** The best evaluation of a run. */
export interface BestMoment {
  readonly track: LoggedTrack;
  readonly place: number;
  /** `best 1.297`; empty where there are too many to name. */
  readonly text: string;
}

/** What happened along the curves, with its places on the axis. */
export interface Moments {
  readonly annotations: readonly Annotation[];
  readonly changes: readonly { readonly x: number; readonly step: number; readonly label: string }[];
  readonly checkpointXs: readonly number[];
  readonly bests: readonly BestMoment[];
  /** How far each run's patience is used up. */
  readonly patienceNotes: readonly Remark[];
  /** Where an early stop would end the run, of the one that is shaded. */
  readonly stopX: number | undefined;
  /** Words for what happened at an x. */
  readonly at: ReadonlyMap<number, readonly string[]>;
}

/** Evaluations whose best is named at its mark. */
const MOST_BEST_NAMED = 1;

/**
 * Changes, checkpoints, patience and bests. Every run's patience is described; an interval is shaded only where one evaluation is shown,
 * since stretches of several runs would lie over each other without saying whose they are.
 */
export function momentsOf(
  tracks: readonly LoggedTrack[],
  { changes, checkpoints, marks, patience, measure, isAlone, locale }: MomentOptions,
): Moments {
  const trackOf = (run: string | undefined) => tracks.find((track) => run === undefined || track.run.key === run);
  const labelOfRun = (run: string) => (isAlone ? null : (trackOf(run)?.run.label ?? run));
  const at = new Map<number, string[]>();
  const say = (x: number, words: string) => at.set(x, [...(at.get(x) ?? []), words]);
  const changed = changesByStep(changes).flatMap(({ step, changes: all }) => {
    const track = trackOf(all[0]?.run);
    const x = track === undefined ? Number.NaN : xOfStep(track.line, step);
    return Number.isNaN(x) ? [] : [{ x, step, label: changeWords(all, labelOfRun, locale) }];
  });
  for (const { x, label } of changed) say(x, label);
  const first = tracks[0];
  const checkpointXs = first === undefined ? [] : checkpoints.map((step) => xOfStep(first.line, step)).filter((x) => !Number.isNaN(x));
  for (const x of checkpointXs) say(x, 'checkpoint saved');
  const marked = first === undefined ? [] : marks.flatMap((mark) => annotationOf(first.line, mark));
  for (const { at: x, label } of marked) say(Number(x), label);
  const evaluations = tracks.filter(({ split }) => split === 'eval');
  const bests = evaluations.flatMap((track): BestMoment[] => {
    const place = bestPlace(track.line.value, measure.goal);
    if (place < 0) return [];
    say(track.line.x[place] as number, `best ${track.name}`);
    return [
      {
        track,
        place,
        text: evaluations.length <= MOST_BEST_NAMED ? `best ${valueParts(track.line.value[place], measure.unit, locale).major}` : '',
      },
    ];
  });
  const watched =
    patience === undefined
      ? []
      : evaluations.flatMap((track) => {
          const used = patienceOf(track.line, measure.goal, patience);
          return used === null ? [] : [{ track, used }];
        });
  for (const { track, used } of watched)
    if (used.isOver) say(track.line.x[used.to] as number, isAlone ? 'early stop' : `early stop of ${track.run.label}`);
  const shaded = evaluations.length === 1 ? watched[0] : undefined;
  const most = patience?.evaluations ?? 0;
  return {
    annotations: [
      ...changed.map(({ x, label }) => ({ at: x, label })),
      ...marked,
      ...(shaded === undefined ? [] : [patienceRange(shaded.track, shaded.used, most)]),
    ],
    changes: changed,
    checkpointXs,
    bests,
    at,
    patienceNotes: watched.map(({ track, used }) => patienceNote(track, used, most, isAlone, locale)),
    stopX: shaded?.used.isOver === true ? shaded.track.line.x[shaded.used.to] : undefined,
  };
}

/** A mark on the axis, cut to the steps that are there; none where it lies outside of them. */
function annotationOf(line: LossLine, { step, toStep, label, tone }: LossMark): Annotation[] {
  const [least, most] = [line.step[0], line.step.at(-1)];
  if (least === undefined || most === undefined || step > most || (toStep ?? step) < least) return [];
  const at = xOfStep(line, Math.max(least, step));
  return [toStep === undefined ? { at, label, tone } : { at, to: xOfStep(line, Math.min(most, toStep)), label, tone }];
}

function patienceRange({ line }: LoggedTrack, { from, to, usedCount, isOver }: Patience, most: number): Annotation {
  const count = `${usedCount} of ${most}`;
  return {
    at: line.x[from] as number,
    to: line.x[to] as number,
    tone: 'warn',
    label: isOver ? `early stop, patience ${count}` : `patience ${count}`,
  };
}

function patienceNote(
  { line, run }: LoggedTrack,
  { from, to, usedCount, isOver }: Patience,
  most: number,
  isAlone: boolean,
  locale: Locale,
): Remark {
  const step = (place: number) => format(line.step[place], 'count', locale);
  const none = `${isAlone ? 'No' : `${run.label}: no`} gain in ${usedCount} evaluation${usedCount === 1 ? '' : 's'} since step ${step(from)}`;
  return { text: none + (isOver ? `: patience ended, early stop at step ${step(to)}` : ` (patience ${most})`), tone: 'warn' };
}
