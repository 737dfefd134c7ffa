import { useNavigate, useSearch } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { StrategyDocument, StrategyTakenDocument } from '../../graphql/generated/graphql.ts';
import type { StrategyGoal, StrategyQuery, StrategyQueryVariables } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { RecommendationCard } from './recommendation-card.tsx';
import { strategyAims, type StrategyAim } from './strategy-search.ts';
import { TakenPanel } from './taken-panel.tsx';
import { predictedWords } from './words.ts';
import styles from './strategy.module.css';

const goalsOf: Readonly<Record<StrategyAim, readonly StrategyGoal[]>> = {
  both: ['PERFORMANCE', 'EFFICIENCY'],
  performance: ['PERFORMANCE'],
  efficiency: ['EFFICIENCY'],
};

/** What to try in the next training, and whether earlier recommendations came true. */
export function StrategyPage() {
  const { aim = 'both', hours, usd } = useSearch({ from: '/strategy' });
  const navigate = useNavigate({ from: '/strategy' });
  const variables = useMemo(
    (): StrategyQueryVariables => ({ goals: [...goalsOf[aim]], constraints: { maxHours: hours ?? null, maxCostUsd: usd ?? null } }),
    [aim, hours, usd],
  );
  const answer = useLiveQuery({ query: StrategyDocument, variables });
  const taken = useLiveQuery({ query: StrategyTakenDocument, variables: {} });
  const strategy = answer.data?.trainingStrategy ?? null;
  return (
    <Page
      title="Strategy"
      row={
        <div className={styles.row}>
          <Segmented
            label="Aim"
            value={aim}
            options={strategyAims.map((value) => ({ value, label: value }))}
            onChoose={(next) =>
              void navigate({ search: (held) => ({ ...held, aim: next === 'both' ? undefined : next }), replace: true, resetScroll: false })
            }
          />
          <Limit
            label="Most hours of a job"
            value={hours}
            onChange={(next) => void navigate({ search: (held) => ({ ...held, hours: next }), replace: true, resetScroll: false })}
          />
          <Limit
            label="Most US dollars of a job"
            value={usd}
            onChange={(next) => void navigate({ search: (held) => ({ ...held, usd: next }), replace: true, resetScroll: false })}
          />
        </div>
      }
    >
      <div className={styles.whole}>
        {answer.failure !== null && strategy === null && <ErrorState message={answer.failure} onRetry={answer.reload} />}
        {answer.failure === null && strategy === null && <Skeleton shape="rows" height={360} label="The strategy is loading" />}
        {strategy !== null && <Recommendations strategy={strategy} variables={variables} onTaken={taken.reload} />}
        <TakenPanel answer={taken} />
      </div>
    </Page>
  );
}

interface LimitProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A number above 0, or none. */
function Limit({ label, value, onChange }: LimitProps) {
  return (
    <label className={styles.limit}>
      <span>{label}</span>
      <input
        type="number"
        min="0"
        step="any"
        defaultValue={value ?? ''}
        onBlur={({ target }) => onChange(target.value === '' || !(Number(target.value) > 0) ? undefined : Number(target.value))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
}

interface RecommendationsProps {
  readonly strategy: StrategyQuery['trainingStrategy'];
  readonly variables: StrategyQueryVariables;
  readonly onTaken: () => void;
}

function Recommendations({ strategy, variables, onTaken }: RecommendationsProps) {
  const locale = useLocale();
  const { basis, recommendations, predictedImprovement, roadmap, leftOut } = strategy;
  if (recommendations.length === 0)
    return (
      <Panel title="Recommendations">
        <EmptyState
          says={leftOut.length > 0 ? 'Every recommendation is beyond the limits.' : 'No recommendation yet.'}
          how={leftOut.length > 0 ? leftOut.map(visible).join(' ') : visible(basis)}
        />
      </Panel>
    );
  return (
    <>
      <section className={styles.head} aria-label="Basis">
        <p>{visible(basis)}</p>
        <dl className={styles.facts}>
          <Fact label="Largest predicted improvement of the loss" isFigure>
            {predictedImprovement == null ? null : predictedWords(predictedImprovement)}
          </Fact>
        </dl>
      </section>
      <ol className={styles.cards} aria-label="Recommendations">
        {recommendations.map((row) => (
          <li key={row.key}>
            <RecommendationCard row={row} variables={variables} onTaken={onTaken} />
          </li>
        ))}
      </ol>
      <Panel title="Roadmap" hint="one job each, in the order of their importance">
        <ol className={styles.roadmap}>
          {roadmap.map(({ key, title, hours, costUsd }) => (
            <li key={key}>
              {visible(title)}
              <span className="quiet">
                {hours == null ? '' : ` · ${hours.toFixed(1)} h in all`}
                {costUsd == null ? '' : ` · ${format(costUsd, 'usd', locale)} in all`}
              </span>
            </li>
          ))}
        </ol>
        {leftOut.length > 0 && <p className="quiet">Beyond the limits: {leftOut.map(visible).join(' ')}</p>}
      </Panel>
    </>
  );
}
