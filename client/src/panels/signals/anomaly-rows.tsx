import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { AnomaliesPanelFragment } from '../../graphql/generated/graphql.ts';
import { Ago } from '../../primitives/moment.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { states } from './words.ts';
import styles from './signals.module.css';

export interface AnomalyRowsProps {
  readonly rows: readonly AnomaliesPanelFragment['anomalies']['edges'][number]['node'][];
  /** At most so high, px; what is longer scrolls. */
  readonly height: number;
}

/** Anomalies, one a line. */
export function AnomalyRows({ rows, height }: AnomalyRowsProps) {
  return (
    <ol className={styles.rows} style={{ maxHeight: height }} tabIndex={0} aria-label="Anomalies">
      {rows.map(({ id, severity, state, sentence, beganAt }) => (
        <li key={id}>
          <SeverityMark severity={severity} />
          <Link to="/signals/$anomalyId" params={{ anomalyId: id }} search={keepView}>
            {visible(sentence)}
          </Link>
          <span className={styles.aside}>
            <Badge tone={states[state].tone}>{states[state].name}</Badge> <Ago at={beganAt} />
          </span>
        </li>
      ))}
    </ol>
  );
}
