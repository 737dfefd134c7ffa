import { CopyButton } from '../../primitives/copy.tsx';
import styles from './account.module.css';

/** Codes that are shown this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className={styles.codes}>
      <ul aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code} className="mono">
            {code}
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy all" />
      <p>They are shown this once; the server can’t show them again.</p>
    </div>
  );
}
