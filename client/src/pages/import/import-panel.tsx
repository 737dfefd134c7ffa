import { Link } from '@tanstack/react-router';
import type { Rejected } from 'importer/batches';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { keepView } from '../../controls/use-view.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import type { Reading, Remarks, Run, Trial } from './engine/types.ts';
import { problemWords, rejectedWords, remarkWords, runWords, trialWords } from './words.ts';
import styles from './import.module.css';

export interface ImportPanelProps {
  readonly reading: Reading;
  readonly trial: Trial | null;
  readonly run: Run | null;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** What the file becomes, its import, and what came of that. */
export function ImportPanel({ reading, trial, run, onStart, onStop }: ImportPanelProps) {
  const locale = useLocale();
  const number = (count: number) => format(count, 'count', locale);
  const [isStopping, setStopping] = useState(false);
  const isRunning = run?.state === 'running';
  const isNothing = trial === null || (trial.isWhole && Object.values(trial.counts).every((count) => count === 0));
  const about: Remarks | null = run ?? trial;
  return (
    <Panel title="Import" hint={run === null ? 'nothing has been sent' : undefined}>
      <div className={styles.stack}>
        {isRunning && <progress className={styles.progress} value={run.share} aria-label="Share of the file that is read" />}
        <p role="status">
          {run !== null ? runWords(run, number) : trial === null ? 'Reading the first records' : trialWords(trial, number)}
        </p>
        {run !== null && run.problem !== null && <FormProblem>{problemWords(run.problem)}</FormProblem>}
        {about !== null &&
          remarkWords(about, reading.encoding.name).map((text) => (
            <p key={text} className={styles.small}>
              {text}
            </p>
          ))}
        {about !== null && <Refused {...about} number={number} />}
        <div className={styles.row}>
          {isRunning ? (
            <Button
              disabled={isStopping}
              onClick={() => {
                setStopping(true);
                onStop();
              }}
            >
              {isStopping ? 'Stopping' : 'Stop'}
            </Button>
          ) : (
            <Button
              tone={run === null ? 'primary' : 'plain'}
              disabled={isNothing}
              onClick={() => {
                setStopping(false);
                onStart();
              }}
            >
              {run === null ? 'Import' : 'Import again'}
            </Button>
          )}
          {run !== null && !isRunning && <Results run={run} />}
        </div>
      </div>
    </Panel>
  );
}

/** Where what was imported is. */
function Results({ run: { counts } }: { readonly run: Run }) {
  const has = (kind: keyof Run['counts']) => counts[kind].accepted + counts[kind].updated > 0;
  return (
    <>
      {has('message') && (
        <Link to="/messages" search={(held) => ({ ...keepView(held), range: 'all' })}>
          Messages
        </Link>
      )}
      {(has('span') || has('event')) && (
        <Link to="/traces" search={(held) => ({ ...keepView(held), range: 'all' })}>
          Traces
        </Link>
      )}
    </>
  );
}

function Refused({ rejected, rejectedCount, number }: Remarks & { readonly number: (count: number) => string }) {
  if (rejected.length === 0) return null;
  return (
    <>
      <ul className={styles.rejected} aria-label="Refused rows" tabIndex={0}>
        {rejected.map((one: Rejected, index) => (
          <li key={index}>{rejectedWords(one)}</li>
        ))}
      </ul>
      {rejectedCount > rejected.length && (
        <p className={styles.small}>{number(rejectedCount - rejected.length)} more are refused and not listed.</p>
      )}
    </>
  );
}
