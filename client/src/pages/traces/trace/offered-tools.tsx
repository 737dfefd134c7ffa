import { JsonView } from '../../../panels/texts/json-view.tsx';
import { toolDefinitions } from '../../../panels/texts/tool-definitions.ts';
import styles from './trace.module.css';

/** Tools that the model could call, with what their definitions say. Folded: there may be a hundred. */
export function OfferedTools({ sent }: { readonly sent: unknown }) {
  const tools = toolDefinitions(sent);
  if (tools.length === 0) return null;
  return (
    <details className={styles.call}>
      <summary>
        <span>{tools.length === 1 ? '1 tool it could call' : `${tools.length} tools it could call`}</span>
        <span className={styles.gist}>{tools.map(({ name }) => name).join(', ')}</span>
      </summary>
      <ul className={styles.tools} aria-label="Tools it could call">
        {tools.map(({ name, description, parameters, sent: whole }, index) => (
          <li key={index}>
            <details>
              <summary>
                <span className="mono">{name}</span>
                {description !== null && <span className={styles.toolSays}>{description}</span>}
              </summary>
              <JsonView value={parameters ?? whole} openLevels={3} />
            </details>
          </li>
        ))}
      </ul>
    </details>
  );
}
