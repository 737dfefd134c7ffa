import { useMemo } from 'react';
import { AssistantCommandsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { commandsOf } from './commands.ts';
import type { Command } from './commands.ts';

export interface KnownCommands {
  /** Null: not known yet. */
  readonly commands: readonly Command[] | null;
  readonly failure: string | null;
  readonly reload: () => void;
}

/** What the viewer can ask for by commands. */
export function useCommands(): KnownCommands {
  const { data, failure, reload } = useLiveQuery({ query: AssistantCommandsDocument, variables: {} });
  const commands = useMemo(() => (data === null ? null : commandsOf(data.assistantTools)), [data]);
  return { commands, failure, reload };
}
