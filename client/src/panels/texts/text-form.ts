import { useSyncExternalStore } from 'react';

export type TextForm = 'markdown' | 'source';

const KEY = 'ftl.texts';
const listeners = new Set<() => void>();
let chosen: TextForm | null = null;

/** Whether texts of messages are shown as Markdown or as they came: one choice for all pages, kept for the next visit. */
export function useTextForm(): readonly [TextForm, (form: TextForm) => void] {
  return [useSyncExternalStore(follow, held), choose];
}

const held = (): TextForm => (chosen ??= localStorage.getItem(KEY) === 'source' ? 'source' : 'markdown');

function choose(form: TextForm): void {
  chosen = form;
  localStorage.setItem(KEY, form);
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
