import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import styles from './texts.module.css';

/** Levels that are open at first. */
const OPEN_LEVELS = 2;
/** Items of a list or an object that are written at once. */
const MOST_ITEMS = 100;
const MOST_CHARACTERS = 600;

/** Any JSON value, level by level; what is folded is not drawn, so that large ones cost nothing. */
export function JsonView({ value, openLevels = OPEN_LEVELS }: { readonly value: unknown; readonly openLevels?: number }) {
  return (
    <div className={styles.json} role="tree" aria-label="JSON">
      <Node name={null} value={value} level={0} openLevels={openLevels} />
    </div>
  );
}

interface NodeProps {
  readonly name: string | null;
  readonly value: unknown;
  readonly level: number;
  readonly openLevels: number;
}

function Node({ name, value, level, openLevels }: NodeProps) {
  const [isOpen, setOpen] = useState(level < openLevels);
  const [most, setMost] = useState(MOST_ITEMS);
  const locale = useLocale();
  const key = name === null ? null : <span className={styles.jsonKey}>{visible(name)}: </span>;
  if (value === null || typeof value !== 'object')
    return (
      <div role="treeitem" className={styles.jsonLeaf}>
        {key}
        <Leaf value={value} />
      </div>
    );
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return (
      <div role="treeitem" className={styles.jsonLeaf}>
        {key}
        <span>
          {open}
          {close}
        </span>
      </div>
    );
  return (
    <div role="treeitem" aria-expanded={isOpen}>
      <button
        type="button"
        className={styles.jsonHead}
        aria-label={`${visible(name ?? 'value')}, ${entries.length} ${isList ? 'items' : 'fields'}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <i className={styles.jsonCaret} aria-hidden="true" />
        {key}
        <span>{open}</span>
        {!isOpen && (
          <span className={styles.jsonCount}>
            {format(entries.length, 'count', locale)}{' '}
            {isList ? (entries.length === 1 ? 'item' : 'items') : entries.length === 1 ? 'field' : 'fields'}
            {close}
          </span>
        )}
      </button>
      {isOpen && (
        <div role="group" className={styles.jsonInside}>
          {entries.slice(0, most).map(([inner, held]) => (
            <Node key={inner} name={inner} value={held} level={level + 1} openLevels={openLevels} />
          ))}
          {entries.length > most && (
            <button type="button" className={styles.fold} onClick={() => setMost(most + 10 * MOST_ITEMS)}>
              {format(entries.length - most, 'count', locale)} more
            </button>
          )}
        </div>
      )}
      {isOpen && (
        <div className={styles.jsonClose} aria-hidden="true">
          {close}
        </div>
      )}
    </div>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  const [isOpen, setOpen] = useState(false);
  if (typeof value !== 'string') return <span className={styles.jsonPlain}>{JSON.stringify(value) ?? 'undefined'}</span>;
  const isLong = value.length > MOST_CHARACTERS;
  return (
    <>
      <span className={styles.jsonText}>
        {visible(JSON.stringify(isOpen || !isLong ? value : value.slice(0, MOST_CHARACTERS)).replaceAll('\\n', '\n'))}
      </span>
      {isLong && (
        <>
          {' '}
          <button type="button" className={styles.fold} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'fold' : `${value.length - MOST_CHARACTERS} more characters`}
          </button>
        </>
      )}
    </>
  );
}
