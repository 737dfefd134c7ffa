import { ErrorState, Skeleton } from 'ui-kit/panel';
import { corrected } from './command-fields.ts';
import type { Arguments } from './command-fields.ts';
import { ResultView } from './result-view.tsx';
import { ToolCall } from './tool-call.tsx';
import type { ToolPart } from './turns.ts';
import type { ToolResult } from './types.ts';
import { useResult } from './use-result.ts';
import styles from './assistant.module.css';

export interface ToolUseProps {
  readonly conversationId: string;
  readonly part: ToolPart;
  /** All of the result is in sight; else its chart, and the rest when it is opened. */
  readonly isOpen: boolean;
  /** Runs the tool with other arguments; absent: that is not offered. */
  readonly onRun?: ((tool: string, args: Arguments) => void) | undefined;
}

/** A tool that was run in an answer, and its result. */
export function ToolUse({ conversationId, part, isOpen, onRun }: ToolUseProps) {
  const args = part.arguments as Arguments;
  const { result, isGone, failure, reload } = useResult(conversationId, part.state === 'RUNNING' ? null : (part.handle ?? null));
  const error = result?.error ?? null;
  const retry = (value: string): void => {
    const next = error === null ? null : corrected(args, error.argument, error.message, value);
    if (next !== null) onRun?.(part.tool, next);
  };
  return (
    <div className={styles.use}>
      <ToolCall
        {...part}
        arguments={args}
        durationMs={part.durationMs ?? null}
        rowCount={part.rowCount ?? null}
        totalCount={part.totalCount ?? null}
      />
      {part.state !== 'RUNNING' && result === null && !isGone && failure === null && (
        <Skeleton shape="rows" height={64} label={part.title} />
      )}
      {failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {isGone && <p className="quiet">The result held texts of applications, and is kept no longer. Ask again for what is there now.</p>}
      {result !== null &&
        (isOpen || error !== null ? (
          <ResultView
            title={part.title}
            result={result}
            onTry={onRun !== undefined && error?.code === 'UNKNOWN_VALUE' && error.argument !== undefined ? retry : undefined}
          />
        ) : (
          <FoldedResult title={part.title} result={result} />
        ))}
    </div>
  );
}

/** The chart, and all else behind a word: the text of the answer has the numbers. */
function FoldedResult({ title, result }: { readonly title: string; readonly result: ToolResult }) {
  const hasMore = result.facts.length > 0 || result.table !== null || result.query !== null;
  return (
    <>
      {result.chart !== null && (
        <ResultView title={title} result={{ ...result, facts: [], notes: [], links: [], query: null }} isChartAlone />
      )}
      {hasMore && (
        <details className={styles.source}>
          <summary>Result and query</summary>
          <div className={styles.sourceBody}>
            <ResultView title={title} result={result.chart === null ? result : { ...result, chart: null }} />
          </div>
        </details>
      )}
    </>
  );
}
