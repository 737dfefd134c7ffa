import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { ThemeMenu } from '../../controls/page/theme-menu.tsx';
import { Mark } from '../../primitives/mark.tsx';
import styles from './sign-in.module.css';

export interface CardProps {
  readonly title: string;
  readonly says?: ReactNode;
  readonly children?: ReactNode;
}

/** The one thing on a page that stands alone. */
export function Card({ title, says, children }: CardProps) {
  useEffect(() => {
    document.title = `${title} · Fine Tune Lab`;
  }, [title]);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.brand}>
          <Mark /> Fine Tune Lab
        </span>
        <ThemeMenu />
      </header>
      <main className={styles.card} id="content" tabIndex={-1}>
        <h1>{title}</h1>
        {says !== undefined && <p className={styles.says}>{says}</p>}
        <div className={styles.body}>{children}</div>
      </main>
    </div>
  );
}
