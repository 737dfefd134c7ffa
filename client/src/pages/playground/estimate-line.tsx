import { format, useLocale } from 'ui-kit/format';
import { PlaygroundEstimateDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { useSettled } from '../../primitives/settled.ts';
import { lengthOf, readDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import styles from './playground.module.css';

/** Longer prompts are not sent to be estimated while they are typed. */
const MOST_LENGTH = 200_000;
const REST_MS = 600;

const unread = { ok: false } as const;

/** What the run would cost, by the prices of the workspace, and what the day has cost. */
export function EstimateLine({
  draft,
  today,
  limit,
}: {
  readonly draft: Draft;
  readonly today: number | null;
  readonly limit: number | null;
}) {
  const locale = useLocale();
  const settled = useSettled(draft, REST_MS);
  const isShort = lengthOf(settled) <= MOST_LENGTH;
  const read = isShort ? readDraft(settled) : unread;
  const isAsked = settled.messages.some(({ role, text }) => role !== 'SYSTEM' && text.trim() !== '');
  const { data, failure } = useLiveQuery({
    query: PlaygroundEstimateDocument,
    variables: { prompt: read.ok ? read.prompt : { messages: [] }, models: [...settled.models] },
    isWanted: read.ok && isAsked && settled.models.length > 0,
  });
  const spent = today === null ? '' : `${format(today, 'usd', locale)}${limit === null ? '' : ` of ${format(limit, 'usd', locale)}`} today`;
  if (!isAsked || settled.models.length === 0 || data === null || failure !== null || !read.ok)
    return spent === '' ? null : (
      <p className={styles.estimate}>
        {!isShort && 'The cost of a prompt of this length is known after the run. '}
        {spent}
      </p>
    );
  const { inputTokens, mostOutputTokens, models } = data.playgroundEstimate;
  const priced = models.filter(({ mostUsd }) => mostUsd != null);
  const sum = (of: (model: (typeof models)[number]) => number | null | undefined): number =>
    priced.reduce((total, model) => total + (of(model) ?? 0), 0);
  const unpriced = models.length - priced.length;
  return (
    <p className={styles.estimate}>
      <span title="Estimated from the length of the texts, 4 characters a token">
        About {format(inputTokens, 'count', locale)} tokens in and at most {format(mostOutputTokens, 'count', locale)} out for each model
      </span>
      {priced.length > 0 && (
        <>
          {': '}
          <b
            title={`${format(
              sum(({ inputUsd }) => inputUsd),
              'usd',
              locale,
            )} for what is sent; the rest where each answer takes all tokens that it may`}
          >
            {format(
              sum(({ inputUsd }) => inputUsd),
              'usd',
              locale,
            )}{' '}
            to{' '}
            {format(
              sum(({ mostUsd }) => mostUsd),
              'usd',
              locale,
            )}
          </b>
        </>
      )}
      {unpriced > 0 &&
        ` · no price is known for ${unpriced === models.length ? (unpriced === 1 ? 'the model' : 'the models') : `${unpriced} of ${models.length} models`}`}
      {spent !== '' && ` · ${spent}`}
    </p>
  );
}
