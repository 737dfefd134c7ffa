import { visible } from 'ui-kit/visible';
import { JsonView } from '../../panels/texts/json-view.tsx';
import type { StepCall } from './answers.ts';
import styles from './playground.module.css';

/** Tools that a model called, with what they were called with and what was typed in as their results. */
export function StepCalls({ calls }: { readonly calls: readonly StepCall[] }) {
  return calls.map((call) => (
    <div key={call.id} className={styles.call}>
      <p className={styles.callHead}>
        <span className="quiet">calls </span>
        <span className="mono">{call.name === '' ? 'a tool without a name' : visible(call.name)}</span>
      </p>
      {call.arguments != null ? (
        <JsonView value={call.arguments} />
      ) : (
        <pre className={`${styles.plain} mono`}>{visible(call.text ?? '')}</pre>
      )}
      {call.error != null && <p className={styles.warning}>{visible(call.error)} The call can’t be made.</p>}
      {call.result != null && (
        <>
          <p className="quiet small">its result, typed in</p>
          <pre className={`${styles.plain} mono`}>{visible(call.result)}</pre>
        </>
      )}
    </div>
  ));
}
