import { useId } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { Button } from '../../primitives/button.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import type { Proposal } from './types.ts';
import styles from './assistant.module.css';

/** `BUSY`: the server was asked, and has not answered. */
export type CardState = 'OPEN' | 'BUSY' | 'DONE' | 'DECLINED' | 'REFUSED' | 'UNDONE';

export interface ProposalCardProps {
  readonly proposal: Proposal;
  readonly state: CardState;
  /** Why it was refused; null: it was not. */
  readonly message: string | null;
  /** False: another person decides, and the card is only shown. */
  readonly mayDecide?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onDecline: () => void;
  readonly onUndo: () => void;
}

const stateWords: Readonly<Record<CardState, string>> = {
  OPEN: 'Nothing is changed yet.',
  BUSY: 'Waiting for the server',
  DONE: 'Done.',
  DECLINED: 'Declined. Nothing was changed.',
  REFUSED: 'Refused. Nothing was changed.',
  UNDONE: 'Taken back.',
};

/** A change before it is made: what it is now, what it would become, and what it touches, as the server computed it. */
export function ProposalCard({ proposal, state, message, mayDecide = true, onConfirm, onDecline, onUndo }: ProposalCardProps) {
  const id = useId();
  const locale = useLocale();
  const { title, changes, touches, isUndoable, mutation } = proposal;
  return (
    <section className={styles.proposal} aria-labelledby={id} data-state={state} aria-busy={state === 'BUSY' || undefined}>
      <h3 id={id}>{visible(title)}</h3>
      <table className={styles.changes}>
        <caption className="uk-hidden">What would change</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{visible(path)}</th>
              <td>
                <ChangedValue value={before} />
              </td>
              <td>
                <ChangedValue value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        Touches {touches.map(({ what, count }) => `${format(count, 'count', locale)} ${what}`).join(', ') || 'nothing else'}.{' '}
        {isUndoable ? 'It can be taken back.' : 'It can’t be taken back from here.'}
      </p>
      <details className={styles.source}>
        <summary>Mutation</summary>
        <div className={styles.sourceBody}>
          <Snippet label="Mutation" code={mutation.document.trim()} />
          <Snippet label="Variables of the mutation" code={JSON.stringify(mutation.variables, null, 2)} />
        </div>
      </details>
      <footer className={styles.cardFoot}>
        <span role="status">{message === null ? stateWords[state] : visible(message)}</span>
        {mayDecide && (state === 'OPEN' || state === 'BUSY') && (
          <>
            <Button onClick={onDecline} disabled={state === 'BUSY'}>
              Decline
            </Button>
            <Button tone="primary" onClick={onConfirm} disabled={state === 'BUSY'}>
              Confirm
            </Button>
          </>
        )}
        {mayDecide && state === 'DONE' && isUndoable && <Button onClick={onUndo}>Undo</Button>}
      </footer>
    </section>
  );
}

function ChangedValue({ value }: { readonly value: unknown }) {
  if (value === null || value === undefined) return <span className="quiet">not set</span>;
  return <span className="mono">{visible(typeof value === 'string' ? value : JSON.stringify(value))}</span>;
}
