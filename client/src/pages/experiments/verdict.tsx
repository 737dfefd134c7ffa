import { visible } from 'ui-kit/visible';
import { ExperimentVerdictDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentRowFragment, ExperimentVerdictQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import styles from './experiments.module.css';

type Verdict = NonNullable<ExperimentVerdictQuery['experiment']>['recentVerdict']['verdict'];

const words: Readonly<Record<Verdict, string>> = {
  WON: 'won',
  LOST: 'lost',
  NO_RELEVANT_DIFFERENCE: 'no relevant difference',
  NOT_DECISIVE: 'not decisive yet',
  CANNOT_JUDGE: 'cannot be judged',
};

/** Results change with traffic, and a list needs them less often than their page. */
const againMs = 60_000;

/** What an experiment shows so far, in a word; the sentence where it is pointed at. Each row in sight asks for its own. */
export function Verdict({ experiment: { key, startedAt, state } }: { readonly experiment: ExperimentRowFragment }) {
  const isStarted = startedAt != null;
  const { data, failure } = useLiveQuery({
    query: ExperimentVerdictDocument,
    variables: { key },
    isWanted: isStarted,
    againMs: state === 'RUNNING' ? againMs : undefined,
  });
  if (!isStarted) return <span className="quiet">–</span>;
  const results = data?.experiment?.recentVerdict;
  if (results === undefined) return <span className="quiet">{failure === null ? '…' : 'not known'}</span>;
  return (
    <span className={styles.judgment} data-verdict={results.verdict} title={visible(results.sentence)}>
      {words[results.verdict]}
    </span>
  );
}
