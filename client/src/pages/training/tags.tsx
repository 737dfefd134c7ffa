import styles from './training.module.css';

/** Short names side by side: labels, commands. */
export function Tags({ of: names }: { readonly of: readonly string[] }) {
  if (names.length === 0) return <span className="quiet">–</span>;
  return (
    <span className={styles.tags}>
      {names.map((name) => (
        <span key={name} className={styles.tag}>
          {name}
        </span>
      ))}
    </span>
  );
}
