import { memo, useId } from 'react';
import { Icon } from '../../primitives/icon.tsx';
import type { Panels } from '../../panels/dashboard/ask-panels.ts';
import { DashboardPanel } from '../../panels/dashboard/dashboard-panel.tsx';
import type { DashboardPanelProps } from '../../panels/dashboard/dashboard-panel.tsx';
import type { DashboardPanel as Declared, PanelView } from '../../panels/dashboard/panel.ts';
import type { sections } from '../../panels/dashboard/sections.ts';
import styles from '../../panels/dashboard/dashboard.module.css';

export interface SectionProps {
  readonly section: (typeof sections)[number];
  readonly members: readonly Declared[];
  readonly panels: Panels;
  readonly view: PanelView;
  readonly closed: readonly string[];
  /** Folds a section or a panel, or unfolds it. */
  readonly onToggle: (id: string) => void;
  readonly onList: DashboardPanelProps['onList'];
}

/** A part of the dashboard that can be folded; its panels are asked for when they come into view. */
export const Section = memo(function Section({ section, members, panels, view, closed, onToggle, onList }: SectionProps) {
  const id = useId();
  const isOpen = !closed.includes(section.id);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2>
        <button
          type="button"
          className={styles.sectionHead}
          aria-expanded={isOpen}
          aria-controls={`${id}-panels`}
          onClick={() => onToggle(section.id)}
        >
          <Icon name="right" /> <b id={id}>{section.title}</b> <span>{section.note}</span>
        </button>
      </h2>
      <div className="grid" id={`${id}-panels`} hidden={!isOpen}>
        {isOpen &&
          members.map((panel) => (
            <div key={panel.id} data-span={panel.size.columns}>
              <DashboardPanel
                panel={panel}
                panels={panels}
                view={view}
                isClosed={closed.includes(panel.id)}
                onToggle={onToggle}
                onList={onList}
              />
            </div>
          ))}
      </div>
    </section>
  );
});
