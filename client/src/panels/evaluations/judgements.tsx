import { Badge } from 'ui-kit/badge';
import { format, formatUtc, useLocale } from 'ui-kit/format';
import type { JudgementFragment } from '../../graphql/generated/graphql.ts';
import { visible } from 'ui-kit/visible';
import { myEvaluationId } from './my-evaluations.ts';
import type { MyEvaluation } from './my-evaluations.ts';
import styles from './evaluations.module.css';

export interface JudgementsProps {
  readonly evaluations: readonly JudgementFragment[];
  readonly mine: MyEvaluation | undefined;
  readonly isWaiting: boolean;
  /** Of what is judged: a message's external id. */
  readonly judged: string;
}

const kinds = { HUMAN: 'person', MODEL: 'judge', RULE: 'rule' } as const;

/** What was thought of a message or span, by whom; the reader's own verdict shows before it is saved. */
export function Judgements({ evaluations, mine, isWaiting, judged }: JudgementsProps) {
  const others = mine === undefined ? evaluations : evaluations.filter((one) => one.externalId !== myEvaluationId(judged));
  const saved = evaluations.find((one) => one.externalId === myEvaluationId(judged));
  if (others.length === 0 && mine === undefined) return null;
  return (
    <ul className={styles.judgements}>
      {others.map((one) => (
        <Judgement
          key={one.id}
          by={one.evaluator ?? kinds[one.evaluatorKind]}
          title={`${kinds[one.evaluatorKind]}, ${formatUtc(new Date(one.createdAt))}`}
          {...one}
        />
      ))}
      {mine !== undefined && (
        <Judgement
          by={isWaiting ? 'you, not sent yet' : 'you'}
          title={isWaiting ? 'It can be taken back for a moment' : 'Saved'}
          rating={mine.rating ?? saved?.rating ?? null}
          success={mine.success ?? saved?.success ?? null}
          comment={mine.comment ?? saved?.comment ?? null}
          failureTags={saved?.failureTags ?? []}
          correctedOutput={null}
        />
      )}
    </ul>
  );
}

interface JudgementProps extends Pick<JudgementFragment, 'failureTags'> {
  readonly name?: string | null;
  readonly value?: number | null;
  readonly label?: string | null;
  readonly rating?: number | null;
  readonly success?: boolean | null;
  readonly comment?: string | null;
  readonly correctedOutput?: string | null;
  readonly by: string;
  readonly title: string;
}

function Judgement({ name, value, label, rating, success, comment, correctedOutput, failureTags, by, title }: JudgementProps) {
  const locale = useLocale();
  const score = [name, label, value == null ? null : format(value, 'number', locale)]
    .filter((text) => text != null && text !== '')
    .join(' ');
  const verdict = [rating == null ? null : `★ ${rating}`, success == null ? null : success ? 'success' : 'failure', score]
    .filter((text) => text !== null && text !== '')
    .join(' · ');
  const tone =
    success === true || (success == null && (rating ?? 3) >= 4) ? 'good' : success === false || (rating ?? 3) <= 2 ? 'bad' : 'neutral';
  return (
    <li>
      <Badge tone={tone} title={title}>
        {[verdict, by].filter(Boolean).join(' · ')}
      </Badge>
      {failureTags.map((tag) => (
        <Badge key={tag} tone="bad" title={tag}>
          {visible(tag)}
        </Badge>
      ))}
      {comment != null && comment !== '' && <q>{comment}</q>}
      {correctedOutput != null && correctedOutput !== '' && (
        <details className={styles.corrected}>
          <summary>Corrected answer</summary>
          <p>{correctedOutput}</p>
        </details>
      )}
    </li>
  );
}
