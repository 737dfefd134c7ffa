import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { AlertRuleRowFragment, AlertRulesQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { SeverityMark } from '../../panels/signals/severity-mark.tsx';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { alertStates, noticesWords, rankOf, seriesCountWords } from './words.ts';
import styles from './alerts.module.css';

export interface RulesPanelProps {
  readonly answer: Live<AlertRulesQuery>;
  /** null: the viewer makes no rules. */
  readonly onNew: (() => void) | null;
}

/** The rules, what fires first. */
export function RulesPanel({ answer, onNew }: RulesPanelProps) {
  return (
    <Panel
      title="Rules"
      hint="firing first; evaluated each minute"
      flush
      skeleton="rows"
      minHeight={200}
      load={loadOf(answer, ({ alertRules }) => (alertRules.length === 0 ? null : sorted(alertRules)))}
      onRetry={answer.reload}
      empty={{
        says: 'No rule yet.',
        how: 'A rule says what is bad, for how long, and who is notified. Take one of the templates, or make your own.',
        action: onNew === null ? undefined : <Button onClick={onNew}>New rule</Button>,
      }}
    >
      {(rules) => (
        <ul className={styles.list} aria-label="Rules">
          {rules.map((rule) => (
            <li key={rule.id}>
              <RuleEntry rule={rule} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const sorted = (rules: readonly AlertRuleRowFragment[]): readonly AlertRuleRowFragment[] =>
  rules.toSorted(
    (one, other) =>
      Number(other.isEnabled) - Number(one.isEnabled) || rankOf(one.state) - rankOf(other.state) || one.name.localeCompare(other.name),
  );

function RuleEntry({ rule }: { readonly rule: AlertRuleRowFragment }) {
  const { name, state, severity, sentence, channels, series, noticesPerWeek, mutedUntil, isEnabled } = rule;
  const count = seriesCountWords(series);
  return (
    <article className={styles.rule} data-off={!isEnabled || undefined}>
      <SeverityMark severity={severity} />
      <div className={styles.said}>
        <Link to="/alerts/$ruleId" params={{ ruleId: rule.id }} search={keepView} className={styles.name}>
          {visible(name)}
        </Link>
        <span className="quiet">{visible(sentence)}</span>
        <span className={styles.small}>
          {channels.length === 0 ? 'no channel: shown here only' : `to ${channels.map((channel) => visible(channel.name)).join(', ')}`}
          {' · '}
          {noticesWords(noticesPerWeek)}
        </span>
      </div>
      <div className={styles.stands}>
        <StateBadge state={state} isEnabled={isEnabled} />
        {count !== '' && <span className={styles.small}>{count}</span>}
        {mutedUntil !== null && (
          <span className={styles.small}>
            muted until <Moment at={mutedUntil} />
          </span>
        )}
      </div>
    </article>
  );
}

/** Where a rule stands; one that is switched off stands nowhere. */
export function StateBadge({ state, isEnabled }: Pick<AlertRuleRowFragment, 'state' | 'isEnabled'>) {
  if (!isEnabled) return <Badge>off</Badge>;
  const { name, tone, says } = alertStates[state];
  return (
    <Badge tone={tone} title={says}>
      {name}
    </Badge>
  );
}
