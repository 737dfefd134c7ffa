import type { LogLine } from './log-book.ts';
import { MOST_LINES } from './use-log.ts';

/** Reads a whole log, part by part; `onShare` hears how much of it is there. null: it was given up. */
export async function wholeLog(
  read: (after: number, count: number) => Promise<readonly LogLine[] | { readonly failure: string }>,
  lastLine: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob | { readonly failure: string } | null> {
  const parts: Blob[] = [];
  for (let after = 0; ;) {
    const answer = await read(after, MOST_LINES);
    if (signal.aborted) return null;
    if ('failure' in answer) return answer;
    const last = answer.at(-1);
    if (last === undefined) return new Blob(parts, { type: 'text/plain;charset=utf-8' });
    // A browser keeps large parts on disk.
    parts.push(new Blob([answer.map(({ text }) => `${text}\n`).join('')]));
    after = last.line;
    onShare(Math.min(1, after / Math.max(1, lastLine)));
  }
}

/** Hands a file to the reader. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
