import { Snippet } from '../../primitives/snippet.tsx';
import { explorerAddress } from './explorer-link.ts';
import type { Operation } from './types.ts';
import styles from './assistant.module.css';

/** The operation behind the numbers of a result, folded until it is opened. */
export function QuerySource({ query }: { readonly query: Operation }) {
  const variables = JSON.stringify(query.variables, null, 2);
  return (
    <details className={styles.source}>
      <summary>Query</summary>
      <div className={styles.sourceBody}>
        <Snippet label="Document" code={query.document.trim()} />
        {variables !== '{}' && <Snippet label="Variables" code={variables} />}
        <a href={explorerAddress(query)} target="_blank" rel="noreferrer">
          Open in the explorer
        </a>
      </div>
    </details>
  );
}
