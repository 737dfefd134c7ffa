import { useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Value } from 'ui-kit/value';
import { visible } from 'ui-kit/visible';
import { SourcedNumber } from './sourced-number.tsx';
import type { Operation, ResultFact } from './types.ts';
import { numberText, unitOf } from './units.ts';
import styles from './assistant.module.css';

/** Single numbers of a result, each with its unit, what it is over, its interval, and the query behind it. */
export function Facts({ facts, query }: { readonly facts: readonly ResultFact[]; readonly query: Operation | null }) {
  const locale = useLocale();
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{visible(fact.title)}</dt>
          <dd>
            <SourcedNumber query={query} about={factWords(fact, locale)}>
              <FactValue fact={fact} />
            </SourcedNumber>
            <span className={styles.factNote}>{noteOf(fact, locale)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ fact: { value, unit } }: { readonly fact: ResultFact }) {
  if (typeof value === 'string') return <span className={styles.factText}>{visible(value)}</span>;
  const as = unitOf(unit);
  return (
    <>
      <Value value={value} unit={as.unit} />
      {as.word !== null && value !== null && <span className="uk-unit"> {as.word}</span>}
    </>
  );
}

/** `n = 412 · 95 % interval 0.61 to 0.68`; empty: neither is known. */
function noteOf({ interval, n, unit }: ResultFact, locale: Locale): string {
  const parts = [
    ...(interval === null ? [] : [`95 % interval ${numberText(interval[0], unit, locale)} to ${numberText(interval[1], unit, locale)}`]),
    ...(n === null ? [] : [`n = ${numberText(n, 'count', locale)}`]),
  ];
  return parts.join(' · ');
}

/** A fact in one sentence, for what stands over its number. */
export function factWords(fact: ResultFact, locale: Locale): string {
  const { title, value, unit } = fact;
  const text = value === null ? 'no data' : typeof value === 'string' ? value : numberText(value, unit, locale);
  const note = noteOf(fact, locale);
  return `${title}: ${text}${note === '' ? '' : ` (${note})`}`;
}
