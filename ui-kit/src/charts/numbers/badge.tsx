import type { ReactNode } from 'react';

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad';

export interface BadgeProps {
  /** `neutral` by default. The words carry the meaning; the tone only repeats it. */
  readonly tone?: BadgeTone | undefined;
  /** Figures in mono: for a verdict like `+4.2 pt [3.6, 4.8]`. */
  readonly isFigure?: boolean | undefined;
  /** More about it, under the pointer. */
  readonly title?: string | undefined;
  /** One or two words. */
  readonly children: ReactNode;
}

/** A state or verdict in a word or two. */
export function Badge({ tone = 'neutral', isFigure = false, title, children }: BadgeProps) {
  return (
    <span className={isFigure ? 'uk-badge uk-num' : 'uk-badge'} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
