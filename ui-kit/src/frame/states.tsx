import { useState } from 'react';
import type { ReactNode } from 'react';

/** What stands where there is no data yet: why, and what would change it. */
export interface EmptyHint {
  /** What is not here, in a sentence: "No rated messages in these 30 days." */
  readonly says: ReactNode;
  /** How to fill it, in a sentence. */
  readonly how?: ReactNode;
  /** A command or snippet to copy, in one piece. */
  readonly command?: string | undefined;
  /** A button or link that helps. */
  readonly action?: ReactNode;
}

export function EmptyState({ says, how, command, action }: EmptyHint) {
  return (
    <div className="uk-state">
      <p className="uk-state-says">{says}</p>
      {how !== undefined && <p className="uk-state-how">{how}</p>}
      {command !== undefined && <CopyLine text={command} />}
      {action}
    </div>
  );
}

export interface ErrorStateProps {
  /** What failed and what still holds. */
  readonly message: string;
  readonly onRetry?: (() => void) | undefined;
}

export function ErrorState({ message, onRetry }: ErrorStateProps) {
  return (
    <div className="uk-state" role="alert">
      <p className="uk-state-says">
        <span className="uk-state-mark" aria-hidden="true" />
        {message}
      </p>
      {onRetry !== undefined && (
        <button type="button" className="uk-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** A command with a button that copies it. */
function CopyLine({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="uk-copy">
      <code className="uk-num" tabIndex={0}>
        {text}
      </code>
      <button type="button" className="uk-button" onClick={copy}>
        {copied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}

export type SkeletonShape = 'chart' | 'bars' | 'rows' | 'tiles';

export interface SkeletonProps {
  readonly shape: SkeletonShape;
  /** px; 200 by default. */
  readonly height?: number | undefined;
  /** Spoken while it waits. */
  readonly label: string;
}

const barHeights = [46, 62, 54, 70, 58, 30, 34, 66, 72, 60, 78, 64, 36, 40, 74, 80, 68, 84];

/** The quiet outline of what is coming; it doesn't move. */
export function Skeleton({ shape, height = 200, label }: SkeletonProps) {
  return (
    <div className="uk-skeleton" data-shape={shape} role="status" style={{ height }}>
      <span className="uk-hidden">{label}</span>
      {shape === 'bars' && barHeights.map((bar, place) => <i key={place} style={{ height: `${bar}%` }} />)}
      {shape === 'rows' && Array.from({ length: Math.max(2, Math.floor(height / 34)) }, (_, row) => <i key={row} />)}
      {shape === 'chart' && Array.from({ length: 5 }, (_, rule) => <i key={rule} />)}
      {shape === 'tiles' && Array.from({ length: 6 }, (_, tile) => <i key={tile} />)}
    </div>
  );
}
