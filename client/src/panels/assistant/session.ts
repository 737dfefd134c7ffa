import { useSyncExternalStore } from 'react';
import type { Client } from 'urql';
import { gql } from 'urql';
import { DeclineAssistantActionDocument, RunAssistantActionDocument, RunAssistantToolDocument } from '../../graphql/generated/graphql.ts';
import { refusalOf, send } from '../../graphql/refusal.ts';
import type { CardState } from './proposal-card.tsx';
import type { ToolResult } from './types.ts';

/** A command that was run on this page. */
export interface Entry {
  readonly id: number;
  readonly tool: string;
  readonly title: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly outcome:
    | { readonly state: 'running' }
    | { readonly state: 'done'; readonly result: ToolResult }
    | { readonly state: 'failed'; readonly message: string };
  readonly card: { readonly state: CardState; readonly message: string | null };
}

let entries: readonly Entry[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

function become(next: readonly Entry[]): void {
  entries = next;
  for (const watcher of watchers) watcher();
}

const change = (id: number, part: Partial<Entry>): void =>
  become(entries.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)));

/** What was run since the dashboard was loaded, oldest first: the page and the side panel show the same. */
export const useEntries = (): readonly Entry[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => entries,
  );

export const clearEntries = (): void => become([]);

/** Runs a command; its entry shows what came of it. */
export async function runCommand(client: Client, tool: string, title: string, args: Readonly<Record<string, unknown>>): Promise<void> {
  const id = (lastId += 1);
  become([...entries, { id, tool, title, arguments: args, outcome: { state: 'running' }, card: { state: 'OPEN', message: null } }]);
  const sent = await send(client, RunAssistantToolDocument, { name: tool, arguments: args });
  if (!sent.ok) return change(id, { outcome: { state: 'failed', message: sent.refusal.message } });
  return change(id, { outcome: { state: 'done', result: sent.data.runAssistantTool as ToolResult } });
}

/** Confirms or declines the change that a command has proposed. */
export async function settle(client: Client, id: number, proposalId: string, isConfirmed: boolean): Promise<void> {
  change(id, { card: { state: 'BUSY', message: null } });
  const input = { proposalId };
  const sent = isConfirmed
    ? await send(client, RunAssistantActionDocument, { input })
    : await send(client, DeclineAssistantActionDocument, { input });
  const state = sent.ok ? (isConfirmed ? 'DONE' : 'DECLINED') : 'REFUSED';
  change(id, { card: { state, message: sent.ok ? null : sent.refusal.message } });
}

/** Takes a change back that was made. */
export async function undo(client: Client, id: number, { document, variables }: { document: string; variables: object }): Promise<void> {
  change(id, { card: { state: 'BUSY', message: null } });
  const { error } = await client.mutation(gql(document), variables).toPromise();
  change(id, { card: error === undefined ? { state: 'UNDONE', message: null } : { state: 'DONE', message: refusalOf(error).message } });
}
