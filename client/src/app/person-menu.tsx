import { useNavigate } from '@tanstack/react-router';
import { keepView } from '../controls/use-view.ts';
import type { Viewer } from '../controls/viewer.ts';
import { sendAuth } from '../graphql/auth.ts';
import { Menu, MenuItem } from '../primitives/menu.tsx';
import { notify } from '../primitives/toast.ts';
import styles from './sidebar.module.css';

export interface PersonMenuProps {
  readonly viewer: Viewer;
  readonly onChoose?: (() => void) | undefined;
}

/** At the foot of the sidebar: who is signed in, with which role, the way to the account and out. */
export default function PersonMenu({ viewer: { person, role }, onChoose }: PersonMenuProps) {
  const navigate = useNavigate();
  const goTo = (to: '/account' | '/permissions') => {
    onChoose?.();
    void navigate({ to, search: keepView });
  };
  const name = person == null ? 'No accounts yet' : person.name || person.email;
  const note = person == null ? 'this machine acts as owner' : role == null ? 'no member here' : role.toLowerCase();
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.person}>
          <span className={styles.initials} aria-hidden="true">
            {person == null ? '–' : initialsOf(name)}
          </span>
          <span title={person?.email}>
            {name}
            <small>{note}</small>
          </span>
        </button>
      }
    >
      <MenuItem icon="edit" onChoose={() => goTo('/account')}>
        {person == null ? 'Set up sign-in' : 'Account'}
      </MenuItem>
      <MenuItem icon="check" onChoose={() => goTo('/permissions')}>
        What I may do
      </MenuItem>
      {person != null && (
        <MenuItem icon="right" onChoose={() => void signOut()}>
          Sign out
        </MenuItem>
      )}
    </Menu>
  );
}

async function signOut(): Promise<void> {
  const sent = await sendAuth('/sign-out');
  if (sent.ok) window.location.assign('/sign-in');
  else notify({ title: 'You are still signed in.', says: sent.refusal.message, tone: 'bad' });
}

/** The first letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
