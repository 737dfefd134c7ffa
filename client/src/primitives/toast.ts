export interface Note {
  readonly title: string;
  readonly says?: string | undefined;
  /** `bad` is spoken at once and stays until it is closed. */
  readonly tone?: 'plain' | 'bad' | undefined;
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

let isNeeded = false;
const listeners = new Set<() => void>();

/** Says, at the edge of the page, that something happened; one action at most. What shows it is fetched with the first note. */
export function notify(note: Note): void {
  isNeeded = true;
  for (const listener of listeners) listener();
  void import('./toasts.tsx').then(({ show }) => show(note));
}

/** Whether there has been a note: the place for them is made with the first one. */
export const notesNeeded = {
  read: (): boolean => isNeeded,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
