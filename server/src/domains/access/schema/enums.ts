import { describedEnum } from '../../../platform/graphql/enums.ts';

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

export const KeyScopeRef = describedEnum('KeyScope', 'What an API key is for: it limits what the role of the key may do.', {
  INGEST: 'Sends messages, spans, evaluations and points of training, and reads nothing.',
  READ: 'Reads what its role may read, and changes nothing.',
  FULL: 'May do whatever its role may do.',
});
