import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { WrittenText } from '../../panels/texts/written-text.tsx';
import styles from './conversation.module.css';

const LONG_LINES = 14;
const LONG_CHARACTERS = 1_200;

/** The text of a message, drawn as Markdown where the reader wants that. Instructions and tool results are folded when long. */
export function MessageText({ turn }: { readonly turn: TurnFragment }) {
  const locale = useLocale();
  const isQuiet = turn.role === 'SYSTEM' || turn.role === 'TOOL';
  const isLong = turn.content.length > LONG_CHARACTERS || turn.content.split('\n', LONG_LINES + 1).length > LONG_LINES;
  const [isOpen, setOpen] = useState(!(turn.role === 'SYSTEM' || (isQuiet && isLong)));
  if (turn.content.trim() === '') return turn.toolCalls.length > 0 ? null : <p className={styles.nothing}>(no text)</p>;
  if (!isOpen) {
    return (
      <button type="button" className={styles.folded} aria-expanded="false" onClick={() => setOpen(true)}>
        <span>{turn.content.slice(0, 160).replaceAll(/\s+/g, ' ')}</span>
        <em>Show all {format(turn.content.length, 'count', locale)} characters</em>
      </button>
    );
  }
  return (
    <div className={styles.text}>
      <WrittenText text={turn.content} />
      {isQuiet && (isLong || turn.role === 'SYSTEM') && (
        <button type="button" className={styles.fold} onClick={() => setOpen(false)}>
          Fold
        </button>
      )}
    </div>
  );
}
