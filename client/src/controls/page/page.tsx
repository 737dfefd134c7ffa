import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CompareSwitch } from '../compare-switch.tsx';
import { FilterRow } from '../filter-row.tsx';
import { LiveSwitch } from '../live-switch.tsx';
import { TimeRange } from '../time-range.tsx';
import type { FilterKey } from '../view.ts';
import { Button, IconButton, Key } from '../../primitives/button.tsx';
import { useFrame } from './frame.ts';
import { keyNames } from '../keys.ts';
import { ThemeMenu } from './theme-menu.tsx';
import styles from './page.module.css';

const NavigationSheet = lazy(() => import('./navigation-sheet.tsx'));

export interface PageProps {
  readonly title: string;
  /** What the page is inside of: links, each before a slash. */
  readonly trail?: ReactNode;
  /** Beside the title: a badge. */
  readonly beside?: ReactNode;
  /** Buttons of this page, before those that every page has. */
  readonly actions?: ReactNode;
  /** `view`: numbers over a time range and filters. `list`: the same without comparison. Without it, no controls. */
  readonly controls?: 'view' | 'list' | undefined;
  /** A filter that the page itself sets. */
  readonly fixedFilter?: FilterKey | undefined;
  /** In place of the filters of messages. */
  readonly filters?: ReactNode;
  /** Before the filters. */
  readonly row?: ReactNode;
  /** The content fills what is left of the window and scrolls inside itself. */
  readonly fill?: boolean | undefined;
  readonly children: ReactNode;
}

/** Head, filters and content of one page. */
export function Page({ title, trail, beside, actions, controls, fixedFilter, filters, row, fill = false, children }: PageProps) {
  const { openPalette, toggleAssistant } = useFrame();
  useEffect(() => {
    document.title = `${title} · Fine Tune Lab`;
  }, [title]);
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.head}>
        <NavigationButton />
        <div className={styles.name}>
          {trail !== undefined && <span className={styles.trail}>{trail} / </span>}
          <h1 className={styles.title}>{title}</h1>
          {beside}
        </div>
        <div className={styles.controls}>
          {controls !== undefined && <LiveSwitch />}
          {controls === 'view' && <CompareSwitch />}
          {controls !== undefined && <TimeRange />}
          {actions}
        </div>
        <div className={styles.fixed}>
          <span className={styles.find}>
            <Button onClick={openPalette}>
              Find <Key>{keyNames('mod+k')[0] ?? ''}</Key>
            </Button>
          </span>
          <span className={styles.findSmall}>
            <IconButton icon="search" label="Find" onClick={openPalette} />
          </span>
          {toggleAssistant !== null && <IconButton icon="chat" label={`Assistant (${keyNames('mod+i')[0]})`} onClick={toggleAssistant} />}
          <ThemeMenu />
        </div>
      </header>
      {(controls !== undefined || row !== undefined) && (
        <section className={styles.row} aria-label="What is shown">
          {row}
          {controls !== undefined && (filters ?? <FilterRow fixed={fixedFilter} />)}
        </section>
      )}
      <main className={styles.content} id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** On a phone the sidebar is a sheet. */
function NavigationButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <span className={styles.burger}>
        <IconButton icon="menu" label="Pages" onClick={() => setOpen(true)} />
      </span>
      <Suspense>{open && <NavigationSheet onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
