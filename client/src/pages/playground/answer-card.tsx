import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { sentence } from '../../graphql/failure.ts';
import { failureTitle, isAboutConnection } from '../../panels/assistant/turns.ts';
import { WrittenText } from '../../panels/texts/written-text.tsx';
import { IconButton } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { isUnderWay, openCalls, textOf, totalsOf } from './answers.ts';
import type { Answer, Step } from './answers.ts';
import { ResultsForm } from './results-form.tsx';
import { StepCalls } from './step-calls.tsx';
import type { AnswerActs } from './use-run.ts';
import styles from './playground.module.css';

export interface AnswerCardProps {
  readonly answer: Answer;
  readonly isOwn: boolean;
  readonly acts: AnswerActs;
  readonly hasSchema: boolean;
}

/** What one model answered to one row, with what it took, or why it failed. */
export const AnswerCard = memo(function AnswerCard({ answer, isOwn, acts, hasSchema }: AnswerCardProps) {
  const { id, model, status, steps } = answer;
  const mayRun = useMay('USE_PLAYGROUND') && isOwn;
  const text = textOf(answer);
  const open = openCalls(answer);
  return (
    <article
      className={styles.card}
      data-status={status}
      aria-label={`${model}: ${statusWords[status]}`}
      aria-busy={isUnderWay(status) || undefined}
    >
      <header className={styles.cardHead}>
        <h3 className={styles.cardModel} title={model}>
          {visible(model)}
        </h3>
        <Badge tone={status === 'FAILED' ? 'bad' : status === 'STOPPED' ? 'warn' : 'neutral'}>
          {open.length > 0 ? 'waits for results' : statusWords[status]}
        </Badge>
        <span className={styles.cardTools}>
          {text !== '' && <CopyButton text={text} tone="bare" />}
          {mayRun && isUnderWay(status) && <IconButton icon="pause" label={`Stop ${model}`} onClick={() => acts.stop(id)} />}
          {mayRun && !isUnderWay(status) && <IconButton icon="play" label={`Ask ${model} again`} onClick={() => acts.retry(id)} />}
        </span>
      </header>
      <div className={styles.cardBody}>
        {steps.map((step, at) => (
          <StepView key={at} step={step} isLast={at === steps.length - 1} answer={answer} hasSchema={hasSchema} />
        ))}
        {status === 'RUNNING' && text === '' && (steps.at(-1)?.calls.length ?? 0) === 0 && (
          <p className="quiet">Waits for the first word</p>
        )}
        {status === 'WAITING' && <p className="quiet">{steps.length === 0 ? 'Comes after the row before' : 'Goes on'}</p>}
        {open.length > 0 && mayRun && <ResultsForm key={steps.length} calls={open} send={(results) => acts.goOn(id, results)} />}
        {open.length > 0 && !mayRun && <p className="quiet">The model waits for results of its tools.</p>}
        {answer.outputProblem != null && (
          <p className={styles.warning} role="alert">
            {visible(answer.outputProblem)}
          </p>
        )}
        {status === 'FAILED' && <Failure answer={answer} hasText={text !== ''} />}
        {status === 'STOPPED' && (
          <p className="quiet">{text === '' ? 'Stopped before its first word.' : 'Stopped; what stands above had come.'}</p>
        )}
      </div>
      <Facts answer={answer} />
    </article>
  );
});

const statusWords: Readonly<Record<Answer['status'], string>> = {
  WAITING: 'waits',
  RUNNING: 'answers',
  DONE: 'done',
  STOPPED: 'stopped',
  FAILED: 'failed',
};

interface StepViewProps {
  readonly step: Step;
  readonly isLast: boolean;
  readonly answer: Answer;
  readonly hasSchema: boolean;
}

function StepView({ step, isLast, answer, hasSchema }: StepViewProps) {
  const { text, calls, end, ignored } = step;
  const isWritten = isLast && answer.status === 'RUNNING';
  return (
    <>
      {text.trim() !== '' &&
        // What is being written, and JSON, is shown as it came.
        (isWritten || hasSchema ? (
          <pre className={hasSchema ? `${styles.plain} mono` : styles.plain}>{shownJson(text, hasSchema && !isWritten)}</pre>
        ) : (
          <WrittenText text={text} />
        ))}
      <StepCalls calls={calls} />
      {ignored.length > 0 && (
        <p className="quiet small">Left out, since the server’s API has no place for it: {ignored.map(visible).join(', ')}.</p>
      )}
      {end === 'LENGTH' && <p className={styles.warning}>The answer is cut: it reached the most output tokens.</p>}
      {end === 'FILTERED' && <p className={styles.warning}>A filter of the server held the answer back.</p>}
    </>
  );
}

/** JSON with its lines broken, where it is some. */
function shownJson(text: string, isWhole: boolean): string {
  if (!isWhole) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Failure({ answer: { failureCode, failureMessage }, hasText }: { readonly answer: Answer; readonly hasText: boolean }) {
  const mayConnect = useMay('EDIT_CONNECTIONS');
  return (
    <div className={styles.failure} role="alert">
      <p>
        <b>{failureTitle(failureCode)}.</b> {failureMessage == null ? '' : visible(sentence(failureMessage))}
        {hasText && ' What stands above had come.'}
      </p>
      {mayConnect && isAboutConnection(failureCode) && (
        <Link to="/language-models" search={keepView}>
          Language models
        </Link>
      )}
    </div>
  );
}

function Facts({ answer }: { readonly answer: Answer }) {
  const locale = useLocale();
  const { timeToFirstTokenMs, durationMs, inputTokens, outputTokens, isEstimated } = totalsOf(answer);
  if (timeToFirstTokenMs === null && durationMs === null) return <footer className={styles.facts} />;
  const facts: readonly (readonly [string, string, string?])[] = [
    ...(timeToFirstTokenMs === null ? [] : [['first token', format(timeToFirstTokenMs, 'ms', locale)] as const]),
    ...(durationMs === null ? [] : [['in all', format(durationMs, 'ms', locale)] as const]),
    // Of a call that failed before its first word the tokens are a guess at what was sent.
    ...(durationMs === null || (answer.status === 'FAILED' && outputTokens === 0)
      ? []
      : [
          [
            isEstimated ? 'tokens, estimated' : 'tokens',
            `${format(inputTokens, 'count', locale)} + ${format(outputTokens, 'count', locale)}`,
            isEstimated ? 'The server reported none: 4 characters a token' : 'input + output',
          ] as const,
          ['cost', answer.costUsd == null ? 'no price' : format(answer.costUsd, 'usd', locale)] as const,
        ]),
  ];
  return (
    <footer className={styles.facts}>
      {facts.map(([label, value, title]) => (
        <span key={label} title={title}>
          <span className="quiet">{label} </span>
          <span className="mono">{value}</span>
        </span>
      ))}
      {answer.traceId != null && (
        <Link to="/traces/$traceId" params={{ traceId: answer.traceId }} search={keepView}>
          trace
        </Link>
      )}
    </footer>
  );
}
