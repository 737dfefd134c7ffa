import { useEffect, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { TaskChangedDocument } from '../../graphql/generated/graphql.ts';
import type { TaskFragment } from '../../graphql/generated/graphql.ts';
import { useChanges } from '../../graphql/use-live.ts';
import styles from './prices.module.css';

export interface TaskProgressProps {
  readonly task: TaskFragment;
  /** Called once, when it has ended well or not. */
  readonly onEnd: (task: TaskFragment) => void;
}

/** How far the work in the background has come; it follows the server until it ends. */
export function TaskProgress({ task, onEnd }: TaskProgressProps) {
  const locale = useLocale();
  const [now, setNow] = useState(task);
  useChanges(TaskChangedDocument, { id: task.id }, ({ backgroundTaskChanged }) => setNow(backgroundTaskChanged));
  const isEnded = now.status === 'SUCCEEDED' || now.status === 'FAILED';
  useEffect(() => { if (isEnded) onEnd(now); }, [isEnded, now, onEnd]);
  if (now.status === 'SUCCEEDED') return null;
  if (now.status === 'FAILED') return <p className={styles.taskFailed} role="alert">Repricing messages stopped: {now.error ?? 'no reason was given'}. Messages already priced keep their new cost; save the price again to go on.</p>;
  return (
    <div className={styles.task}>
      <span id={`task-${task.id}`}>{stateOf(now)}</span>
      <progress aria-labelledby={`task-${task.id}`} max={1} value={now.progressShare} />
      <span className="mono quiet">{format(now.doneCount, 'count', locale)} of {format(now.totalCount, 'count', locale)}</span>
    </div>
  );
}

function stateOf({ status, retryAt }: TaskFragment): string {
  if (status !== 'QUEUED') return 'Messages are being repriced';
  return retryAt == null ? 'Messages wait to be repriced' : 'Repricing messages failed and is retried in a moment';
}
