import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import type { TurnFragment } from '../../graphql/generated/graphql.ts';
import { WrittenText } from '../../panels/texts/written-text.tsx';
import styles from './conversation.module.css';

const LONG_LINES = 14;
const LONG_CHARACTERS = 1_200;
const LINE_CHARACTERS = 160;

/** The text of a message, drawn as Markdown where the reader wants that. Instructions and tool results are folded when long. */
export function MessageText({ turn }: { readonly turn: TurnFragment }) {
  const locale = useLocale();
  const isQuiet = turn.role === 'SYSTEM' || turn.role === 'TOOL';
  const isLong = turn.content.length > LONG_CHARACTERS || turn.content.split('\n', LONG_LINES + 1).length > LONG_LINES;
  /** One line shows all of a short one. */
  const isFoldable =
    isQuiet && (isLong || (turn.role === 'SYSTEM' && (turn.content.length > LINE_CHARACTERS || turn.content.includes('\n'))));
  const [isOpen, setOpen] = useState(!isFoldable);
  if (turn.content.trim() === '' || isOfParts(turn))
    return turn.toolCalls.length > 0 || turn.parts != null ? null : <p className={styles.nothing}>(no text)</p>;
  if (!isOpen) {
    return (
      <button type="button" className={styles.folded} aria-expanded="false" onClick={() => setOpen(true)}>
        <span>{turn.content.slice(0, LINE_CHARACTERS).replaceAll(/\s+/g, ' ')}</span>
        <em>Show all {format(turn.content.length, 'count', locale)} characters</em>
      </button>
    );
  }
  return (
    <div className={styles.text}>
      <WrittenText text={turn.content} />
      {isFoldable && (
        <button type="button" className={styles.fold} onClick={() => setOpen(false)}>
          Fold
        </button>
      )}
    </div>
  );
}

/** The text of a message that has only parts is their JSON: they are shown as what they are. */
function isOfParts({ content, parts }: TurnFragment): boolean {
  if (!Array.isArray(parts)) return false;
  const shown = parts as readonly unknown[];
  return (
    content === JSON.stringify(shown.length === 1 ? shown[0] : shown) ||
    (/^[[{]/.test(content) && shown.some((part) => content.includes(JSON.stringify(part))))
  );
}
