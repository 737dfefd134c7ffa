export interface Note {
  readonly title: string;
  readonly says?: string | undefined;
  /** `bad` is spoken at once and stays until it is closed. */
  readonly tone?: 'plain' | 'bad' | undefined;
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** Says, at the edge of the page, that something happened; one action at most. What shows it is fetched with the first note. */
export function tell(note: Note): void {
  for (const listener of listeners) listener();
  void import('./toasts.tsx').then(({ show }) => show(note));
}

const listeners = new Set<() => void>();

/** Called when there is something to show for the first time. */
export function onFirstNote(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
