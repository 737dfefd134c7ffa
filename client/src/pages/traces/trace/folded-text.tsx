import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { WrittenText } from '../../../panels/texts/written-text.tsx';
import styles from './trace.module.css';

const LONG_LINES = 12;
const LONG_CHARACTERS = 1_200;

/** A text, drawn as Markdown where the reader wants that; code as it came. Long ones show their beginning, and all of it when asked. */
export function FoldedText({
  text,
  isCode = false,
  isShort = false,
}: {
  readonly text: string;
  readonly isCode?: boolean;
  /** One line of it is enough at first. */ readonly isShort?: boolean;
}) {
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const beginning = isShort ? text.slice(0, 160).replaceAll(/\s+/g, ' ') : beginningOf(text);
  const isLong = beginning.length < text.length;
  const shown = isOpen || !isLong ? text : beginning;
  return (
    <div className={styles.text}>
      {isCode ? (
        <pre className={styles.code} tabIndex={0}>
          {shown}
        </pre>
      ) : isShort && !isOpen ? (
        <p>
          {shown}
          {isLong && '…'}
        </p>
      ) : (
        <WrittenText text={shown} />
      )}
      {isLong && (
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fold' : `Show all ${format(text.length, 'count', locale)} characters`}
        </button>
      )}
    </div>
  );
}

function beginningOf(text: string): string {
  const byLines = text.split('\n', LONG_LINES + 1);
  const beginning = byLines.length > LONG_LINES ? byLines.slice(0, LONG_LINES).join('\n') : text;
  // A little more than the limit is not worth a button.
  return beginning.length > LONG_CHARACTERS * 1.2 ? beginning.slice(0, LONG_CHARACTERS) : beginning;
}
