import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { chooseModel, type Chosen } from './choice.ts';
import { modelSettingsOf, openConnection, type ModelSettings, type Opened } from './connections.ts';
import { bookOf } from './price.ts';

/** What the calls for one answer share: the model that was chosen at its beginning, connections with their keys, prices and limits. */
export interface ChatSession {
  readonly chosen: Chosen;
  readonly settings: ModelSettings;
  /** Null: the connection is gone. */
  readonly connection: (name: string) => Promise<Opened | null>;
  readonly book: () => Promise<PriceBook>;
}

/** Begins to ask models for a viewer. It is for one answer, and not kept: what is changed meanwhile holds from the next one on. */
export async function openChat(stores: Stores, viewer: Viewer, asked: string | null): Promise<ChatSession> {
  const { workspaceId } = viewer;
  const [chosen, settings] = await Promise.all([chooseModel(stores, viewer, asked), modelSettingsOf(stores, workspaceId)]);
  const opened = new Map<string, Promise<Opened | null>>();
  let book: Promise<PriceBook> | null = null;
  return {
    chosen,
    settings,
    connection: (name) => {
      const known = opened.get(name) ?? openConnection(stores, workspaceId, name);
      opened.set(name, known);
      return known;
    },
    book: () => (book ??= bookOf(stores, workspaceId)),
  };
}
