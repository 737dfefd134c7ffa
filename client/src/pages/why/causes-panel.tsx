import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { searchOfFilter } from '../../controls/window.ts';
import type { AnalyticsFilter, CauseRowFragment, WholeExplanationFragment } from '../../graphql/generated/graphql.ts';
import { metrics } from '../../panels/signals/words.ts';
import { dimensionName, valueName } from './words.ts';
import styles from './why.module.css';

const effects = { RATE: 'values changed', MIX: 'share of the traffic changed', VOLUME: 'sum changed' } as const;

/** Groups of messages that the change comes from, most likely first. */
export function CausesPanel({ explanation }: { readonly explanation: WholeExplanationFragment }) {
  const { causes } = explanation;
  return (
    <Panel title="Causes" hint="groups of messages that the change comes from" flush={causes.length > 0}>
      {causes.length === 0 ? (
        <EmptyState
          says="No group of messages stands out."
          how="The change is spread over all of them, or too small for the number of messages. A longer time range has more of them."
        />
      ) : (
        <ol className={styles.causes}>
          {causes.map((cause) => (
            <CauseItem key={cause.rank} cause={cause} explanation={explanation} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function CauseItem({ cause, explanation }: { readonly cause: CauseRowFragment; readonly explanation: WholeExplanationFragment }) {
  const locale = useLocale();
  const unit = explanation.measure === null ? metrics[explanation.metric].unit : 'share';
  const { conditions, explainedShare, low, high, isContradicted, recommendation, examples } = cause;
  const view = searchOfFilter(cause.filter as AnalyticsFilter);
  const value = (of: number | null): string => (of === null ? '–' : format(of, unit, locale));
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return (
    <li className={styles.cause} data-contradicted={isContradicted || undefined}>
      <div className={styles.name}>
        {conditions.map(({ dimension, value: name }) => (
          <span key={dimension} className={styles.condition}>
            <span className={styles.small}>{dimensionName(dimension)}</span> {valueName(dimension, name)}
          </span>
        ))}
        {isContradicted && <Badge tone="neutral">as much in quiet windows</Badge>}
      </div>
      <ShareBar share={explainedShare} low={low} high={high} />
      <p>
        Explains <b className="mono">{percent(explainedShare)}</b> of the change
        {low !== null && high !== null && (
          <span className={styles.small}>
            {' '}
            (95 %: {percent(low)} to {percent(high)})
          </span>
        )}
        : {value(cause.baselineValue)} → {value(cause.currentValue)}, {counts(cause, locale)}; {effects[cause.effect]}.
      </p>
      <p className={styles.do}>
        {recommendation.text}{' '}
        <Link to={recommendation.link} search={view}>
          Open {recommendation.link.slice(1)}
        </Link>
      </p>
      {examples.length > 0 && (
        <ul className={styles.examples}>
          {examples.map(({ id, externalId, contentPreview, conversation }) => (
            <li key={id}>
              <Link
                to="/conversations/$conversationId"
                params={{ conversationId: conversation.externalId }}
                search={(held) => ({ ...keepView(held), message: externalId })}
              >
                {contentPreview === '' ? '(no text)' : visible(contentPreview)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.links}>
        <Link to="/messages" search={{ ...view, role: 'ASSISTANT' }}>
          Messages
        </Link>
        <Link to="/traces" search={view}>
          Traces
        </Link>
        <Link to="/analytics" search={view}>
          Dashboard
        </Link>
        {!cause.isFilterExact && <span className={styles.small}>The filter of these pages has other messages, too.</span>}
      </p>
    </li>
  );
}

const counts = ({ baselineCount, currentCount }: CauseRowFragment, locale: Locale): string =>
  `${format(baselineCount, 'count', locale)} → ${format(currentCount, 'count', locale)} measured`;

/** The explained share from 0 to all of the change, with its interval; what is beyond either end is cut off there. */
function ShareBar({ share, low, high }: { readonly share: number; readonly low: number | null; readonly high: number | null }) {
  const place = (of: number): string => `${100 * Math.min(1, Math.max(0, of))}%`;
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ inlineSize: place(share) }} />
      {low !== null && high !== null && (
        <span className={styles.range} style={{ insetInlineStart: place(low), inlineSize: `calc(${place(high)} - ${place(low)})` }} />
      )}
    </div>
  );
}
