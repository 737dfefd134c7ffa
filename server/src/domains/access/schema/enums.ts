import { describedEnum } from '../../../platform/graphql/enums.ts';

export const KeyScopeRef = describedEnum('KeyScope', 'What an API key is for: it limits what the role of the key may do.', {
  CLIENT:
    'Asks for variants and values of flags and records exposures and events, and reads nothing else: safe to ship in a page or an app.',
  INGEST: 'Sends messages, spans, evaluations and points of training, and reads nothing.',
  READ: 'Reads what its role may read, and changes nothing.',
  FULL: 'May do whatever its role may do.',
});
