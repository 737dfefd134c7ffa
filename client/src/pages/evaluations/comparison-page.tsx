import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { EvaluationComparisonDocument } from '../../graphql/generated/graphql.ts';
import type { EvaluationComparedPartFragment, EvaluationComparisonQuery, EvaluationFlip } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { FlipDialog } from './flip-dialog.tsx';
import { Short } from './item-parts.tsx';
import { byWords, pText, testLabels, verdictWords } from './words.ts';
import styles from './evaluations.module.css';

type Comparison = EvaluationComparisonQuery['compareEvaluationRuns'];
export type Flipped = Comparison['flipped']['edges'][number]['node'];
type Direction = EvaluationFlip | 'ALL';

const directions = [
  { value: 'ALL', label: 'lost or gained' },
  { value: 'LOST', label: 'lost' },
  { value: 'GAINED', label: 'gained' },
] as const satisfies readonly { readonly value: Direction; readonly label: string }[];

/** Two runs, row by row: what the scores show, and the rows that flipped. */
export function EvaluationComparisonPage() {
  const { runId, otherId } = useParams({ from: '/evaluations/$runId/beside/$otherId' });
  const navigate = useNavigate();
  const locale = useLocale();
  const [direction, setDirection] = useState<Direction>('ALL');
  const [score, setScore] = useState('');
  const [open, setOpen] = useState<Flipped | null>(null);
  const answer = useLiveQuery({
    query: EvaluationComparisonDocument,
    variables: { a: runId, b: otherId, score: score === '' ? null : score, flip: direction === 'ALL' ? null : direction },
  });
  const compared = answer.data?.compareEvaluationRuns ?? null;
  const swap = (): void =>
    void navigate({ to: '/evaluations/$runId/beside/$otherId', params: { runId: otherId, otherId: runId }, search: keepView });
  return (
    <Page
      title="Two runs"
      trail={
        <Link to="/evaluations" search={keepView}>
          Evaluations
        </Link>
      }
      actions={<Button onClick={swap}>Swap</Button>}
    >
      <div className={styles.page}>
        <Panel
          title="Comparison"
          hint="over the rows that both runs scored; verdicts hold together (Holm, 5 %)"
          skeleton="rows"
          minHeight={220}
          load={loadOf(answer, (data) => data.compareEvaluationRuns)}
          onRetry={answer.reload}
        >
          {(shown) => <Verdicts compared={shown} locale={locale} />}
        </Panel>
        <div className={styles.choice}>
          <span className="quiet">Rows that the second run has</span>
          <Segmented label="Direction" value={direction} options={directions} onChoose={setDirection} />
          <span className={styles.pick}>
            <Select
              label="Score"
              value={score}
              options={[
                { value: '', label: 'in any score' },
                ...(compared?.scores ?? []).map(({ name }) => ({ value: name, label: visible(name) })),
              ]}
              onChoose={setScore}
            />
          </span>
        </div>
        <Panel
          title="Rows that flipped"
          hint={
            compared?.flipped.pageInfo.hasNextPage === true
              ? 'scored differently by the two runs; the first 100'
              : 'scored differently by the two runs'
          }
          flush
          skeleton="rows"
          minHeight={200}
          load={loadOf(answer, (data) => {
            const { edges } = data.compareEvaluationRuns.flipped;
            return edges.length === 0 ? null : edges.map(({ node }) => node);
          })}
          onRetry={answer.reload}
          empty={{ says: 'No row flipped.', how: 'Both runs scored every shared row alike, in the direction that is chosen.' }}
        >
          {(rows) => (
            <DataTable
              caption="Rows that flipped"
              columns={flipColumnsOf(compared?.scores ?? [])}
              rows={rows}
              rowKey={({ rowId }) => rowId}
              rowHeight={38}
              maxHeight="560px"
              onRowOpen={setOpen}
            />
          )}
        </Panel>
      </div>
      {open !== null && compared !== null && (
        <FlipDialog row={open} names={[visible(compared.a.name), visible(compared.b.name)]} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

function Verdicts({ compared, locale }: { readonly compared: Comparison; readonly locale: Locale }) {
  const { a, b, sharedCount, changedCount, scores, latencyMs, costUsd } = compared;
  const run = (of: Comparison['a']) => (
    <>
      <Link to="/evaluations/$runId" params={{ runId: of.id }} search={keepView}>
        {visible(of.name)}
      </Link>{' '}
      <span className="quiet">({byWords(of)})</span>
    </>
  );
  return (
    <div className={styles.page}>
      <p className={styles.note}>
        {run(a)} and {run(b)}, over {format(sharedCount, 'count', locale)} shared rows
        {changedCount > 0 && `, of which ${format(changedCount, 'count', locale)} were edited in between`}.
      </p>
      {scores.length === 0 ? (
        <p className={styles.note}>No score has a value for the same row in both runs.</p>
      ) : (
        <ul className={styles.verdicts}>
          {scores.map((one) => (
            <li key={one.name}>{verdictWords(one, visible(b.name))}</li>
          ))}
        </ul>
      )}
      <DataTable
        caption="Numbers of both runs"
        columns={columnsOf(locale)}
        rows={[...scores, latencyMs, costUsd].filter(({ n }) => n > 0)}
        rowKey={({ name, higherIsBetter }) => `${name} ${higherIsBetter}`}
        maxHeight="420px"
      />
    </div>
  );
}

const shares: ReadonlySet<string> = new Set(['MCNEMAR']);

/** A number in its unit: a share of verdicts, milliseconds, US dollars, else as it is. */
function words(row: EvaluationComparedPartFragment, value: number | null | undefined, locale: Locale): string {
  if (value == null) return '–';
  if (!row.higherIsBetter) return format(value, row.name === 'cost' ? 'usd' : 'ms', locale);
  return shares.has(row.test) ? format(value, 'share', locale) : format(value, 'number', locale);
}

const verdicts = { BETTER: ['good', 'better'], WORSE: ['bad', 'worse'], NOT_DECISIVE: ['neutral', 'not decisive'] } as const;

const columnsOf = (locale: Locale): readonly Column<EvaluationComparedPartFragment>[] => [
  { key: 'name', header: 'Number', of: ({ name }) => visible(name) },
  { key: 'a', header: 'First run', of: ({ a }) => a ?? null, cell: (row) => words(row, row.a, locale), align: 'end' },
  { key: 'b', header: 'Second run', of: ({ b }) => b ?? null, cell: (row) => words(row, row.b, locale), align: 'end' },
  {
    key: 'difference',
    header: 'Difference (95 %)',
    of: ({ difference }) => difference ?? null,
    cell: (row) => (
      <span className={styles.named}>
        <span>{words(row, row.difference, locale)}</span>
        {row.low != null && (
          <span className={styles.key}>
            {words(row, row.low, locale)} to {words(row, row.high, locale)}
          </span>
        )}
      </span>
    ),
    align: 'end',
  },
  {
    key: 'p',
    header: 'p',
    of: ({ adjustedPValue }) => adjustedPValue ?? null,
    cell: ({ adjustedPValue, test }) => <span title={testLabels[test]}>{adjustedPValue == null ? '–' : pText(adjustedPValue)}</span>,
    align: 'end',
  },
  { key: 'gained', header: 'Better', of: ({ gained }) => gained, unit: 'count' },
  { key: 'lost', header: 'Worse', of: ({ lost }) => lost, unit: 'count' },
  { key: 'n', header: 'Rows', of: ({ n }) => n, unit: 'count' },
  {
    key: 'verdict',
    header: 'Verdict',
    of: ({ verdict }) => verdict,
    cell: ({ verdict }) => <Badge tone={verdicts[verdict][0]}>{verdicts[verdict][1]}</Badge>,
  },
];

/** Verdicts are gained and lost; of other numbers a row has more or less. */
const flipColumnsOf = (scores: readonly EvaluationComparedPartFragment[]): readonly Column<Flipped>[] => {
  const verdictNames = new Set(scores.filter(({ test }) => shares.has(test)).map(({ name }) => name));
  const badge = (name: string, isMore: boolean) => (
    <Badge key={`${name} ${isMore}`} tone={verdictNames.has(name) ? (isMore ? 'good' : 'bad') : 'neutral'}>
      {visible(name)} {verdictNames.has(name) ? (isMore ? 'gained' : 'lost') : isMore ? 'higher' : 'lower'}
    </Badge>
  );
  return [
    {
      key: 'change',
      header: 'Change',
      of: ({ gained }) => gained.length,
      cell: ({ gained, lost }) => (
        <span className={styles.scores}>
          {gained.map((name) => badge(name, true))}
          {lost.map((name) => badge(name, false))}
        </span>
      ),
    },
    ...flipTexts,
  ];
};

const flipTexts: readonly Column<Flipped>[] = [
  { key: 'input', header: 'Input', of: () => '', cell: ({ a, b }) => <Short value={(b ?? a)?.input} />, isSortable: false },
  { key: 'expected', header: 'Expected', of: () => '', cell: ({ a, b }) => <Short value={(b ?? a)?.expected} />, isSortable: false },
  { key: 'a', header: 'First run', of: () => '', cell: ({ a }) => <Short value={a?.output} />, isSortable: false },
  { key: 'b', header: 'Second run', of: () => '', cell: ({ b }) => <Short value={b?.output} />, isSortable: false },
];
