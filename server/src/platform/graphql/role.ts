import { describedEnum } from './enums.ts';

/** What a person or a key may be in a workspace (platform/permissions.ts). */
export const RoleRef = describedEnum(
  'Role',
  'What a person or a key may do in a workspace. Each from VIEWER on may do what those before it may.',
  {
    REVIEWER: 'Sees and rates what its own review queues hold, and nothing else.',
    VIEWER: 'Reads everything but keys and policies.',
    ANALYST: 'Also saves views and reads the data policy.',
    EDITOR: 'Also sends data, and edits models, prices and training jobs.',
    ADMIN: 'Also manages members, keys, runners and the data policy, and deletes data.',
    OWNER: 'May do everything, also delete the workspace.',
  },
);
