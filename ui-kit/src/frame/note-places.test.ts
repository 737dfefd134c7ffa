import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIGURE_PX } from '../format/text-width.ts';
import { placeNotes } from './note-places.ts';

const ground = { left: 40, right: 640 };
const note = (label: string, px: number, endPx: number | null = null) => ({ label, px, endPx });
const placed = (...notes: ReturnType<typeof note>[]) =>
  placeNotes(notes, ground).map(({ note: { label }, labelPx, words }) => [label, labelPx, words]);

describe('placeNotes', () => {
  test('nothing has no places', () => expect(placed()).toEqual([]));
  test('one note stands with all its words at its mark', () => expect(placed(note('deploy', 200))).toEqual([['deploy', 196, 'deploy']]));
  test('words that would leave the drawing move to the left, those before its start to the right', () => {
    const [[, labelPx] = []] = placed(note('a long note here', 630));
    expect(labelPx).toBeCloseTo(640 - 18 * FIGURE_PX, 9);
    expect(placed(note('deploy', 41))).toEqual([['deploy', 40, 'deploy']]);
  });
  test('words that are longer than the drawing are left out, or cut off at its edge where they begin at their mark', () => {
    const long = 'gradient_accumulation_steps 4 to 8, learning_rate 1e-5 to 5e-6, weight_decay 0.1 to 0, warmup_steps 100 to 50';
    expect(placed(note(long, 300))).toEqual([[long, 296, null]]);
    const [[, , words] = []] = placed(note(long, 44));
    expect(words).toMatch(/^gradient_accumulation_steps .*…$/);
    expect(String(words).length * FIGURE_PX).toBeLessThan(600);
  });
  test('a mark outside has no note, but a stretch that reaches in has', () => {
    expect(placed(note('before', 20), note('after', 641))).toEqual([]);
    expect(placed(note('patience', 20, 80))).toEqual([['patience', 40, 'patience']]);
    expect(placed(note('patience', 10, 39))).toEqual([]);
  });
  test('they come in order of their places', () =>
    expect(placed(note('b', 400), note('a', 100)).map(([label]) => label)).toEqual(['a', 'b']));
  test('before the next mark words are shortened to what fits', () => {
    const [[, labelPx, words] = []] = placed(note('learning rate 1e-5 to 5e-6', 100), note('x', 230));
    expect([labelPx, words]).toEqual([96, 'learning rate…']);
  });
  test('where fewer than eight letters would be left only the sign stays', () => {
    expect(placed(note('learning rate', 100), note('x', 160))[0]).toEqual(['learning rate', 96, null]);
  });
  test('words that were moved are not shortened', () => {
    // Moved right to the edge by ten px: what would be cut off could be the next one's.
    expect(placed(note('a note of a good length', 34, 90), note('x', 170))[0]?.[2]).toBeNull();
  });
  test('two at one place: the first gives way, the second has the words', () =>
    expect(placed(note('one of two', 300), note('two', 300)).map(([, , words]) => words)).toEqual([null, 'two']));

  const some = fc.array(
    fc.record({ label: fc.string({ minLength: 1, maxLength: 40 }), px: fc.integer({ min: 0, max: 700 }), endPx: fc.constant(null) }),
    { maxLength: 20 },
  );
  test('words never touch, never leave the drawing unless they are longer than it, and never cover the next mark', () => {
    fc.assert(
      fc.property(some, (notes) => {
        const all = placeNotes(notes, ground);
        expect(all).toHaveLength(notes.filter(({ px }) => px >= ground.left && px <= ground.right).length);
        let end = -Infinity;
        for (const [
          place,
          {
            note: { label },
            labelPx,
            words,
          },
        ] of all.entries()) {
          if (words === null) continue;
          expect(words === label || (words.endsWith('…') && label.startsWith(words.slice(0, -1)))).toBe(true);
          const last = labelPx + (words.length + 2) * FIGURE_PX;
          expect(labelPx).toBeGreaterThan(end);
          expect(labelPx).toBeGreaterThanOrEqual(ground.left - 4);
          const next = all[place + 1]?.note.px;
          if (next !== undefined) expect(last).toBeLessThanOrEqual(next);
          end = last;
        }
      }),
    );
  });
});
