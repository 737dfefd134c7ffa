import { diffArrays } from 'diff';

export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts that differ nearly everywhere are not worth more than this, ms: they are shown as one replaced by the other. */
const PATIENCE_MS = 100;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Words, and what stands between them, of any script. */
const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Word by word: what stayed, went and came. Without what was added it is the one text, without what was removed the other. */
export function wordDiff(before: string, after: string): readonly DiffPiece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const parts = diffArrays(wordsOf(before), wordsOf(after), { timeout: PATIENCE_MS });
  if (parts === undefined) return piecesOf(before, after);
  const pieces: DiffPiece[] = [];
  let [removed, added] = ['', ''];
  for (const [place, part] of parts.entries()) {
    const text = part.value.join('');
    if (part.removed) removed += text;
    else if (part.added) added += text;
    else if (text.trim() === '' && removed + added !== '' && place < parts.length - 1) {
      // A space between two changes is no part of what stayed: each text is read in one piece.
      [removed, added] = [removed + text, added + text];
    } else {
      pieces.push(...piecesOf(removed, added), { kind: 'same', text });
      [removed, added] = ['', ''];
    }
  }
  return [...pieces, ...piecesOf(removed, added)];
}

const piecesOf = (removed: string, added: string): DiffPiece[] => [
  ...(removed === '' ? [] : [{ kind: 'removed' as const, text: removed }]),
  ...(added === '' ? [] : [{ kind: 'added' as const, text: added }]),
];
