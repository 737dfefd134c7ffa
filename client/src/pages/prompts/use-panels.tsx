import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import type { BadgeTone } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { PromptComparisonDocument, PromptUsesDocument } from '../../graphql/generated/graphql.ts';
import type { ComparisonVerdict, PromptUsesQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Moment } from '../../primitives/moment.tsx';
import { useRange } from './use-range.ts';
import styles from './prompts.module.css';

const tones: Partial<Record<ComparisonVerdict, BadgeTone>> = { BETTER: 'good', WORSE: 'bad' };
const words: Record<ComparisonVerdict, string> = {
  BETTER: 'better',
  WORSE: 'worse',
  HIGHER: 'higher',
  LOWER: 'lower',
  NOT_DECISIVE: 'not decisive',
  TOO_FEW: 'too few',
};

/** A version beside another in the chosen time, each number with its verdict. */
export function ComparisonPanel({ name, version, base }: { readonly name: string; readonly version: number; readonly base: number }) {
  const range = useRange();
  const answer = useLiveQuery({ query: PromptComparisonDocument, variables: { name, version, base, range } });
  return (
    <Panel
      title={`v${version} beside v${base}`}
      hint="in production, each difference with its 95 % interval"
      skeleton="rows"
      minHeight={180}
      load={loadOf(answer, ({ prompt }) => {
        const known = prompt?.comparison.filter(({ sentence }) => !sentence.includes('nothing was measured')) ?? [];
        return known.length === 0 ? null : known;
      })}
      onRetry={answer.reload}
      empty={{ says: 'Nothing to compare yet.', how: 'Both versions need messages in the chosen time whose spans name the prompt.' }}
    >
      {(metrics) => (
        <ul className={styles.verdicts} aria-label="Differences">
          {metrics.map(({ metric, verdict, sentence }) => (
            <li key={metric}>
              <span>
                <Badge tone={tones[verdict]}>{words[verdict]}</Badge>
              </span>
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type Use = NonNullable<PromptUsesQuery['prompt']>['uses'][number];

/** The newest messages that were made with a version, each with its trace. */
export function UsesPanel({ name, version }: { readonly name: string; readonly version: number }) {
  const range = useRange();
  const answer = useLiveQuery({ query: PromptUsesDocument, variables: { name, version, range } });
  return (
    <Panel
      title={`Made with v${version}`}
      hint="the newest messages"
      flush
      skeleton="rows"
      minHeight={180}
      load={loadOf(answer, ({ prompt }) => (prompt == null || prompt.uses.length === 0 ? null : prompt.uses))}
      onRetry={answer.reload}
      empty={{
        says: 'No message in the chosen time.',
        how: 'A message counts when its span names the prompt and the version: Langfuse’s SDKs do that for a generation that is given the prompt.',
      }}
    >
      {(rows) => (
        <DataTable caption="Messages" columns={columns} rows={rows} rowKey={({ messageExternalId }) => messageExternalId} rowHeight={34} />
      )}
    </Panel>
  );
}

const columns: readonly Column<Use>[] = [
  {
    key: 'at',
    header: 'Time',
    of: ({ at }) => Date.parse(at),
    cell: ({ traceId, spanId, at }) =>
      traceId == null ? (
        <Moment at={at} />
      ) : (
        <Link to="/traces/$traceId" params={{ traceId }} search={(held) => ({ ...keepView(held), span: spanId ?? undefined })}>
          <Moment at={at} />
        </Link>
      ),
  },
  { key: 'model', header: 'Model', of: ({ model }) => model ?? null, cell: ({ model }) => visible(model ?? '–') },
  { key: 'latency', header: 'Latency', of: ({ latencyMs }) => latencyMs ?? null, unit: 'ms' },
  {
    key: 'result',
    header: 'Result',
    of: ({ errorType, success }) => errorType ?? (success == null ? null : String(success)),
    align: 'end',
    cell: ({ errorType, success }) =>
      errorType != null ? (
        <Badge tone="bad">{visible(errorType)}</Badge>
      ) : success == null ? (
        <span className="quiet">not judged</span>
      ) : (
        <Badge tone={success ? 'good' : 'bad'}>{success ? 'success' : 'failure'}</Badge>
      ),
  },
];
