import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  DeleteEvaluationRunDocument,
  EvaluationRunPageDocument,
  EvaluationRunsOfDatasetDocument,
  ResumeEvaluationRunDocument,
  StopEvaluationRunDocument,
} from '../../graphql/generated/graphql.ts';
import type { EvaluationRunPageQuery, EvaluationRunProgressPartFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { Follow } from './follow.tsx';
import { ItemsPanel } from './items-panel.tsx';
import { StateBadge } from './page.tsx';
import { Scores } from './scores-panel.tsx';
import { byWords, checkLabels, isUnderWay, numberWords, overWords } from './words.ts';
import styles from './evaluations.module.css';

type Shown = NonNullable<EvaluationRunPageQuery['evaluationRun']>;

/** One run: how far it is, how it scored, and its items. */
export function EvaluationRunPage() {
  const { runId } = useParams({ from: '/evaluations/$runId' });
  const answer = useLiveQuery({ query: EvaluationRunPageDocument, variables: { id: runId } });
  const [progress, setProgress] = useState<EvaluationRunProgressPartFragment | null>(null);
  const held = answer.data?.evaluationRun ?? null;
  const run = held === null || progress === null || progress.id !== held.id || !isUnderWay(held) ? held : { ...held, ...progress };
  const changed = (now: EvaluationRunProgressPartFragment): void => {
    setProgress(now);
    if (!isUnderWay(now)) answer.reload();
  };
  return (
    <Page
      title={run === null ? 'Evaluation run' : visible(run.name)}
      beside={run !== null && <StateBadge state={run.state} />}
      trail={
        <Link to="/evaluations" search={keepView}>
          Evaluations
        </Link>
      }
      actions={run !== null && <Acts run={run} onChanged={answer.reload} />}
    >
      {answer.data !== null && run === null ? (
        <EmptyState says="There is no such run." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <div className={styles.columns}>
            <Panel title="Run" skeleton="rows" minHeight={170} load={loadOf(answer, () => run)} onRetry={answer.reload}>
              {(shown) => <About run={shown} />}
            </Panel>
            <Panel
              title="Scores"
              hint="over rows, with 95 % intervals"
              skeleton="rows"
              minHeight={170}
              load={loadOf(answer, (data) =>
                (data.evaluationRun?.scores.length ?? 0) === 0 ? null : (data.evaluationRun?.scores ?? null),
              )}
              onRetry={answer.reload}
              empty={{ says: 'No score yet.', how: 'Checks and judges score each answer as it comes; people score items below.' }}
            >
              {(scores) => <Scores scores={scores} />}
            </Panel>
          </div>
          <ItemsPanel key={run?.endedAt ?? ''} runId={runId} scores={held?.scores ?? []} onScored={answer.reload} />
        </div>
      )}
      {run !== null && isUnderWay(run) && <Follow id={run.id} onChange={changed} />}
    </Page>
  );
}

function About({ run }: { readonly run: Shown }) {
  const locale = useLocale();
  const { itemCount, doneCount, failedCount, cachedCount, problem, failures, scorers, runScores, description } = run;
  return (
    <div className={styles.page}>
      {problem != null && (
        <p className={styles.note} role="alert">
          {visible(problem)}
        </p>
      )}
      <span className={styles.progress}>
        <progress className={styles.bar} aria-label="Items" value={doneCount + failedCount} max={Math.max(1, itemCount)} />
        {format(doneCount, 'count', locale)} of {format(itemCount, 'count', locale)} done
        {failedCount > 0 && `, ${format(failedCount, 'count', locale)} failed`}
        {cachedCount > 0 && `, ${format(cachedCount, 'count', locale)} known`}
      </span>
      {description != null && <p className={styles.note}>{visible(description)}</p>}
      <dl className={styles.facts}>
        <Fact label="Over" note={run.split == null ? '' : `split ${visible(run.split)}`}>
          {overWords(run)}
        </Fact>
        <Fact label="Answered by">{byWords(run)}</Fact>
        <Fact label="Cost" isFigure note={run.estimatedCostUsd == null ? '' : `estimated ${format(run.estimatedCostUsd, 'usd', locale)}`}>
          {format(run.costUsd, 'usd', locale)}
        </Fact>
        {run.capUsd != null && (
          <Fact label="Cap" isFigure>
            {format(run.capUsd, 'usd', locale)}
          </Fact>
        )}
        <Fact label="Begun">
          <Moment at={run.createdAt} />
        </Fact>
        <Fact label="Scored by">
          {scorers.length === 0
            ? null
            : scorers
                .map(({ name, check }) => (check == null ? visible(name) : `${visible(name)} (${checkLabels[check.kind]})`))
                .join(', ')}
        </Fact>
        {runScores.map(({ name, value, label, passed }) => (
          <Fact key={name} label={visible(name)} isFigure note="of the whole run">
            {passed == null ? (label ?? numberWords(value, false, locale)) : passed ? 'pass' : 'fail'}
          </Fact>
        ))}
      </dl>
      {failures.length > 0 && (
        <ul className={styles.scored}>
          {failures.map(({ code, message, count }) => (
            <li key={code}>
              <span>
                {format(count, 'count', locale)} failed: {visible(message)}
              </span>
              <span className={styles.key}>{code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Acts({ run, onChanged }: { readonly run: Shown; readonly onChanged: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayRun = useMay('RUN_EVALUATIONS');
  const [isDeleting, setDeleting] = useState(false);
  const isGoing = isUnderWay(run);
  const change = async (): Promise<void> => {
    const sent = await (isGoing
      ? send(client, StopEvaluationRunDocument, { id: run.id })
      : send(client, ResumeEvaluationRunDocument, { input: { id: run.id } }));
    if (!sent.ok)
      notify({ title: isGoing ? 'The run was not stopped' : 'The run does not go on', says: sent.refusal.message, tone: 'bad' });
    onChanged();
  };
  const canChange = isGoing || run.state !== 'DONE' || run.failedCount > 0;
  return (
    <>
      <Compare run={run} />
      {mayRun && canChange && run.kind === 'OFFLINE' && (
        <Button onClick={() => void change()}>{isGoing ? 'Stop' : run.state === 'DONE' ? 'Try failed again' : 'Go on'}</Button>
      )}
      {mayRun && (
        <Menu trigger={<IconButton icon="more" label={`Actions for ${run.name}`} />}>
          <MenuItem icon="trash" tone="bad" onChoose={() => setDeleting(true)}>
            Delete
          </MenuItem>
        </Menu>
      )}
      {isDeleting && (
        <ConfirmDialog
          title={`Delete ${visible(run.name)}?`}
          says="Its answers and scores are deleted with it. The dataset stays."
          action="Delete run"
          run={() => send(client, DeleteEvaluationRunDocument, { id: run.id })}
          onDone={() => void navigate({ to: '/evaluations', search: keepView })}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

/** Leads to the comparison with another run of the same dataset, or of messages. */
function Compare({ run }: { readonly run: Shown }) {
  const navigate = useNavigate();
  const { data } = useLiveQuery({ query: EvaluationRunsOfDatasetDocument, variables: { datasetName: run.dataset?.name ?? null } });
  const others = (data?.evaluationRuns.edges ?? [])
    .map(({ node }) => node)
    .filter(({ id, dataset }) => id !== run.id && (dataset?.id ?? null) === (run.dataset?.id ?? null));
  if (others.length === 0) return null;
  return (
    <span className={styles.pick}>
      <Select
        label="Compare with"
        value=""
        options={[{ value: '', label: 'Compare with …' }, ...others.map(({ id, name }) => ({ value: id, label: visible(name) }))]}
        onChoose={(otherId) => {
          if (otherId !== '')
            void navigate({ to: '/evaluations/$runId/beside/$otherId', params: { runId: otherId, otherId: run.id }, search: keepView });
        }}
      />
    </span>
  );
}
