import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { AnswerCard } from './answer-card.tsx';
import { isUnderWay, textOf, usdOf } from './answers.ts';
import { valueIn, variablesOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { DifferenceDialog } from './difference-dialog.tsx';
import type { ShownRun } from './use-run.ts';
import styles from './playground.module.css';

/** The answers of a run: models side by side, a band for each row. */
export function Results({ draft, shown }: { readonly draft: Draft; readonly shown: ShownRun }) {
  const locale = useLocale();
  const [isComparing, setComparing] = useState(false);
  const { run, answers, isLoading, failure, reload } = shown;
  if (failure !== null) return <ErrorState message={failure} onRetry={reload} />;
  if (isLoading) return <Skeleton shape="rows" height={280} label="The run is loading" />;
  if (run === null)
    return (
      <EmptyState
        says="No answer yet."
        how={
          draft.models.length > 1
            ? `Run the prompt: ${draft.models.length} models answer side by side.`
            : 'Run the prompt. Add models to see their answers side by side, and values to run it over several rows.'
        }
      />
    );
  const ended = answers.filter(({ status }) => !isUnderWay(status)).length;
  const usd = usdOf(answers);
  const rows = run.rows as readonly Readonly<Record<string, string>>[];
  const names = variablesOf({ messages: run.prompt.messages.map(({ role, text, name }) => ({ role, text, name: name ?? '' })) }).map(
    ({ name }) => name,
  );
  const canCompare = answers.filter((answer) => textOf(answer) !== '').length > 1;
  return (
    <>
      <div className={styles.resultsHead}>
        <h2 className={styles.runTitle}>{visible(run.title)}</h2>
        <span className="quiet">
          <Moment at={run.createdAt} />
          {!run.isOwn && ` · run by ${visible(run.ownerName)}`}
          {run.isOwn && run.isShared && ' · shared'}
          {ended < answers.length && ` · ${ended} of ${answers.length} done`}
          {usd !== null && ` · ${format(usd, 'usd', locale)}`}
        </span>
        {canCompare && <Button onClick={() => setComparing(true)}>Compare two</Button>}
      </div>
      {rows.map((row, at) => (
        <section key={at} className={styles.band} aria-label={rows.length > 1 ? `Row ${at + 1}` : 'Answers'}>
          {rows.length > 1 && <RowHead row={row} at={at} names={names} />}
          <div className={styles.columns} data-count={run.models.length}>
            {answers
              .filter(({ rowIndex }) => rowIndex === at)
              .map((answer) => (
                <AnswerCard
                  key={answer.id}
                  answer={answer}
                  isOwn={run.isOwn}
                  acts={shown.acts}
                  hasSchema={run.prompt.outputSchema != null}
                />
              ))}
          </div>
        </section>
      ))}
      {isComparing && <DifferenceDialog answers={answers} rowCount={rows.length} onClose={() => setComparing(false)} />}
    </>
  );
}

interface RowHeadProps {
  readonly row: Readonly<Record<string, string>>;
  readonly at: number;
  /** Of the variables, in the order of the prompt. */
  readonly names: readonly string[];
}

function RowHead({ row, at, names }: RowHeadProps) {
  return (
    <div className={styles.rowHead}>
      <b>Row {at + 1}</b>
      {names.map((name) => (
        <span key={name} className={styles.rowValue} title={`${name}: ${valueIn(row, name).slice(0, 500)}`}>
          <span className="quiet">{visible(name)} </span>
          {visible(valueIn(row, name).slice(0, 200))}
        </span>
      ))}
    </div>
  );
}
