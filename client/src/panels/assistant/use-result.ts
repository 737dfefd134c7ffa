import { AssistantResultDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import type { ToolResult } from './types.ts';

export interface KnownResult {
  /** Null: it is not there yet, is not asked for, or is kept no longer. */
  readonly result: ToolResult | null;
  /** It held texts of applications, and its time is over. */
  readonly isGone: boolean;
  readonly failure: string | null;
  readonly reload: () => void;
}

/** A result of a conversation by its handle; `handle`: null asks for none. */
export function useResult(conversationId: string, handle: string | null): KnownResult {
  const { data, failure, reload } = useLiveQuery({
    query: AssistantResultDocument,
    variables: { conversationId, handle: handle ?? '' },
    isWanted: handle !== null,
  });
  const result = handle === null || data === null ? null : ((data.assistantResult ?? null) as ToolResult | null);
  return { result, isGone: handle !== null && data !== null && result === null, failure: data === null ? failure : null, reload };
}
