import type { QueueRowFragment } from '../../graphql/generated/graphql.ts';

type Progress = QueueRowFragment['progress'][number];

/** `Krippendorff's alpha` in a word, by his own limits: 0.8 to rely on, 0.667 for tentative conclusions. */
export function alphaWord(alpha: number | null): string {
  if (alpha === null) return 'nothing to compare';
  if (alpha >= 0.8) return 'reliable';
  return alpha >= 0.667 ? 'tentative' : 'too low to rely on';
}

/** To three places, as agreement is read. */
export const shownAlpha = (alpha: number): number => Math.round(alpha * 1_000) / 1_000;

/** `field:tone` as `tone`, `tag:rude` as `tag “rude”`. */
export function fieldWord(field: string): string {
  const at = field.indexOf(':');
  if (at < 0) return field === 'success' ? 'verdict' : field;
  return field.startsWith('tag:') ? `tag “${field.slice(at + 1)}”` : field.slice(at + 1);
}

/** Who holds messages now, when nothing is left: `Ana holds 2, the first comes free in 4 min`. */
export function heldWords(progress: readonly Progress[], now: number): string | null {
  const holders = progress.filter(({ heldCount, isViewer }) => heldCount > 0 && !isViewer);
  if (holders.length === 0) return null;
  const first = Math.min(...holders.map(({ freeAt }) => (freeAt == null ? now : Date.parse(freeAt))));
  const minutes = Math.max(1, Math.ceil((first - now) / 60_000));
  return `${holders.map(({ annotator, heldCount }) => `${annotator} holds ${heldCount}`).join(', ')}; the first comes free in ${minutes} min.`;
}

/** One value a line, without blanks around it. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `tone: kind, cold` as a field of the rubric; null: not of this form. */
export function rubricFieldOf(line: string): { name: string; values: string[] } | null {
  const at = line.indexOf(':');
  if (at < 1) return null;
  const values = line
    .slice(at + 1)
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return values.length < 2 ? null : { name: line.slice(0, at).trim(), values };
}
