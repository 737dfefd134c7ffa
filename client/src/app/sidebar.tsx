import { Link } from '@tanstack/react-router';
import { compact, format, useLocale } from 'ui-kit/format';
import { keepView } from '../controls/use-view.ts';
import { useMessageCount } from './message-count.ts';
import { Mark } from './mark.tsx';
import styles from './sidebar.module.css';

interface Entry {
  readonly to: '/' | '/messages' | '/traces' | '/models' | '/prices' | '/data' | '/connect';
  readonly label: string;
}

/** Look, improve, watch, set up: a group appears with the first page in it. */
const groups: readonly { readonly title: string | null; readonly entries: readonly Entry[] }[] = [
  { title: null, entries: [{ to: '/', label: 'Overview' }, { to: '/messages', label: 'Messages' }, { to: '/traces', label: 'Traces' }] },
  { title: 'Improve', entries: [{ to: '/models', label: 'Models' }] },
  { title: 'Watch', entries: [] },
  { title: 'Set up', entries: [{ to: '/prices', label: 'Prices' }, { to: '/data', label: 'Data' }, { to: '/connect', label: 'Connect' }] },
];

export function Sidebar({ onChoose }: { readonly onChoose?: (() => void) | undefined }) {
  const { workspace, count } = useMessageCount();
  const locale = useLocale();
  return (
    <nav aria-label="Pages" className={styles.sidebar}>
      <Link to="/" search={keepView as never} className={styles.brand} onClick={onChoose}><Mark /> Fine Tune Lab</Link>
      <div className={styles.workspace} title="Workspace">{workspace ?? '\u00a0'}</div>
      <div>
        {groups.filter(({ entries }) => entries.length > 0).map(({ title, entries }) => (
          <div key={title ?? 'look'} className={styles.group}>
            {title !== null && <div className={styles.title}>{title}</div>}
            {entries.map(({ to, label }) => (
              <Link
                key={to} to={to} search={keepView as never} className={styles.entry} onClick={onChoose}
                activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}
              >
                <span>{label}</span>
                {to === '/messages' && count !== null && (
                  <span className={styles.count} title={`${format(count, 'count', locale)} messages`}>{compact(count, locale)}</span>
                )}
              </Link>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
