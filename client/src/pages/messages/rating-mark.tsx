import styles from './messages.module.css';

export interface RatingMarkProps {
  /** Newest last. */
  readonly evaluations: readonly { readonly rating?: number | null; readonly success?: boolean | null }[];
}

/** The last rating and the last verdict of a message; nothing where it has no judgment. */
export function RatingMark({ evaluations }: RatingMarkProps) {
  const rating = evaluations.findLast((one) => one.rating != null)?.rating;
  const success = evaluations.findLast((one) => one.success != null)?.success;
  return (
    <>
      {rating != null && (
        <span className={styles.stars}>
          <span aria-hidden="true">★ {rating}</span>
          <span className="uk-hidden">rated {rating} of 5</span>
        </span>
      )}
      {success != null && (
        <span className={styles.verdict} data-success={success}>
          {success ? 'success' : 'failure'}
        </span>
      )}
    </>
  );
}
