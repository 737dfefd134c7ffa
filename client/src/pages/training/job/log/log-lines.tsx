import { memo } from 'react';
import { ansiParts } from './ansi.ts';
import type { AnsiLook } from './ansi.ts';
import { LINE_PX } from './log-scroll.ts';
import styles from './log.module.css';

export interface LineRowProps {
  readonly line: number;
  /** undefined: on its way; null: it never came. */
  readonly text: string | null | undefined;
  /** Where it stands in what is scrolled, px. */
  readonly topPx: number;
  /** Text that is marked; empty: none. */
  readonly mark: string;
  readonly isChosen?: boolean | undefined;
  /** The number goes to the line. */
  readonly onOpen?: ((line: number) => void) | undefined;
}

/** A line with its number, as a terminal would show it. */
export const LineRow = memo(function LineRow({ line, text, topPx, mark, isChosen = false, onOpen }: LineRowProps) {
  return (
    <div className={styles.line} style={{ height: LINE_PX, transform: `translateY(${topPx}px)` }} data-chosen={isChosen || undefined}>
      {onOpen === undefined ? (
        <span className={styles.number}>{line}</span>
      ) : (
        <button type="button" className={styles.number} aria-label={`Show line ${line} among the others`} onClick={() => onOpen(line)}>
          {line}
        </button>
      )}
      <span className={styles.text}>
        {text === undefined && <i className={styles.unread} />}
        {text === null && <span className="quiet">This line has not arrived.</span>}
        {text != null && <LineText text={text} mark={mark} />}
      </span>
    </div>
  );
});

function LineText({ text, mark }: { readonly text: string; readonly mark: string }) {
  return ansiParts(text).map(({ text: part, look }, place) => {
    const shown = mark === '' ? part : <Marked text={part} mark={mark} />;
    return isPlain(look) ? (
      <span key={place}>{shown}</span>
    ) : (
      <span
        key={place}
        className={styles.look}
        data-color={look.color}
        data-background={look.background}
        data-bold={look.isBold}
        data-dim={look.isDim}
        data-italic={look.isItalic}
        data-underlined={look.isUnderlined}
      >
        {shown}
      </span>
    );
  });
}

const isPlain = (look: AnsiLook): boolean => Object.values(look).every((value) => value === undefined);

/** Regardless of case, as the server searches. */
function Marked({ text, mark }: { readonly text: string; readonly mark: string }) {
  const [lower, wanted] = [text.toLowerCase(), mark.toLowerCase()];
  // A letter that has another length in lower case would shift the places.
  if (lower.length !== text.length) return text;
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + wanted.length)}</mark>);
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}
