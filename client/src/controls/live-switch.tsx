import { connection } from '../graphql/client.ts';
import { useConnectionState } from '../graphql/connection.ts';
import styles from './controls.module.css';
import { useView } from './use-view.ts';

/** Says whether the page follows what arrives, and pauses it: while paused nothing moves. */
export function LiveSwitch() {
  const [view, change] = useView();
  const state = useConnectionState(connection);
  const isPaused = view.live === 'paused';
  const shown = isPaused ? 'paused' : state === 'lost' ? 'reconnecting' : state === 'live' ? 'live' : 'connecting';
  return (
    <>
      <span className="uk-hidden" role="status">
        {shown}
      </span>
      <button
        type="button"
        className={styles.live}
        data-state={shown}
        aria-pressed={isPaused}
        title={isPaused ? 'Paused: nothing moves. Press to follow again (p)' : 'What arrives changes this page. Press to pause (p)'}
        onClick={() => change({ live: isPaused ? undefined : 'paused' })}
      >
        <i className={styles.dot} aria-hidden="true" />
        {shown}
      </button>
    </>
  );
}
