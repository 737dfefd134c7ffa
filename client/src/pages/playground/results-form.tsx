import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { Button } from '../../primitives/button.tsx';
import type { StepCall } from './answers.ts';
import styles from './playground.module.css';

export interface ResultsFormProps {
  readonly calls: readonly StepCall[];
  readonly send: (results: readonly { readonly callId: string; readonly text: string }[]) => Promise<boolean>;
}

/** Where the results of tools are typed: the tools themselves are never run. */
export function ResultsForm({ calls, send }: ResultsFormProps) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setSending] = useState(false);
  const submit = async (): Promise<void> => {
    setSending(true);
    const isTaken = await send(calls.map(({ id }) => ({ callId: id, text: texts[id] ?? '' })));
    if (!isTaken) setSending(false);
  };
  return (
    <form
      className={styles.resultsForm}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {calls.map(({ id, name }) => (
        <label key={id} className={styles.resultField}>
          <span className="quiet">
            Result of <span className="mono">{visible(name)}</span>
          </span>
          <textarea
            className="mono"
            rows={2}
            placeholder="What the tool gives back. It is not run."
            value={texts[id] ?? ''}
            onChange={(event) => setTexts({ ...texts, [id]: event.target.value })}
          />
        </label>
      ))}
      <Button type="submit" disabled={isSending}>
        Go on with {calls.length === 1 ? 'this result' : 'these results'}
      </Button>
    </form>
  );
}
