import { defineDomain } from '../../platform/domain.ts';
import { transferTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Sessions of transfer learning of a workspace were saved or deleted. */
    'transfer.changed': [workspaceId: string, Record<string, never>];
  }
}

export const transferDomain = defineDomain({
  name: 'transfer',
  tables: ['transfer_sessions'],
  tools: [transferTool],
  audited: { transfer_sessions: { type: 'TransferSession', name: 'external_id' } },
  topics: ['transfer.changed'],
});
