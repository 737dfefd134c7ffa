import { workspaceHere } from '../../graphql/workspace.ts';
import { lengthOf, messageOf } from './draft.ts';
import type { Draft } from './draft.ts';

const KEY = `ftl.playground ${workspaceHere}`;
/** What is longer is not kept: it has to fit beside everything else that a browser keeps for a tab. */
const MAX_LENGTH = 500_000;

/** Keeps the draft of this tab, so that a reload does not lose it. `origin`: what the address shows, such as a run; '' for a new prompt. */
export function keepDraft(draft: Draft, origin: string, storage: Storage): void {
  try {
    if (lengthOf(draft) <= MAX_LENGTH) storage.setItem(KEY, JSON.stringify({ draft, origin }));
    else storage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing keeps no draft either.
  }
}

/** The draft that was kept of an origin, for a new prompt that of any; null: none. */
export function keptDraft(origin: string, storage: Storage): Draft | null {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? 'null') as { draft?: Draft; origin?: string } | null;
    if (!Array.isArray(kept?.draft?.messages) || !Array.isArray(kept.draft.rows)) return null;
    return origin === '' || kept.origin === origin ? withNewKeys(kept.draft) : null;
  } catch {
    return null;
  }
}

/** Keys are counted again with each load of the page. */
const withNewKeys = (draft: Draft): Draft => ({
  ...draft,
  messages: draft.messages.map((message) => ({ ...message, key: messageOf(message.role).key })),
});

export function forgetDraft(storage: Storage): void {
  try {
    storage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
