import type { Context } from '../../platform/graphql/context.ts';
import { writeSettings } from './queries.ts';
import type { AssistantSettings } from './load.ts';

export { ask } from './commands/ask.ts';
export { branchConversation, deleteConversation, updateConversation } from './commands/conversations.ts';
export { settleCard, undoCard } from './commands/proposals.ts';
export { rateTurn, retryTurn, showTurn, stopTurn } from './commands/turns.ts';

/** Sets how the assistant works in a workspace. */
export async function setAssistantSettings(
  { stores, viewer }: Pick<Context, 'stores' | 'viewer'>,
  settings: AssistantSettings,
): Promise<AssistantSettings> {
  await writeSettings(stores.postgres, { workspaceId: viewer.workspaceId, ...settings });
  return settings;
}
