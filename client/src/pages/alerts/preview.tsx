import { visible } from 'ui-kit/visible';
import { AlertPreviewDocument } from '../../graphql/generated/graphql.ts';
import type { AlertPreviewQuery, AlertRuleInput } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { lastedWords } from '../../panels/signals/words.ts';
import { Moment } from '../../primitives/moment.tsx';
import { useSettled } from '../../primitives/settled.ts';
import { readRule } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';
import { noticesWords, seriesName } from './words.ts';
import styles from './alerts.module.css';

const DAYS = 30;
/** What is typed is replayed so long after the last key, ms. */
const ASK_AFTER_MS = 700;
const MOST_LISTED = 5;
const nothing: AlertRuleInput = { name: 'x', source: 'GUARDRAIL' };

/** What the rule would have done in the last 30 days, as it is typed. */
export function Preview({ draft }: { readonly draft: RuleDraft }) {
  // A rule that is replayed needs no name.
  const read = readRule({ ...draft, name: draft.name.trim() === '' ? 'New rule' : draft.name });
  const settled = useSettled(read.ok ? JSON.stringify(read.value) : '', ASK_AFTER_MS);
  const input = settled === '' ? null : (JSON.parse(settled) as AlertRuleInput);
  const answer = useLiveQuery({
    query: AlertPreviewDocument,
    variables: { input: input ?? nothing, days: DAYS },
    isWanted: input !== null,
  });
  return (
    <section className={styles.preview} aria-label={`The last ${DAYS} days with this rule`} data-stale={answer.isStale || undefined}>
      <b>The last {DAYS} days with this rule</b>
      <div aria-live="polite">
        {input === null ? (
          <p className="quiet">Fill in the fields above to see when it would have fired.</p>
        ) : answer.failure !== null ? (
          <p className={styles.problem}>{answer.failure}</p>
        ) : answer.data === null ? (
          <p className="quiet">Replaying</p>
        ) : (
          <Replayed preview={answer.data.alertPreview} />
        )}
      </div>
    </section>
  );
}

function Replayed({ preview: { sentence, noticesPerWeek, episodes } }: { readonly preview: AlertPreviewQuery['alertPreview'] }) {
  return (
    <>
      <p>
        {visible(sentence)} {noticesPerWeek !== null && <span className="quiet">({noticesWords(noticesPerWeek)})</span>}
      </p>
      {episodes.length > 0 && (
        <ul className={styles.previewed} aria-label="When it would have fired">
          {episodes.slice(0, MOST_LISTED).map((episode) => (
            <li key={`${episode.series} ${episode.from}`}>
              <span className="mono">
                <Moment at={episode.from} />
              </span>
              {episode.series !== '' && <> {seriesName(episode.series)}</>}
              {episode.to === null ? ', still' : `, for ${lastedWords(Date.parse(episode.from), Date.parse(episode.to))}`}
            </li>
          ))}
          {episodes.length > MOST_LISTED && <li className="quiet">and {episodes.length - MOST_LISTED} more</li>}
        </ul>
      )}
    </>
  );
}
