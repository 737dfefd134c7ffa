import type { Viewer } from '../../../platform/graphql/context.ts';
import { localOwner } from '../../preferences/load.ts';

/**
 * In whose name the calls of a run stand in the ledger: the one who began it, whose budget holds for them. It may do nothing else: it has no
 * role.
 */
export const spenderViewer = (workspaceId: string, owner: string): Viewer => ({
  workspaceId,
  role: null,
  keyScope: null,
  sessionId: null,
  keyId: owner.startsWith('key:') ? owner.slice('key:'.length) : null,
  person: owner === localOwner || owner.startsWith('key:') ? null : { id: owner, name: '', email: '' },
});
