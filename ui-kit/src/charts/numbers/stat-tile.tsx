import { Children } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { delta } from '../../format/delta.ts';
import type { DeltaOptions } from '../../format/delta.ts';
import { useLocale } from '../../format/locale.tsx';
import { format, formatSpoken, valueParts } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { Sparkline } from './sparkline.tsx';

export interface StatTileProps {
  /** What the number is, two or three words. */
  readonly label: string;
  /** null: no data; drawn as a dash. */
  readonly value: number | null | undefined;
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  /** What it is compared with, and which way is better. Without it no change is shown. */
  readonly change?:
    | (Omit<DeltaOptions, 'unit'> & {
        /** The compared period's value. */
        readonly from: number | null | undefined;
        /** What `from` is, for the title: "previous 30 d". */
        readonly fromLabel: string;
      })
    | undefined;
  /** Whether the change is more than chance: `words` where it is not ("not decisive"), and the whole of it in a sentence. */
  readonly verdict?: { readonly words: string | undefined; readonly sentence: string } | undefined;
  /** How many it was counted over, where that is not the number itself: "18,204 rated". */
  readonly n?: { readonly count: number; readonly of: string } | undefined;
  /** What it is to reach ("at least 90 %"), and whether it does. */
  readonly target?: { readonly words: string; readonly isMet: boolean } | undefined;
  /** One value per bucket, oldest first; null is a gap. */
  readonly trend?: readonly (number | null)[] | undefined;
  /** The first number is still on its way: keeps the tile's shape. */
  readonly isLoading?: boolean | undefined;
  /** Makes the label a link or adds a hint. */
  readonly aside?: ReactNode;
}

/** One number with what makes it readable: its change and verdict, n, and a trend. */
export function StatTile({ label, value, unit, change, verdict, n, target, trend, isLoading = false, aside }: StatTileProps) {
  const locale = useLocale();
  if (isLoading) {
    return (
      <div className="uk-tile" data-loading>
        <div className="uk-tile-label">{label}</div>
        <div className="uk-tile-value">
          <i className="uk-tile-blank" />
          <span className="uk-hidden">loading</span>
        </div>
        <div className="uk-tile-foot">
          <i className="uk-tile-blank" data-size="small" />
        </div>
      </div>
    );
  }
  const parts = valueParts(value, unit, locale);
  const moved = change === undefined ? null : delta(value, change.from, { ...change, unit }, locale);
  const basis = n === undefined ? null : `${format(n.count, 'count', locale)} ${n.of}`;
  return (
    <div className="uk-tile">
      <div className="uk-tile-label">
        {label}
        {aside}
        {basis !== null && <span className="uk-tile-n">{basis}</span>}
      </div>
      <div className="uk-tile-value uk-num">
        <span className="uk-hidden">{formatSpoken(value, unit, locale)}</span>
        <span aria-hidden="true">
          {parts.major}
          {parts.minor !== '' && <small>{parts.minor}</small>}
          {parts.unit !== '' && <small data-apart={parts.unit !== '%' || undefined}>{parts.unit}</small>}
        </span>
      </div>
      <div className="uk-tile-foot">
        <span>
          {moved !== null && change !== undefined && (
            <span
              className="uk-delta uk-num"
              data-verdict={verdict?.words === undefined ? moved.verdict : 'same'}
              title={`${change.fromLabel}: ${format(change.from, unit, locale)}${verdict === undefined ? '' : `. ${verdict.sentence}`}`}
            >
              <span aria-hidden="true">
                {moved.mark} {moved.size}
              </span>
              <span className="uk-hidden">{verdict?.sentence ?? `${moved.words}, ${change.fromLabel}`}</span>
            </span>
          )}
          {moved !== null && verdict?.words !== undefined && (
            <span className="uk-tile-verdict" aria-hidden="true">
              {' '}
              {verdict.words}
            </span>
          )}
        </span>
        {trend !== undefined && trend.length > 1 && <Sparkline values={trend} />}
      </div>
      {target !== undefined && (
        <div className="uk-tile-target" data-met={target.isMet}>
          <b>{target.isMet ? 'met' : 'missed'}</b> {target.words}
        </div>
      )}
    </div>
  );
}

export interface StatRowProps {
  /** Names the row for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  /** The tiles show an earlier answer while the next is on its way. */
  readonly isBusy?: boolean | undefined;
}

/** Tiles side by side in one panel, parted by hairlines; in two rows where it is narrow, and two in a row on a phone. */
export function StatRow({ label, children, isBusy = false }: StatRowProps) {
  const count = Children.toArray(children).length;
  const columns = { '--uk-tile-count': count, '--uk-tile-half': count > 4 ? Math.ceil(count / 2) : Math.max(1, count) } as CSSProperties;
  return (
    <section className="uk-panel uk-tiles" aria-label={label} aria-busy={isBusy || undefined}>
      <div className="uk-tile-grid" style={columns}>
        {children}
      </div>
    </section>
  );
}
