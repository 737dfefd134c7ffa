import { useId } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { Button } from '../../primitives/button.tsx';
import { callText } from './commands.ts';
import { corrected } from './command-fields.ts';
import type { Arguments } from './command-fields.ts';
import { ProposalCard } from './proposal-card.tsx';
import { ResultView } from './result-view.tsx';
import { settle, undo } from './session.ts';
import type { Entry } from './session.ts';
import { ToolCall } from './tool-call.tsx';
import styles from './assistant.module.css';

export interface EntryViewProps {
  readonly entry: Entry;
  readonly onRun: (tool: string, title: string, args: Arguments) => void;
  /** Opens the form with these arguments. */
  readonly onEdit: (tool: string, args: Arguments) => void;
}

/** A command that was run, and its result. */
export function EntryView({ entry, onRun, onEdit }: EntryViewProps) {
  const { id, tool, title, arguments: args, outcome, card } = entry;
  const client = useClient();
  const headingId = useId();
  const result = outcome.state === 'done' ? outcome.result : null;
  const error = result?.error ?? null;
  const retry = (value: string): void => {
    const next = error === null ? null : corrected(args, error.argument, error.message, value);
    if (next !== null) onRun(tool, title, next);
  };
  return (
    <article
      id={`assistant-${id}`}
      className={styles.entry}
      aria-labelledby={headingId}
      aria-busy={outcome.state === 'running' || undefined}
    >
      <header className={styles.entryHead}>
        <h2 id={headingId}>{visible(title)}</h2>
        <span className={styles.entryActs}>
          <Button tone="bare" icon="edit" onClick={() => onEdit(tool, args)} aria-label={`Edit ${callText(tool, args)}`}>
            Edit
          </Button>
          <Button tone="bare" onClick={() => onRun(tool, title, args)} aria-label={`Run again ${callText(tool, args)}`}>
            Run again
          </Button>
        </span>
      </header>
      <ToolCall
        tool={tool}
        arguments={args}
        state={outcome.state === 'running' ? 'RUNNING' : error === null && result !== null ? 'DONE' : 'FAILED'}
        durationMs={result?.durationMs ?? null}
        rowCount={result?.table?.rows.length ?? null}
        totalCount={result?.table?.total ?? null}
      />
      {outcome.state === 'failed' && (
        <p className={styles.failure} role="alert">
          {outcome.message}
        </p>
      )}
      {result !== null && (
        <ResultView
          title={title}
          result={result}
          onTry={error?.code === 'UNKNOWN_VALUE' && error.argument !== undefined ? retry : undefined}
        />
      )}
      {result !== null && result.proposal !== null && (
        <ProposalCard
          proposal={result.proposal}
          state={card.state}
          message={card.message}
          onConfirm={() => void settle(client, id, result.proposal?.id ?? '', true)}
          onDecline={() => void settle(client, id, result.proposal?.id ?? '', false)}
          onUndo={() => void (result.proposal?.undo != null && undo(client, id, result.proposal.undo))}
        />
      )}
    </article>
  );
}
