import { diffLines } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts that differ nearly everywhere are not worth more than this, ms: they are shown as one replaced by the other. */
const PATIENCE_MS = 400;
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
const lines = (kind: DiffLine['kind'], text: string): DiffLine[] =>
  text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => ({ kind, text: line }));

/** Line by line: what stayed, went and came. */
export function promptDiff(before: string, after: string): readonly DiffLine[] {
  const parts = diffLines(ended(before), ended(after), { timeout: PATIENCE_MS });
  if (parts === undefined) return [...lines('removed', before), ...lines('added', after)];
  return parts.flatMap(({ added, removed, value }) => lines(added ? 'added' : removed ? 'removed' : 'same', value));
}
