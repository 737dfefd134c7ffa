import { Badge } from 'ui-kit/badge';
import styles from './prompts.module.css';

/** Labels, each with the version that has it, if that is not plain anyway; `latest` goes without saying. */
export function Labels({ labels }: { readonly labels: readonly { readonly label: string; readonly version?: number }[] }) {
  const shown = labels.filter(({ label }) => label !== 'latest');
  if (shown.length === 0) return <span className="quiet">none</span>;
  return (
    <span className={styles.labels}>
      {shown.map(({ label, version }) => (
        <Badge key={label} tone={label === 'production' ? 'accent' : 'neutral'}>
          {version === undefined ? label : `${label} v${version}`}
        </Badge>
      ))}
    </span>
  );
}
