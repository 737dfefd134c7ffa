import { useEffect } from 'react';
import { EmptyState, ErrorState } from 'ui-kit/panel';
import { Page } from '../controls/page/page.tsx';
import { addressInWorkspace } from '../controls/page/switch-workspace.ts';
import { useViewer } from '../controls/viewer.ts';
import { WorkspaceChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { workspaceHere } from '../graphql/workspace.ts';
import { navigation } from './pages.ts';

/** In place of every page of a workspace that one is no member of: the workspaces that one can open. */
export default function NoMembership() {
  const viewer = useViewer();
  const { data, failure, reload } = useLiveQuery({ query: WorkspaceChoicesDocument, variables: {} });
  const others = (data?.workspaces ?? []).filter(({ slug }) => slug !== workspaceHere);
  const [first] = others;
  // A plain address names no workspace: who is no member of the default one means their own.
  const isMeantOtherwise = workspaceHere === 'default' && first !== undefined;
  useEffect(() => {
    if (isMeantOtherwise) window.location.replace(addressInWorkspace(first.slug, paths()));
  }, [isMeantOtherwise, first]);
  if (isMeantOtherwise) return null;
  return (
    <Page title="No access">
      {failure !== null ? (
        <ErrorState message={failure} onRetry={reload} />
      ) : data === null ? null : (
        <EmptyState
          says={`${viewer?.person?.email ?? 'This account'} is no member of the workspace “${workspaceHere}”.`}
          how={
            first === undefined
              ? 'It is a member of no workspace yet. Ask one of its administrators for an invitation.'
              : 'It may have been removed there, or the address is of a workspace that does not exist. Its own workspaces are:'
          }
          action={
            first === undefined ? undefined : (
              <>
                {others.map(({ slug, name }, place) => (
                  <span key={slug}>
                    {place > 0 && ' · '}
                    <a href={addressInWorkspace(slug, paths())}>{name}</a>
                  </span>
                ))}
              </>
            )
          }
        />
      )}
    </Page>
  );
}

const paths = (): readonly string[] => navigation().map(({ to }) => to);
