import { visible } from 'ui-kit/visible';
import { sentence } from '../../graphql/failure.ts';
import { useMay } from '../../controls/viewer.ts';
import { Button } from '../../primitives/button.tsx';
import { OwnLink } from './own-link.tsx';
import { failureTitle, isAboutConnection, isShown } from './turns.ts';
import type { ShownTurn } from './turns.ts';
import styles from './assistant.module.css';

/** Why there is no whole answer, and what is possible now. */
export function TurnFailure({ turn, onRetry }: { readonly turn: ShownTurn; readonly onRetry?: (() => void) | undefined }) {
  const mayConnect = useMay('EDIT_CONNECTIONS');
  const { failureCode, failureMessage, parts } = turn;
  return (
    <div className={styles.turnFailure} role="alert">
      <p>
        <b>{failureTitle(failureCode)}.</b> {failureMessage == null ? '' : visible(sentence(failureMessage))}{' '}
        {parts.some(isShown) && 'What stands above holds.'}
      </p>
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
      {mayConnect && isAboutConnection(failureCode) && <OwnLink path="/language-models">Language models</OwnLink>}
    </div>
  );
}
