import './schema/invitations.ts';
import './schema/keys.ts';
import './schema/members.ts';
import './schema/permissions.ts';
import './schema/workspace.ts';
import './schema/workspaces.ts';
