import { diffArrays, diffLines } from 'diff';
import type { ChatMessage } from './chat-turns.ts';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type MessageDiff =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly message: ChatMessage }
  | { readonly kind: 'changed'; readonly message: ChatMessage; readonly lines: readonly DiffLine[] };

/** Texts that differ nearly everywhere are not worth more than this, ms: they are shown as one replaced by the other. */
const PATIENCE_MS = 400;

/** Line by line: what stayed, went and came. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const parts = diffLines(ended(before), ended(after), { timeout: PATIENCE_MS });
  if (parts === undefined) return [...lines('removed', before), ...lines('added', after)];
  return parts.flatMap(({ added, removed, value }) => lines(added ? 'added' : removed ? 'removed' : 'same', value));
}

/** Without an end of its own, a last line would differ from the same line with another after it. */
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function lines(kind: DiffLine['kind'], text: string): DiffLine[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n').map((line) => ({ kind, text: line }));
}

/**
 * Message by message: what stayed, went and came. Where one message of a role stands in the place of another of that role, the two are
 * compared line by line.
 */
export function messageDiff(before: readonly ChatMessage[], after: readonly ChatMessage[]): readonly MessageDiff[] {
  const parts = diffArrays([...before], [...after], { comparator: (one, other) => wordsOf(one) === wordsOf(other) });
  const entries: MessageDiff[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const { added, removed, value } = parts[index] as { added: boolean; removed: boolean; value: ChatMessage[] };
    const next = parts[index + 1];
    if (removed && next?.added) {
      entries.push(...replaced(value, next.value));
      index += 1;
    } else entries.push(...value.map((message): MessageDiff => ({ kind: added ? 'added' : removed ? 'removed' : 'same', message })));
  }
  return entries;
}

function replaced(gone: readonly ChatMessage[], come: readonly ChatMessage[]): readonly MessageDiff[] {
  const paired = Math.min(gone.length, come.length);
  const entries: MessageDiff[] = [];
  for (let index = 0; index < paired; index += 1) {
    const [was, is] = [gone[index] as ChatMessage, come[index] as ChatMessage];
    if (was.role === is.role) entries.push({ kind: 'changed', message: is, lines: lineDiff(wordsOf(was), wordsOf(is)) });
    else entries.push({ kind: 'removed', message: was }, { kind: 'added', message: is });
  }
  return [
    ...entries, ...gone.slice(paired).map((message) => ({ kind: 'removed' as const, message })), ...come.slice(paired).map((message) => ({ kind: 'added' as const, message })),
  ];
}

/** All that a message says, as one text: two messages with the same words are the same message. */
export function wordsOf({ role, name, content, reasoning, toolCalls, parts }: ChatMessage): string {
  const calls = toolCalls.map((call) => `${call.name} ${typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments ?? null, null, 2)}`);
  return [
    role === 'TOOL' && name != null ? `${name}:` : null, reasoning ?? null, content === '' ? null : content, ...calls, parts == null ? null : JSON.stringify(parts, null, 2),
  ].filter((text) => text !== null).join('\n');
}

export interface Fold<Item> {
  /** Shown, unless they are folded. */
  readonly items: readonly Item[];
  readonly isFolded: boolean;
}

/** Folds long runs of equal items, except `around` items beside a change. */
export function folded<Item extends { readonly kind: string }>(items: readonly Item[], around: number): readonly Fold<Item>[] {
  const isNear = new Uint8Array(items.length);
  for (const [index, { kind }] of items.entries()) if (kind !== 'same') isNear.fill(1, Math.max(0, index - around), index + around + 1);
  const runs: { items: Item[]; isFolded: boolean }[] = [];
  for (const [index, item] of items.entries()) {
    const isFolded = isNear[index] === 0;
    const last = runs.at(-1);
    if (last === undefined || last.isFolded !== isFolded) runs.push({ items: [item], isFolded });
    else last.items.push(item);
  }
  // One line less is not worth a button.
  return runs.map((run) => (run.items.length < 2 ? { ...run, isFolded: false } : run));
}
