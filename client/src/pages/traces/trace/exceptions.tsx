import type { SpanDetailFragment } from '../../../graphql/generated/graphql.ts';
import { CopyButton } from '../../../primitives/copy.tsx';
import { FoldedText } from './folded-text.tsx';
import styles from './trace.module.css';

interface Exception {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}

/** Why a span failed: its status, and the exceptions that it recorded with their stack traces. */
export function Exceptions({ span }: { readonly span: SpanDetailFragment }) {
  const exceptions = span.events.filter(({ name }) => name === 'exception').map(({ attributes }) => exceptionOf(attributes));
  if (!span.isError && exceptions.length === 0) return null;
  const says = span.errorMessage ?? '';
  const isRepeated = exceptions.some(({ message }) => message === says);
  return (
    <section className={styles.exceptions} aria-label="Error">
      {span.isError && (!isRepeated || exceptions.length === 0) && (
        <p>
          <b>{span.errorType ?? 'error'}</b>
          {says !== '' && ` ${says}`}
        </p>
      )}
      {exceptions.map(({ type, message, stack }, index) => (
        <div key={index}>
          <p>
            <b>{type}</b> {message}
          </p>
          {stack !== '' && (
            <div className={styles.stack}>
              <FoldedText text={stack} isCode />
              <CopyButton text={stack} label="Copy the stack trace" />
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

function exceptionOf(attributes: unknown): Exception {
  const held = (attributes ?? {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof held[key] === 'string' ? held[key] : '');
  return { type: text('exception.type') || 'exception', message: text('exception.message'), stack: text('exception.stacktrace') };
}
