import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { IconButton, Key } from '../../../primitives/button.tsx';
import { Icon } from '../../../primitives/icon.tsx';
import { nextIndex } from './finding.ts';
import type { Finding } from './use-finding.ts';
import styles from './trace.module.css';

export interface FindBoxProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly finding: Finding | null;
  /** Index of the selected span; -1 where there is none. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

/** The address follows when typing rests, ms. */
const REST_MS = 120;

/** Words to look for in this trace: how many spans have them, and the way from one to the next. Enter goes on, Shift with Enter back. */
export function FindBox({ input, value, onText, finding, index, onIndex }: FindBoxProps) {
  const locale = useLocale();
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  // The address changed by itself: the back button, or Escape.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = window.setTimeout(() => {
      sent.current = typed;
      onText(typed);
    }, REST_MS);
    return () => window.clearTimeout(timer);
  }, [typed, onText]);
  const go = (step: 1 | -1) => {
    const next = finding === null ? null : nextIndex(finding.indexes, index, step);
    if (next !== null) onIndex(next);
  };
  // Enter may be quicker than the search: it is done when there is something to go to.
  const awaits = useRef<1 | -1 | null>(null);
  useEffect(() => {
    if (awaits.current === null || finding === null || finding.text !== typed.trim() || (finding.indexes.length === 0 && finding.isLooking))
      return;
    const step = awaits.current;
    awaits.current = null;
    go(step);
  });
  const enter = (step: 1 | -1) => {
    if (finding !== null && finding.text === typed.trim()) return go(step);
    awaits.current = typed.trim() === '' ? null : step;
    sent.current = typed;
    return onText(typed);
  };
  const at = finding === null ? -1 : finding.indexes.indexOf(index);
  return (
    <div className={styles.find} role="search">
      <label className={styles.findBox}>
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          aria-label="Search in trace"
          placeholder="Search in trace"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enter(event.shiftKey ? -1 : 1);
            else if (event.key !== 'Escape') return;
            else if (typed === '') input.current?.blur();
            else setTyped('');
            event.preventDefault();
          }}
        />
        {typed === '' && <Key>/</Key>}
      </label>
      {finding !== null && (
        <>
          <span className={styles.findCount} role="status" title={finding.failure ?? undefined}>
            {finding.indexes.length === 0
              ? finding.isLooking
                ? 'looking'
                : 'none'
              : `${at < 0 ? '' : `${at + 1} of `}${format(finding.indexes.length, 'count', locale)}`}
            {finding.failure !== null && ', names only'}
          </span>
          <IconButton icon="up" label="Match before (N)" disabled={finding.indexes.length === 0} onClick={() => go(-1)} />
          <IconButton icon="down" label="Next match (n)" disabled={finding.indexes.length === 0} onClick={() => go(1)} />
        </>
      )}
    </div>
  );
}
