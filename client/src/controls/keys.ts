import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** One key and what it does. `g o` is one after the other, `g D` with Shift; `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere. */
export interface KeyBinding {
  readonly keys: string;
  /** What it does, as the list of keys says it. */
  readonly says: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

interface Registered extends KeyGroup {
  readonly run: (keys: string) => void;
}

const SEQUENCE_MS = 900;
let groups: readonly Registered[] = [];
const watchers = new Set<() => void>();
let listening = false;
let pendingKey: { readonly key: string; readonly atMs: number } | null = null;

function change(next: readonly Registered[]): void {
  groups = next;
  for (const watcher of watchers) watcher();
  if (!listening && next.length > 0) {
    window.addEventListener('keydown', onKeyDown);
    listening = true;
  }
}

/** true while the reader types, or while something that floats has its own keys. */
function isBusyElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select') !== null) return true;
  return target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  // Shift is pressed before the letter that it makes a capital.
  if (event.defaultPrevented || event.isComposing || event.key === 'Shift') return;
  const isMod = event.metaKey || event.ctrlKey;
  if (event.altKey || (isMod && event.key.length !== 1 && event.key !== 'Enter')) return;
  const key = isMod ? `mod+${event.key.toLowerCase()}` : event.key;
  if (!isMod && isBusyElsewhere(event.target)) return;
  const isSequence = pendingKey !== null && event.timeStamp - pendingKey.atMs < SEQUENCE_MS;
  const tries = isSequence && pendingKey !== null ? [`${pendingKey.key} ${key}`, key] : [key];
  pendingKey = null;
  for (const pressed of tries) {
    const group = groups.findLast(({ bindings }) => bindings.some(({ keys }) => keys === pressed));
    if (group !== undefined) {
      event.preventDefault();
      group.run(pressed);
      return;
    }
  }
  if (groups.some(({ bindings }) => bindings.some(({ keys }) => keys.startsWith(`${key} `)))) {
    pendingKey = { key, atMs: event.timeStamp };
  }
}

/** Keys that work while the component is on the page; what is registered later wins. */
export function useKeys(title: string, actions: Readonly<Record<string, { readonly says: string; readonly run: () => void }>>): void {
  const run = useEffectEvent((keys: string) => actions[keys]?.run());
  const list = JSON.stringify(Object.entries(actions).map(([keys, { says }]) => ({ keys, says })));
  useEffect(() => {
    const group: Registered = { title, bindings: JSON.parse(list) as KeyBinding[], run: (keys) => run(keys) };
    change([...groups, group]);
    return () => change(groups.filter((other) => other !== group));
  }, [title, list]);
}

/** Every key that works now, for the list that `?` opens. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => groups,
  );
}

/** `mod+k` as this machine writes it. */
export function keyNames(keys: string): string[] {
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
  return keys.split(' ').map((key) =>
    key
      .replace('mod+enter', isMac ? '⌘↵' : 'Ctrl ↵')
      .replace(/^[A-Z]$/, (letter) => `${isMac ? '⇧' : 'Shift '}${letter}`)
      .replace(/^mod\+(.)$/, (_whole, letter: string) => `${isMac ? '⌘' : 'Ctrl '}${letter.toUpperCase()}`)
      .replace('Enter', '↵')
      .replace('Escape', 'Esc'),
  );
}
