import { FIGURE_PX } from '../format/text-width.ts';

/** Fewest letters that are worth showing of a shortened note. */
const LEAST_LETTERS = 8;
/** Between the words of two notes, px. */
const APART_PX = 6;
/** Between a note's words and the next mark, px. */
const BEFORE_MARK_PX = 12;
/** The sign before the words, and the space behind it, in letters. */
const SIGN_LETTERS = 2;
/** The sign stands this far left of its place, so that its middle is on it, px. */
const SIGN_HALF_PX = 4;

/** Words that end at the edge fit in spite of rounding, px. */
const ROUNDING_PX = 0.5;

/** A note with its place on the x axis, px. */
export interface NotePlace {
  readonly label: string;
  readonly px: number;
  /** End of its stretch; null for a moment. */
  readonly endPx: number | null;
}

export interface PlacedNote<Note extends NotePlace> {
  readonly note: Note;
  /** Where the words begin; the sign's own place where there are none. */
  readonly labelPx: number;
  /** All of the words, their beginning with an ellipsis, or null: no room, the sign stands alone. */
  readonly words: string | null;
}

/**
 * Places notes in one row between `left` and `right`, in order of their places; those outside are left out. Where the next one's
 * mark would stand in the words, they are shortened; where too little is left, and where the words before reach too far, only the
 * sign stays.
 */
export function placeNotes<Note extends NotePlace>(
  notes: readonly Note[],
  { left, right }: { readonly left: number; readonly right: number },
): PlacedNote<Note>[] {
  let end = -Infinity;
  return notes
    .filter(({ px, endPx }) => px <= right && (endPx ?? px) >= left)
    .sort((one, other) => one.px - other.px)
    .map((note, place, all) => {
      const signPx = note.px - SIGN_HALF_PX;
      const width = (note.label.length + SIGN_LETTERS) * FIGURE_PX;
      const labelPx = Math.max(left, Math.min(signPx, right - width));
      const room = Math.min((all[place + 1]?.px ?? Infinity) - BEFORE_MARK_PX, right + ROUNDING_PX) - labelPx;
      const words = wordsIn(note.label, width, room, labelPx === signPx);
      if (words === null || labelPx <= end + APART_PX) return { note, labelPx: signPx, words: null };
      end = labelPx + Math.min(width, room);
      return { note, labelPx, words };
    });
}

/** Words that were moved away from their mark are never shortened: it would not be plain whose they are. */
function wordsIn(label: string, width: number, room: number, isAtMark: boolean): string | null {
  if (width <= room) return label;
  const letters = Math.floor(room / FIGURE_PX) - SIGN_LETTERS - 1;
  return letters >= LEAST_LETTERS && isAtMark ? `${label.slice(0, letters).trimEnd()}…` : null;
}
