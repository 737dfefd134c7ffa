import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedData, whySkipped } from '../../../test/shared-data.ts';
import { defaultLocale } from '../../format/locale.tsx';
import { lossRuns } from './loss-columns.ts';
import type { LossRun } from './loss-columns.ts';
import { bestPlace, divergedFrom, invalidRuns, patienceOf } from './loss-events.ts';
import { drawnTracks, gapAt, loggedTracks, rangeOf } from './loss-lines.ts';
import type { DrawnTrack } from './loss-lines.ts';
import { bestNotes, trackNotes } from './loss-words.ts';
import { debiasedEma } from './smoothing.ts';

const folder = sharedData('training');

type Entry = Readonly<Record<string, number>>;
const special: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity };

/** A trainer's state as it writes it: with bare NaN and Infinity, which JSON does not have. */
function entriesOf(run: string): Entry[] {
  const text = readFileSync(join(folder ?? '', run, 'trainer_state.json'), 'utf8').replaceAll(
    /(?<=[:\s[])(-?Infinity|NaN)(?=[,\s\]}])/g,
    '"$1"',
  );
  const { log_history: history } = JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' ? (special[value] ?? value) : value,
  ) as { log_history: Entry[] };
  return history.filter((entry) => 'loss' in entry || 'eval_loss' in entry);
}

function runOf(name: string): LossRun {
  const [run] = lossRuns(entriesOf(name), {
    step: (entry) => entry['step'] ?? Number.NaN,
    value: (entry) => entry['loss'] ?? entry['eval_loss'],
    epoch: (entry) => entry['epoch'],
    gradNorm: (entry) => entry['grad_norm'],
    split: (entry) => ('eval_loss' in entry ? 'eval' : 'train'),
  });
  if (run === undefined) throw new Error(`no entries in ${name}`);
  return run;
}

function tracksOf(name: string): DrawnTrack[] {
  const tracks = loggedTracks([runOf(name)], 'step');
  return drawnTracks(tracks, { smoothing: 0.6, smoothingKind: 'ema', smoothBy: 'point' }, rangeOf(tracks));
}

const measure = { label: 'Loss', unit: 'number', goal: 'lower' } as const;

describe.skipIf(folder === null)(`real runs${whySkipped(folder)}`, () => {
  test('6,500 steps: best evaluation 1.2968 at 5,250, five evaluations before the last, 1.3038', () => {
    const [train, evaluation] = tracksOf('made/sft-6500');
    if (train === undefined || evaluation === undefined) throw new Error('a track is missing');
    expect(train.line.x).toHaveLength(6500);
    const best = bestPlace(evaluation.line.value, 'lower');
    expect([evaluation.line.step[best], evaluation.line.value[best]?.toFixed(4)]).toEqual([5250, '1.2968']);
    expect(bestNotes([train, evaluation], measure, defaultLocale)[0]?.text).toBe(
      'eval: best 1.297 at step 5,250; last 1.304, 5 evaluations later',
    );
    expect(patienceOf(evaluation.line, 'lower', { evaluations: 3 })).toMatchObject({ isOver: true, to: best + 3 });
    expect(divergedFrom(train.line.value, 'lower')).toBe(-1);
    expect(trackNotes(train, 'lower', defaultLocale)).toEqual([]);
    // The gap told a second time, from the file.
    const entries = entriesOf('made/sft-6500');
    let [sum, decay] = [0, 1];
    for (const entry of entries) {
      if ((entry['step'] ?? 0) > 5250 || entry['loss'] === undefined) continue;
      sum = 0.6 * sum + 0.4 * entry['loss'];
      decay *= 0.6;
    }
    expect(gapAt([train, evaluation], evaluation, best)).toBeCloseTo((evaluation.line.value[best] ?? 0) - sum / (1 - decay), 10);
  });

  test('smoothing never leaves the range of the values, and ends within what the last hundred say', () => {
    const loss = runOf('made/sft-6500').train?.value ?? new Float64Array();
    const smooth = debiasedEma(loss, 0.9);
    expect(Math.max(...smooth)).toBeLessThanOrEqual(Math.max(...loss));
    expect(Math.min(...smooth)).toBeGreaterThanOrEqual(Math.min(...loss));
    const tail = loss.subarray(-100).toSorted();
    expect(smooth.at(-1)).toBeGreaterThan(tail[5] ?? 0);
    expect(smooth.at(-1)).toBeLessThan(tail[94] ?? 0);
  });

  test('a run whose trainer hid NaN as 0: the zeros are no losses, every evaluation is NaN, and it diverged before', () => {
    const [train, evaluation] = tracksOf('made/diverge-filter-on');
    if (train === undefined || evaluation === undefined) throw new Error('a track is missing');
    const hidden = invalidRuns(train.line.state);
    expect(hidden.map(({ kind, from, to, count }) => [kind, train.line.step[from], train.line.step[to], count])).toEqual([
      ['0 for NaN', 19, 300, 282],
    ]);
    expect(Number.isNaN(train.line.value[18])).toBe(true);
    expect(invalidRuns(evaluation.line.state)).toMatchObject([{ kind: 'NaN', count: 6 }]);
    expect(bestPlace(evaluation.line.value, 'lower')).toBe(-1);
    expect(bestNotes([train, evaluation], measure, defaultLocale)).toEqual([]);
    const words = trackNotes(train, 'lower', defaultLocale).map((note) => note.text);
    expect(words[0]).toBe('train: logged as 0 while the gradient norm is no number, from step 19 to 300, the last entry');
    expect(words.some((text) => text.startsWith('train: diverging'))).toBe(true);
    expect(trackNotes(evaluation, 'lower', defaultLocale)[0]?.text).toBe('eval: NaN from step 50 to 300, the last entry');
  });

  test('a DPO run: logged every fifth step, its last evaluation is its best', () => {
    const [train, evaluation] = tracksOf('made/dpo-400');
    expect(train?.line.step.subarray(0, 3)).toEqual(Float64Array.of(5, 10, 15));
    expect(bestPlace(evaluation?.line.value ?? new Float64Array(), 'lower')).toBe(7);
    expect(patienceOf(evaluation?.line ?? { value: new Float64Array(), state: new Uint8Array() }, 'lower', { evaluations: 3 })).toBeNull();
  });

  test('a run without evaluations: one curve, nothing to warn of', () => {
    const tracks = tracksOf('HangerYang+Star');
    expect(tracks.map(({ split }) => split)).toEqual(['train']);
    expect(tracks.flatMap((track) => trackNotes(track, 'lower', defaultLocale))).toEqual([]);
  });
});
