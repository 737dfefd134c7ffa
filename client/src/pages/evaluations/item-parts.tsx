import { visible } from 'ui-kit/visible';
import { Badge } from 'ui-kit/badge';
import type { EvaluationItemScorePartFragment } from '../../graphql/generated/graphql.ts';
import { shortText, shownText } from './words.ts';
import styles from './evaluations.module.css';

/** A value in a cell: its beginning, more of it on hover. */
export function Short({ value }: { readonly value: unknown }) {
  const text = shortText(value);
  return text === '' ? (
    <span className="quiet">–</span>
  ) : (
    <span className={styles.text} title={visible(shownText(value).slice(0, 2_000))}>
      {text}
    </span>
  );
}

/** A whole value under its name. */
export function Block({ title, value, none }: { readonly title: string; readonly value: unknown; readonly none: string }) {
  const text = shownText(value);
  return (
    <section className={styles.block}>
      <h3>{title}</h3>
      {text === '' ? <p className="quiet">{none}</p> : <pre tabIndex={0}>{visible(text)}</pre>}
    </section>
  );
}

/** What a score says, short: the verdict, the number or the label. */
export function ScoreBadge({ score: { name, value, label, passed, error } }: { readonly score: EvaluationItemScorePartFragment }) {
  if (error != null) return <Badge tone="neutral">{visible(name)}: none</Badge>;
  const says = passed == null ? (label ?? (value == null ? '–' : String(Number(value.toPrecision(4))))) : passed ? 'pass' : 'fail';
  return (
    <Badge tone={passed == null ? 'neutral' : passed ? 'good' : 'bad'}>
      {visible(name)}: {visible(says)}
    </Badge>
  );
}
