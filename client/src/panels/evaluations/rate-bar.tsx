import { Button } from '../../primitives/button.tsx';
import { stars } from '../../controls/view.ts';
import { useMay } from '../../controls/viewer.ts';
import type { MyEvaluation } from './my-evaluations.ts';
import styles from './evaluations.module.css';

export interface RateBarProps {
  readonly mine: MyEvaluation | undefined;
  readonly isWaiting: boolean;
  readonly onJudge: (change: MyEvaluation) => void;
  readonly onComment: () => void;
  readonly onUndo: () => void;
}

/** Stars, a verdict and a comment, by pointer; the keys 1 to 5, y, n and c do the same for the chosen message. */
export function RateBar({ mine, isWaiting, onJudge, onComment, onUndo }: RateBarProps) {
  if (!useMay('INGEST')) return null;
  return (
    <div className={styles.rate} data-kept={mine !== undefined || undefined}>
      <span role="group" aria-label="Rate this answer" className={styles.stars}>
        {stars.map((star) => (
          <button
            key={star}
            type="button"
            aria-pressed={mine?.rating === star}
            aria-label={`${star} of 5`}
            title={`${star} of 5 (${star})`}
            data-lit={(mine?.rating ?? 0) >= star || undefined}
            onClick={() => onJudge({ rating: star })}
          >
            ★
          </button>
        ))}
      </span>
      <Button
        tone="bare"
        aria-pressed={mine?.success === true}
        title="It did what was asked (y)"
        onClick={() => onJudge({ success: true })}
      >
        Success
      </Button>
      <Button
        tone="bare"
        aria-pressed={mine?.success === false}
        title="It did not do what was asked (n)"
        onClick={() => onJudge({ success: false })}
      >
        Failure
      </Button>
      <Button tone="bare" title="Say why (c)" onClick={onComment}>
        Comment
      </Button>
      {isWaiting && (
        <Button tone="bare" title="Take it back (u)" onClick={onUndo}>
          Undo
        </Button>
      )}
    </div>
  );
}
