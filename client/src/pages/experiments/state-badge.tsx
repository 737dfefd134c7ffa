import type { ExperimentState } from '../../graphql/generated/graphql.ts';
import { stateLabels } from './words.ts';
import styles from './experiments.module.css';

/** The state in a word, with a mark that does not depend on colour alone. */
export function StateBadge({ state }: { readonly state: ExperimentState }) {
  return (
    <span className={styles.state} data-state={state}>
      {stateLabels[state]}
    </span>
  );
}
