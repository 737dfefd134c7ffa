export { acceptInvitation, inviteMember, revokeInvitation, type SentInvitation } from './commands/invitations.ts';
export { createApiKey, ensureFirstKey, makeApiKey, makePersonalKey, revokeApiKey, revokePersonalKey } from './commands/keys.ts';
export { leaveWorkspace, removeMember, setMemberRole, transferOwnership } from './commands/members.ts';
export {
  archiveWorkspace,
  createWorkspace,
  deleteWorkspace,
  ensureDefaultWorkspace,
  renameWorkspace,
  restoreWorkspace,
} from './commands/workspaces.ts';
