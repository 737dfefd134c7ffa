import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { wordDiff } from '../../panels/texts/word-diff.ts';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldRow } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { textOf } from './answers.ts';
import type { Answer } from './answers.ts';
import styles from './playground.module.css';

export interface DifferenceDialogProps {
  readonly answers: readonly Answer[];
  readonly rowCount: number;
  readonly onClose: () => void;
}

/** What differs between two answers, word by word. */
export function DifferenceDialog({ answers, rowCount, onClose }: DifferenceDialogProps) {
  const written = answers.filter((answer) => textOf(answer) !== '');
  const [firstId, setFirst] = useState(written[0]?.id ?? '');
  const [secondId, setSecond] = useState(written[1]?.id ?? '');
  const first = written.find(({ id }) => id === firstId);
  const second = written.find(({ id }) => id === secondId);
  const before = first === undefined ? '' : textOf(first);
  const after = second === undefined ? '' : textOf(second);
  const pieces = wordDiff(before, after);
  const options = written.map(({ id, model, rowIndex, columnIndex }) => ({
    value: id,
    label: rowCount > 1 ? `${model}, row ${rowIndex + 1}` : `${model}, column ${columnIndex + 1}`,
  }));
  return (
    <Dialog open onClose={onClose} title="Compare two answers" wide>
      <FieldRow>
        <Field label="From">{({ id }) => <Select id={id} label="From" value={firstId} options={options} onChoose={setFirst} />}</Field>
        <Field label="To">{({ id }) => <Select id={id} label="To" value={secondId} options={options} onChoose={setSecond} />}</Field>
      </FieldRow>
      {before === after ? (
        <p className="quiet">
          {firstId === secondId ? 'These are the same answer: choose two.' : 'The two answers are equal, word for word.'}
        </p>
      ) : (
        <div className={styles.difference} tabIndex={0} aria-label="Differences">
          {pieces.map(({ kind, text }, at) =>
            kind === 'same' ? (
              <span key={at}>{visible(text)}</span>
            ) : kind === 'added' ? (
              <ins key={at}>{visible(text)}</ins>
            ) : (
              <del key={at}>{visible(text)}</del>
            ),
          )}
        </div>
      )}
    </Dialog>
  );
}
