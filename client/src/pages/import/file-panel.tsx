import { isBinary } from 'importer/text';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { Select } from '../../primitives/select.tsx';
import type { Letters, Reading, Way } from './engine/types.ts';
import { MOST_COLUMNS } from './plan.ts';
import styles from './import.module.css';

const separators = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' } as const;
const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'windows-1250', 'windows-1251', 'shift_jis', 'gb18030', 'euc-kr'] as const;
const ways: Readonly<Record<Way, string>> = { FORMAT: 'its format', COLUMNS: 'its columns' };

export interface FilePanelProps {
  readonly reading: Reading;
  readonly letters: Letters;
  readonly way: Way;
  readonly isDisabled: boolean;
  readonly onLetters: (letters: Letters) => void;
  readonly onWay: (way: Way) => void;
}

/** What a file is, and its first rows. */
export function FilePanel({ reading, letters, way, isDisabled, onLetters, onWay }: FilePanelProps) {
  const locale = useLocale();
  const { name, sizeBytes, encoding, separator, format: formatId } = reading;
  return (
    <Panel title={name} hint={format(sizeBytes, 'bytes', locale)}>
      {formatId !== null && (
        <div className={styles.facts}>
          <div>
            <span>Format</span>
            <b>{formatId}</b>
          </div>
          {formatId !== 'Parquet' && (
            <div>
              <span>Encoding</span>
              <Select
                label="Encoding"
                value={letters.encoding ?? ''}
                disabled={isDisabled}
                options={[
                  { value: '', label: `${letters.encoding === null ? encoding.name : 'As found'}${encoding.isGuess ? ', a guess' : ''}` },
                  ...encodings.map((label) => ({ value: label, label })),
                ]}
                onChoose={(next) => onLetters({ ...letters, encoding: next === '' ? null : next })}
              />
            </div>
          )}
          {separator !== null && (
            <div>
              <span>Separator</span>
              <Select
                label="Separator"
                value={letters.separator ?? ''}
                disabled={isDisabled}
                options={[
                  { value: '', label: letters.separator === null ? `${nameOf(separator)}, as found` : 'As found' },
                  ...Object.entries(separators).map(([value, label]) => ({ value, label })),
                ]}
                onChoose={(next) => onLetters({ ...letters, separator: next === '' ? null : next })}
              />
            </div>
          )}
          {reading.ways.length > 1 && (
            <div>
              <span>Read by</span>
              <Select<Way>
                label="Read by"
                value={way}
                disabled={isDisabled}
                options={reading.ways.map((value) => ({ value, label: ways[value] }))}
                onChoose={onWay}
              />
            </div>
          )}
        </div>
      )}
      <FirstRows reading={reading} />
    </Panel>
  );
}

const nameOf = (separator: string): string => separators[separator as keyof typeof separators] ?? separator;

function FirstRows({ reading: { names, rows, text } }: { readonly reading: Reading }) {
  if (names.length === 0)
    return isBinary(text) || text.trim() === '' ? null : (
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Beginning of the file">
        <pre className={styles.text}>{text}</pre>
      </div>
    );
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="First rows">
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            {names.slice(0, MOST_COLUMNS).map((name) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              <td className="mono">{line}</td>
              {cells.slice(0, MOST_COLUMNS).map((cell, index) => (
                <td key={names[index]} title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.small}>The file has columns, and no row.</p>}
    </div>
  );
}
