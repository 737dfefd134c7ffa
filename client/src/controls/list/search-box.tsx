import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../keys.ts';
import { Key } from '../../primitives/button.tsx';
import { Icon } from '../../primitives/icon.tsx';
import styles from './list.module.css';

const PAUSE_MS = 250;

export interface SearchBoxProps {
  /** `messages`: what is searched. */
  readonly noun: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** Words to look for in a list; asks once the reader pauses. `/` brings the reader here. */
export function SearchBox({ noun, value, onSearch }: SearchBoxProps) {
  const router = useRouter();
  const [page] = useState(() => router.latestLocation.pathname);
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  }, [onSearch]);
  // The address changed by itself: the back button, or a link.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = window.setTimeout(() => {
      // The reader has followed a link, and its page is still loading: a search here would bring them back.
      if (router.latestLocation.pathname !== page) return;
      sent.current = typed;
      search.current(typed);
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, router, page]);
  useKeys('Search', {
    '/': {
      says: `search in ${noun}`,
      run: () => {
        input.current?.focus();
        input.current?.select();
      },
    },
  });
  return (
    <label className={styles.search}>
      <Icon name="search" />
      <span className="uk-hidden">Search in {noun}</span>
      <input
        ref={input}
        type="search"
        placeholder={`Search in ${noun}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (typed === '') input.current?.blur();
            else setTyped('');
            event.preventDefault();
          }
        }}
      />
      {typed === '' && (
        <span className={styles.hint} aria-hidden="true">
          <Key>/</Key>
        </span>
      )}
    </label>
  );
}
