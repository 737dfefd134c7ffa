import type { Change } from './versions.ts';
import styles from './configurations.module.css';

/** What differs between two versions: what was there struck out, what is there now beside it. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className={styles.changeList}>
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          <span>{name}</span> {before === null ? <span className="uk-hidden">added</span> : <del>{before}</del>}{' '}
          {after === null ? <span className="uk-hidden">taken away</span> : <ins>{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
