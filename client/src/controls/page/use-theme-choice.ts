import { useCallback } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { SetPreferenceDocument } from '../../graphql/generated/graphql.ts';
import { useViewer } from '../viewer.ts';
import { chooseTheme } from './theme.ts';
import type { Theme } from './theme.ts';

/** Sets the theme of this browser, and keeps it as the person’s choice for browsers that have none yet. */
export function useThemeChoice(): (theme: Theme) => void {
  const client = useClient();
  const isKnown = useViewer() !== null;
  return useCallback(
    (theme) => {
      chooseTheme(theme);
      if (isKnown) void client.mutation(asDocument(SetPreferenceDocument), { name: 'theme', value: theme }).toPromise();
    },
    [client, isKnown],
  );
}
