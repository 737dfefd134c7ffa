import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { format, useLocale } from 'ui-kit/format';
import type { GoodDirection, Unit } from 'ui-kit/format';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { TraceSpanDocument } from '../../../graphql/generated/graphql.ts';
import type { SpanDetailFragment } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { wordDiff } from '../../../panels/texts/word-diff.ts';
import { Segmented } from '../../../primitives/segmented.tsx';
import { visible } from 'ui-kit/visible';
import { lookOf } from '../trace/span-kinds.ts';
import type { SpanRow } from '../trace/span-rows.ts';
import type { AlignedStep } from './align.ts';
import { Change } from './change.tsx';
import { comparedText } from './compared-text.ts';
import styles from './compare.module.css';

export interface StepSideProps {
  readonly leftId: string;
  readonly rightId: string;
  readonly step: AlignedStep | null;
  readonly side: 'input' | 'output';
  readonly onSide: (side: 'input' | 'output') => void;
}

/** The selected step in both traces: what it took, and its texts word by word. */
export function StepSide({ leftId, rightId, step, side, onSide }: StepSideProps) {
  const left = useSpan(leftId, step?.left ?? null);
  const right = useSpan(rightId, step?.right ?? null);
  if (step === null)
    return (
      <section className={styles.side} aria-label="Step">
        <EmptyState says="Neither trace has a span." />
      </section>
    );
  const row = (step.left ?? step.right) as SpanRow;
  const failed = left.failure === null ? right : left;
  return (
    <section className={styles.side} aria-label={`Step ${row.name}`}>
      <header className={styles.sideHead}>
        <h2>{row.name}</h2>
        <span className="quiet">{lookOf(row.kind).words}</span>
      </header>
      <Facts step={step} left={left.span} right={right.span} leftId={leftId} rightId={rightId} />
      <Segmented
        label="Text that is compared"
        value={side}
        options={[
          { value: 'output', label: 'Output' },
          { value: 'input', label: 'Input' },
        ]}
        onChoose={onSide}
      />
      {failed.failure !== null ? (
        <ErrorState message={failed.failure} onRetry={failed.reload} />
      ) : left.isLoading || right.isLoading ? (
        <Skeleton shape="rows" height={160} label="The texts are loading" />
      ) : (
        <Texts step={step} left={left.span} right={right.span} side={side} />
      )}
    </section>
  );
}

function useSpan(traceId: string, row: SpanRow | null) {
  const isWanted = row !== null && !row.isPlaceholder;
  const spanId = row?.id ?? '';
  const { data, failure, reload } = useLiveQuery({ query: TraceSpanDocument, variables: { traceId, spanId }, isWanted });
  const found = data?.trace?.span ?? null;
  // The answer about another step is on its way out.
  const span = isWanted && found?.id === spanId ? found : null;
  return {
    span,
    failure: isWanted ? failure : null,
    reload,
    isLoading: isWanted && failure === null && span === null && data?.trace?.span !== null,
  };
}

interface Figure {
  readonly label: string;
  readonly unit: Unit;
  readonly better: GoodDirection;
  readonly of: (span: SpanDetailFragment) => number | null | undefined;
}

const figures: readonly Figure[] = [
  { label: 'duration', unit: 'ms', better: 'lower', of: ({ durationMs }) => durationMs },
  { label: 'first token', unit: 'ms', better: 'lower', of: ({ timeToFirstTokenMs }) => timeToFirstTokenMs },
  { label: 'input tokens', unit: 'count', better: 'neither', of: ({ inputTokens }) => inputTokens },
  { label: 'read from the cache', unit: 'count', better: 'neither', of: ({ cacheReadTokens }) => cacheReadTokens || null },
  { label: 'output tokens', unit: 'count', better: 'neither', of: ({ outputTokens }) => outputTokens },
  { label: 'cost', unit: 'usd', better: 'lower', of: ({ costUsd }) => costUsd },
];
const words: readonly { readonly label: string; readonly of: (span: SpanDetailFragment) => string | null | undefined }[] = [
  { label: 'model', of: ({ model }) => model },
  { label: 'finished by', of: ({ finishReason }) => finishReason },
  { label: 'error', of: ({ errorType, errorMessage }) => errorType ?? errorMessage },
];

interface FactsProps {
  readonly step: AlignedStep;
  readonly left: SpanDetailFragment | null;
  readonly right: SpanDetailFragment | null;
  readonly leftId: string;
  readonly rightId: string;
}

function Facts({ step, left, right, leftId, rightId }: FactsProps) {
  const locale = useLocale();
  const has = (value: unknown): boolean => value !== null && value !== undefined;
  const open = (name: string, traceId: string, row: SpanRow | null): ReactNode =>
    row === null ? (
      <span className="quiet">not in {name}</span>
    ) : (
      <Link to="/traces/$traceId" params={{ traceId }} search={(held) => ({ ...keepView(held), span: row.id })}>
        {name}
      </Link>
    );
  return (
    <table className={styles.facts}>
      <thead>
        <tr>
          <td />
          <th scope="col">{open('A', leftId, step.left)}</th>
          <th scope="col">{open('B', rightId, step.right)}</th>
          <th scope="col">B against A</th>
        </tr>
      </thead>
      <tbody>
        {figures
          .map((figure) => ({ ...figure, a: left === null ? null : figure.of(left), b: right === null ? null : figure.of(right) }))
          .filter(({ a, b }) => has(a) || has(b))
          .map(({ label, unit, better, a, b }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{has(a) ? format(a, unit, locale) : ''}</td>
              <td>{has(b) ? format(b, unit, locale) : ''}</td>
              <td>
                <Change left={a} right={b} unit={unit} better={better} />
              </td>
            </tr>
          ))}
        {words
          .map(({ label, of }) => ({ label, a: left === null ? null : of(left), b: right === null ? null : of(right) }))
          .filter(({ a, b }) => has(a) || has(b))
          .map(({ label, a, b }) => (
            <tr key={label} data-divergent={(left !== null && right !== null && a !== b) || undefined}>
              <th scope="row">{label}</th>
              <td data-words>{visible(a ?? '')}</td>
              <td data-words>{visible(b ?? '')}</td>
              <td />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Texts({
  step,
  left,
  right,
  side,
}: {
  readonly step: AlignedStep;
  readonly left: SpanDetailFragment | null;
  readonly right: SpanDetailFragment | null;
  readonly side: 'input' | 'output';
}) {
  const [before, after] = [comparedText(left?.[side]), comparedText(right?.[side])];
  const pieces = useMemo(() => wordDiff(before.text, after.text), [before.text, after.text]);
  if (before.text === '' && after.text === '') return <p className="quiet">No {side} is reported.</p>;
  const isSame = before.text === after.text;
  const isOne = step.left === null || step.right === null;
  return (
    <>
      <p className="quiet">
        {isSame
          ? `The ${side}s are the same.`
          : isOne
            ? `The ${side} of the one trace that has this step.`
            : before.text === '' || after.text === ''
              ? `Only ${before.text === '' ? 'B' : 'A'} reports an ${side}.`
              : 'Struck out: only in A. Marked: only in B.'}
        {(before.isCut || after.isCut) && ' Only the beginning of it is compared.'}
      </p>
      <p className={styles.text}>
        {pieces.map(({ kind, text }, place) =>
          kind === 'same' || isOne ? text : kind === 'added' ? <ins key={place}>{text}</ins> : <del key={place}>{text}</del>,
        )}
      </p>
    </>
  );
}
