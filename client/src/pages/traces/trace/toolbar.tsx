import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { IconButton } from '../../../primitives/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../primitives/menu.tsx';
import { allFolded, kindFolded } from './folding.ts';
import { kindCounts, lookOf } from './span-kinds.ts';
import type { SpanRow } from './span-rows.ts';
import type { TracePageView } from './trace-view.ts';
import styles from './trace.module.css';

export interface ToolbarProps {
  readonly view: TracePageView;
  readonly change: (next: Partial<TracePageView>) => void;
  readonly rows: readonly SpanRow[];
  readonly errorCount: number;
  /** Which error is selected, from 1; null: none. */
  readonly errorNumber: number | null;
  readonly onError: (step: 1 | -1) => void;
  readonly onCollapsed: (collapsed: ReadonlySet<string>) => void;
  readonly hasCost: boolean;
  /** The root only stands for a trace of Langfuse. */
  readonly hasEnvelope: boolean;
  readonly showsEnvelope: boolean;
  /** Before the switches: the search. */
  readonly find: ReactNode;
}

/** How the tree is looked at. */
export function Toolbar(props: ToolbarProps) {
  const { view, change, rows, errorCount, errorNumber, onError, onCollapsed, hasCost, find } = props;
  const locale = useLocale();
  const hasShifts = useMemo(() => rows.some(({ shiftMs }) => shiftMs !== 0), [rows]);
  return (
    <div className={styles.toolbar} role="group" aria-label="How the trace is shown">
      {find}
      <Chip
        isOn={view.critical === '1'}
        title="Spans that the end of the trace did not wait for step back (c)"
        onPress={() => change({ critical: view.critical === '1' ? undefined : '1' })}
      >
        Critical path
      </Chip>
      <Chip
        isOn={view.color === 'cost'}
        isDisabled={!hasCost}
        title={hasCost ? 'What bars are coloured by (m)' : 'No model call of this trace has a price'}
        onPress={() => change({ color: view.color === 'cost' ? undefined : 'cost' })}
      >
        Colour: {view.color === 'cost' ? 'cost' : 'kind'}
      </Chip>
      {hasShifts && (
        <Chip
          isOn={view.clocks === 'corrected'}
          title="Some services’ clocks disagree with their callers’: their spans are moved to where the callers’ clocks have them"
          onPress={() => change({ clocks: view.clocks === 'corrected' ? undefined : 'corrected' })}
        >
          Correct clocks
        </Chip>
      )}
      {props.hasEnvelope && (
        <Chip
          isOn={props.showsEnvelope}
          title="The span that stands for the Langfuse trace itself, with the input and output that the trace was given"
          onPress={() => change({ envelope: props.showsEnvelope ? undefined : '1', span: undefined })}
        >
          Trace as a span
        </Chip>
      )}
      {errorCount > 0 && (
        <span className={styles.errors} role="group" aria-label="Errors">
          <button
            type="button"
            className={styles.chip}
            data-tone="bad"
            title="Go to the first error; ] and [ go on from there"
            onClick={() => onError(1)}
          >
            {errorNumber === null
              ? `Errors first: ${format(errorCount, 'count', locale)}`
              : `Error ${errorNumber} of ${format(errorCount, 'count', locale)}`}
          </button>
          <IconButton icon="up" label="Error before ([)" onClick={() => onError(-1)} />
          <IconButton icon="down" label="Next error (])" onClick={() => onError(1)} />
          <Chip
            isOn={view.errors === '1'}
            title="Only spans that failed, and what they happened in (E)"
            onPress={() => change({ errors: view.errors === '1' ? undefined : '1' })}
          >
            Only errors
          </Chip>
        </span>
      )}
      <FoldMenu rows={rows} onCollapsed={onCollapsed} />
    </div>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly title: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Chip({ isOn, isDisabled = false, title, onPress, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} disabled={isDisabled} title={title} onClick={onPress}>
      {children}
    </button>
  );
}

function FoldMenu({
  rows,
  onCollapsed,
}: {
  readonly rows: readonly SpanRow[];
  readonly onCollapsed: (collapsed: ReadonlySet<string>) => void;
}) {
  const kinds = useMemo(() => kindCounts(rows).filter(({ parentCount }) => parentCount > 0), [rows]);
  if (kinds.length === 0) return null;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.chip}>
          Fold
        </button>
      }
    >
      <MenuItem onChoose={() => onCollapsed(allFolded(rows))}>Fold everything</MenuItem>
      <MenuItem onChoose={() => onCollapsed(new Set())}>Open everything</MenuItem>
      <MenuSeparator />
      {kinds.map(({ kind }) => (
        <MenuItem key={kind} onChoose={() => onCollapsed(kindFolded(rows, kind))}>
          Fold {lookOf(kind).plural}
        </MenuItem>
      ))}
    </Menu>
  );
}
