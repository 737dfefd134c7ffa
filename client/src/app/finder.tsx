import { lazy, Suspense, useState } from 'react';
import styles from './palette.module.css';

const Palette = lazy(() => import('./palette.tsx'));

export interface FinderProps {
  readonly onClose: () => void;
  /** Null: the viewer may not ask. */
  readonly onAsk: ((text: string) => void) | null;
}

/** The palette; until its code is there, a field that keeps what is typed meanwhile. */
export function Finder({ onClose, onAsk }: FinderProps) {
  const [typed, setTyped] = useState('');
  // The field below takes the keyboard: what had it before gets it back.
  const [before] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null));
  return (
    <Suspense
      fallback={
        <FirstLetters
          typed={typed}
          onTyped={setTyped}
          onClose={() => {
            onClose();
            before?.focus();
          }}
        />
      }
    >
      <Palette typed={typed} onTyped={setTyped} before={before} onClose={onClose} onAsk={onAsk} />
    </Suspense>
  );
}

interface FirstLettersProps {
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onClose: () => void;
}

function FirstLetters({ typed, onTyped, onClose }: FirstLettersProps) {
  return (
    <>
      <div className={styles.backdrop} />
      <div className={styles.viewport}>
        <div className={styles.popup} role="dialog" aria-label="Find" aria-busy>
          <input
            className={styles.input}
            aria-label="Find"
            autoFocus
            value={typed}
            onChange={(event) => onTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') onClose();
            }}
          />
        </div>
      </div>
    </>
  );
}
