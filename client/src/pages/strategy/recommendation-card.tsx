import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useState } from 'react';
import { May } from '../../controls/viewer.ts';
import type { RecommendationRowFragment, StrategyQueryVariables } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { AdoptDialog } from './adopt-dialog.tsx';
import { kindWords, lossWords, predictedWords, priorityWords } from './words.ts';
import styles from './strategy.module.css';

interface CardProps {
  readonly row: RecommendationRowFragment;
  readonly variables: StrategyQueryVariables;
  readonly onTaken: () => void;
}

const hoursWords = (hours: number): string => `${hours.toFixed(1)} h`;

/** One recommendation: what it sets, what it is expected to bring, what it takes. */
export function RecommendationCard({ row, variables, onTaken }: CardProps) {
  const locale = useLocale();
  const [isOpened, setOpened] = useState(false);
  const {
    kind,
    title,
    why,
    parameters,
    baseline,
    predicted,
    improvement,
    savedHours,
    hours,
    costUsd,
    benefitUsd,
    explorationScore,
    isDecisive,
    priority,
  } = row;
  const setCount = Object.keys(parameters as object).length;
  return (
    <Panel
      title={visible(title)}
      hint={kindWords[kind]}
      aside={
        setCount > 0 && (
          <May permission="TRAIN">
            <Button onClick={() => setOpened(true)}>Make a configuration</Button>
          </May>
        )
      }
    >
      <div className={styles.card}>
        <p>
          <Badge tone={priorityWords[priority].tone}>{priorityWords[priority].words} priority</Badge>{' '}
          <Badge tone={isDecisive ? 'good' : 'neutral'}>{isDecisive ? 'decisive' : 'not decisive'}</Badge> {visible(why)}
        </p>
        <dl className={styles.facts}>
          {improvement != null && (
            <Fact label="Loss less" isFigure note="95 % interval">
              {predictedWords(improvement)}
            </Fact>
          )}
          {predicted != null && (
            <Fact label="Predicted loss" isFigure note={`best so far ${lossWords(baseline)}`}>
              {predictedWords(predicted)}
            </Fact>
          )}
          {savedHours != null && (
            <Fact label="Saved by a job" isFigure note={`${hoursWords(savedHours.low)} to ${hoursWords(savedHours.high)}`}>
              {hoursWords(savedHours.value)}
            </Fact>
          )}
          {benefitUsd != null && (
            <Fact label="Benefit by a job" isFigure>
              {format(benefitUsd, 'usd', locale)}
            </Fact>
          )}
          <Fact label="Takes" isFigure note={costUsd == null ? '' : format(costUsd, 'usd', locale)}>
            {hours == null ? null : hoursWords(hours)}
          </Fact>
          {explorationScore != null && (
            <Fact label="Exploration" isFigure note="0: near known jobs">
              {explorationScore.toFixed(2)}
            </Fact>
          )}
        </dl>
      </div>
      {isOpened && <AdoptDialog row={row} variables={variables} onSaved={onTaken} onClose={() => setOpened(false)} />}
    </Panel>
  );
}
