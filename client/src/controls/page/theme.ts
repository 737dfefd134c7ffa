import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

// public/theme.js reads the same key before the first paint.
const KEY = 'ftl.theme';
const watchers = new Set<() => void>();

function read(): Theme {
  const held = localStorage.getItem(KEY);
  return themes.find((theme) => theme === held) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset['theme'] = theme;
  }
  for (const watcher of watchers) watcher();
}

/** Takes the theme that the reader chose in another browser, where none was chosen in this one. */
export function takeTheme(preferred: unknown): void {
  const theme = themes.find((one) => one === preferred);
  if (theme !== undefined && theme !== 'system' && localStorage.getItem(KEY) === null) chooseTheme(theme);
}

/** The reader's choice; `system` follows the device. */
export function useTheme(): Theme {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, read);
}
