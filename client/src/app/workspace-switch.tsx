import { useNavigate } from '@tanstack/react-router';
import { keepView } from '../controls/use-view.ts';
import { goToWorkspace } from '../controls/page/switch-workspace.ts';
import { WorkspaceChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { workspaceHere } from '../graphql/workspace.ts';
import { Icon } from '../primitives/icon.tsx';
import { Menu, MenuChoice, MenuItem } from '../primitives/menu.tsx';
import { navigation } from './pages.ts';
import styles from './sidebar.module.css';

/** The workspace that is open; its menu opens the same page in another. `name` null: not known yet. */
export default function WorkspaceSwitch({ name }: { readonly name: string | null }) {
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.workspace} aria-label={`Workspace: ${name ?? workspaceHere}`}>
          <span>{name ?? workspaceHere}</span>
          <Icon name="down" />
        </button>
      }
    >
      <Choices />
    </Menu>
  );
}

function Choices() {
  const navigate = useNavigate();
  const { data, failure } = useLiveQuery({ query: WorkspaceChoicesDocument, variables: {} });
  const options = (data?.workspaces ?? []).map((workspace) => ({
    value: workspace.slug,
    label: workspace.archivedAt == null ? workspace.name : `${workspace.name} (archived)`,
  }));
  return (
    <>
      {data === null && (
        <MenuItem disabled onChoose={() => undefined}>
          {failure ?? 'Loading'}
        </MenuItem>
      )}
      <MenuChoice
        label="Workspace"
        value={workspaceHere}
        options={options}
        onChoose={(slug) =>
          goToWorkspace(
            slug,
            navigation().map(({ to }) => to),
          )
        }
      />
      <MenuItem icon="more" onChoose={() => void navigate({ to: '/workspaces', search: keepView })}>
        All workspaces
      </MenuItem>
    </>
  );
}
