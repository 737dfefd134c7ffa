import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import type { SpanDetailFragment, SpanTextFragment } from '../../../graphql/generated/graphql.ts';
import { CopyButton } from '../../../primitives/copy.tsx';
import { Segmented } from '../../../primitives/segmented.tsx';
import { JsonView } from '../../../panels/texts/json-view.tsx';
import { cutWords } from './cut.ts';
import { FoldedText } from './folded-text.tsx';
import styles from './trace.module.css';

/** What went in and came out as it was sent: as text, or as JSON that can be folded. */
export function RawTab({ span }: { readonly span: SpanDetailFragment }) {
  const sent = (span.sentAttributes ?? {}) as Record<string, unknown>;
  const hasAttributes = Object.keys(sent).length > 0;
  if (span.input == null && span.output == null && span.tools == null && !hasAttributes)
    return <EmptyState says="This span came without texts and attributes." />;
  return (
    <div className={styles.chat}>
      {span.input != null && <Content title="Input" content={span.input} />}
      {span.output != null && <Content title="Output" content={span.output} />}
      {span.tools != null && (
        <section className={styles.raw} aria-label="Tools">
          <header className={styles.rawHead}>
            <b>Tools it could call</b>
          </header>
          <JsonView value={span.tools} openLevels={1} />
        </section>
      )}
      {hasAttributes && (
        <section className={styles.raw} aria-label="Attributes: as sent">
          <header className={styles.rawHead}>
            <b>Attributes: as sent</b>
            <CopyButton text={JSON.stringify(sent, null, 2)} label="Copy" />
          </header>
          <JsonView value={sent} openLevels={1} />
        </section>
      )}
    </div>
  );
}

const ways = [
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
] as const;

function Content({ title, content }: { readonly title: string; readonly content: SpanTextFragment }) {
  const locale = useLocale();
  const [way, setWay] = useState<'json' | 'text'>(content.json == null ? 'text' : 'json');
  const text = content.text ?? (content.json == null ? null : JSON.stringify(content.json, null, 2));
  return (
    <section className={styles.raw} aria-label={title}>
      <header className={styles.rawHead}>
        <b>{title}</b>
        <span>
          {format(content.byteCount, 'bytes', locale)}
          {content.isCut && '. '}
          {content.isCut && cutWords([content], locale)}
        </span>
        {content.json != null && <Segmented label={`${title} as`} value={way} options={ways} onChoose={setWay} />}
        {text !== null && (
          <CopyButton text={way === 'json' && content.json != null ? JSON.stringify(content.json, null, 2) : text} label="Copy" />
        )}
      </header>
      {way === 'json' && content.json != null ? (
        <JsonView value={content.json} openLevels={3} />
      ) : text === null ? (
        <p className={styles.note}>The text is not kept any more.</p>
      ) : (
        <FoldedText text={text} isCode />
      )}
    </section>
  );
}
