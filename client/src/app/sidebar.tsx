import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { compact, format, useLocale } from 'ui-kit/format';
import type { Navigation } from '../controls/page/route.ts';
import { keepView } from '../controls/use-view.ts';
import { useViewer } from '../controls/viewer.ts';
import { useMessageCount } from './message-count.ts';
import { navigationByGroup } from './pages.ts';
import { Mark } from '../primitives/mark.tsx';
import styles from './sidebar.module.css';

// Both open menus; what they hold is fetched after the page.
const WorkspaceSwitch = lazy(() => import('./workspace-switch.tsx'));
const PersonMenu = lazy(() => import('./person-menu.tsx'));

/** Title of a group; the first one needs none. */
const groupTitles: Readonly<Record<Navigation['group'], string | null>> = {
  look: null,
  experiment: 'Experiments',
  improve: 'Improve',
  learn: 'Learn',
  watch: 'Watch',
  'set up': 'Set up',
};

export function Sidebar({ onChoose }: { readonly onChoose?: (() => void) | undefined }) {
  const { workspace, count } = useMessageCount();
  const locale = useLocale();
  const viewer = useViewer();
  return (
    <nav aria-label="Pages" className={styles.sidebar}>
      <Link to="/" search={keepView} className={styles.brand} onClick={onChoose}>
        <Mark /> Fine Tune Lab
      </Link>
      <Suspense fallback={<div className={styles.workspace}>{workspace ?? '\u00a0'}</div>}>
        <WorkspaceSwitch name={viewer?.workspace?.name ?? workspace} />
      </Suspense>
      <div>
        {navigationByGroup(viewer).map(({ group, entries }) => (
          <div key={group} className={styles.group}>
            {groupTitles[group] !== null && <div className={styles.title}>{groupTitles[group]}</div>}
            {entries.map(({ to, title }) => (
              <Link
                key={to}
                to={to}
                search={keepView}
                className={styles.entry}
                onClick={onChoose}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <span>{title}</span>
                {to === '/messages' && count !== null && (
                  <span className={styles.count} title={`${format(count, 'count', locale)} messages`}>
                    {compact(count, locale)}
                  </span>
                )}
              </Link>
            ))}
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <Suspense>{viewer !== null && <PersonMenu viewer={viewer} onChoose={onChoose} />}</Suspense>
      </div>
    </nav>
  );
}
