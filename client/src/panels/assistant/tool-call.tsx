import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { callText } from './commands.ts';
import styles from './assistant.module.css';

export interface ToolCallProps {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly state: 'RUNNING' | 'DONE' | 'FAILED';
  /** Null: it still runs. */
  readonly durationMs: number | null;
  /** Null: it has no table. */
  readonly rowCount: number | null;
  readonly totalCount: number | null;
}

/** A tool that was run: its call as it would be typed, how long it took, and how many rows it gave. */
export function ToolCall({ tool, arguments: args, state, durationMs, rowCount, totalCount }: ToolCallProps) {
  const locale = useLocale();
  const parts = [
    ...(state === 'RUNNING' ? ['running'] : state === 'FAILED' ? ['no result'] : []),
    ...(rowCount === null ? [] : [rowsText(rowCount, totalCount ?? rowCount, (count) => format(count, 'count', locale))]),
    ...(durationMs === null ? [] : [format(Math.round(durationMs), 'ms', locale)]),
  ];
  return (
    <p className={styles.call} data-state={state}>
      <code>{visible(callText(tool, args))}</code>
      <span>{parts.join(' · ')}</span>
    </p>
  );
}

const rowsText = (count: number, total: number, write: (count: number) => string): string =>
  total > count ? `${write(count)} of ${write(total)} rows` : `${write(count)} ${count === 1 ? 'row' : 'rows'}`;
