import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import type { DatasetRowContentFragment } from '../../graphql/generated/graphql.ts';
import { kindWords, textOf, turnsOf } from './words.ts';
import styles from './datasets.module.css';

/** What a row holds, field by field. */
export function RowView({ row }: { readonly row: DatasetRowContentFragment }) {
  const { kind, split, input, messages, expectedOutput, chosen, rejected, label, metadata } = row;
  const has = (value: unknown): boolean => value !== null && value !== undefined;
  return (
    <div className={styles.stack}>
      <span className={styles.named}>
        <Badge>{kindWords[kind]}</Badge>
        {split != null && <Badge>{visible(split)}</Badge>}
        {label != null && <Badge>{label ? 'wanted' : 'not wanted'}</Badge>}
        <span className="quiet mono">{visible(row.id)}</span>
      </span>
      {has(input) && <Part name="Input" text={textOf(input)} />}
      {has(messages) && turnsOf(messages).map((turn, at) => <Part key={at} name={turn.role} text={turn.text} />)}
      {has(expectedOutput) && <Answer name="Expected output" value={expectedOutput} />}
      {has(chosen) && <Answer name="Chosen" value={chosen} />}
      {has(rejected) && <Answer name="Rejected" value={rejected} />}
      {has(metadata) && <Part name="Metadata" text={JSON.stringify(metadata, null, 2)} isCode />}
    </div>
  );
}

function Answer({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <Part
      name={name}
      text={turnsOf(value)
        .map(({ text }) => text)
        .join('\n\n')}
    />
  );
}

function Part({ name, text, isCode = false }: { readonly name: string; readonly text: string; readonly isCode?: boolean }) {
  return (
    <section className={styles.part}>
      <h3>{visible(name)}</h3>
      <div className={isCode ? `${styles.partText} mono` : styles.partText}>
        {text === '' ? <i className="quiet">empty</i> : visible(text)}
      </div>
    </section>
  );
}
