import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import type { SpanDetailFragment } from '../../../graphql/generated/graphql.ts';
import { CopyButton } from '../../../primitives/copy.tsx';
import { visible } from 'ui-kit/visible';
import { attributeRows, found, sentRows } from './attribute-rows.ts';
import type { AttributeGroup } from './attribute-rows.ts';
import styles from './trace.module.css';

/** Longer values show their beginning. */
const MOST_CHARACTERS = 400;

/** Everything else that came with a span: its attributes, what sent it, its events and links. */
export function AttributesTab({ span }: { readonly span: SpanDetailFragment }) {
  const locale = useLocale();
  const [search, setSearch] = useState('');
  const groups = useMemo(
    (): readonly AttributeGroup[] => [
      { title: 'Attributes: as sent', rows: sentRows(span.sentAttributes, span.attributes) },
      { title: 'Metadata', rows: attributeRows(span.metadata) },
      { title: 'Model parameters', rows: attributeRows(span.modelParameters) },
      { title: 'Sent by', rows: attributeRows(span.resource) },
      { title: 'Instrumentation', rows: attributeRows(span.scope) },
      ...span.events.map(({ name, offsetMs, attributes }) => ({
        title: `Event: ${name}, at ${format(offsetMs, 'ms', locale)}`,
        rows: [{ name: 'event', text: name }, ...attributeRows(attributes)],
      })),
    ],
    [span, locale],
  );
  const shown = found(groups, search);
  return (
    <div className={styles.chat}>
      <div className={styles.attributesHead}>
        <input
          type="search"
          className={styles.input}
          aria-label="Search in attributes"
          placeholder="Search in attributes"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <CopyButton
          text={JSON.stringify(
            {
              attributes: span.sentAttributes,
              metadata: span.metadata,
              resource: span.resource,
              scope: span.scope,
              events: span.events,
              links: span.links,
            },
            null,
            2,
          )}
          label="Copy all"
        />
      </div>
      {shown.map(({ title, rows }, index) => (
        <table key={`${index} ${title}`} className={styles.attributes}>
          <caption>{visible(title)}</caption>
          <tbody>
            {rows.map(({ name, text, shownAs = '' }) => (
              <tr key={name}>
                <th scope="row">
                  {visible(name)}{' '}
                  {shownAs !== '' && (
                    <span className={styles.readMark} title="A field of this page is read from it">
                      {shownAs}
                    </span>
                  )}
                </th>
                <td>
                  <Value text={text} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {span.links.length > 0 && (
        <section aria-label="Links">
          <h3 className={styles.sub}>Links</h3>
          <ul className={styles.links}>
            {span.links.map(({ traceId, spanId }, index) => (
              <li key={index}>
                <Link to="/traces/$traceId" params={{ traceId }} search={(held) => ({ ...keepView(held), span: spanId })} className="mono">
                  {traceId.slice(0, 8)}… / {spanId}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown.length === 0 && span.links.length === 0 && (
        <EmptyState says={search === '' ? 'This span came without attributes.' : 'No attribute has these words.'} />
      )}
    </div>
  );
}

function Value({ text }: { readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  if (text.length <= MOST_CHARACTERS) return text === '' ? <em>empty</em> : visible(text);
  return (
    <>
      {visible(isOpen ? text : text.slice(0, MOST_CHARACTERS))}{' '}
      <button type="button" className={styles.fold} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Fold' : `${text.length - MOST_CHARACTERS} more characters`}
      </button>
    </>
  );
}
