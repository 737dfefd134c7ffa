import { useState } from 'react';
import { foldedText } from '../../controls/folded.ts';
import { useViewer } from '../../controls/viewer.ts';
import type { DashboardPanel } from '../../panels/dashboard/panel.ts';
import { panels } from '../../panels/dashboard/registry.ts';
import { sectionTitle } from '../../panels/dashboard/sections.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { TextField } from '../../primitives/field.tsx';
import styles from './boards.module.css';

export interface AddPanelDialogProps {
  /** Ids of panels that are on the board. */
  readonly present: ReadonlySet<string>;
  readonly onAdd: (panel: DashboardPanel) => void;
  readonly onClose: () => void;
}

/** Every panel that there is, to add some of them; the dialog stays open. */
export function AddPanelDialog({ present, onAdd, onClose }: AddPanelDialogProps) {
  const viewer = useViewer();
  const [typed, setTyped] = useState('');
  const words = foldedText(typed).split(/\s+/).filter(Boolean);
  const found = panels
    .filter(({ permission }) => viewer === null || viewer.permissions.includes(permission))
    .filter(({ title, about, section }) => {
      const text = foldedText(`${title} ${about} ${sectionTitle(section)}`);
      return words.every((word) => text.includes(word));
    });
  return (
    <Dialog open wide onClose={onClose} title="Add panels" actions={<Button onClick={onClose}>Done</Button>}>
      <TextField label="Search" type="search" value={typed} onText={setTyped} placeholder="cost, latency, rating" />
      {found.length === 0 && <p className="quiet">No panel by these words.</p>}
      <ul className={styles.panels} aria-label="Panels">
        {found.map((panel) => (
          <li key={panel.id}>
            <span>
              <b>{panel.title}</b> <span className="quiet">{sectionTitle(panel.section)}</span>
              <br />
              <span className="quiet">{panel.about}</span>
            </span>
            <Button icon="plus" aria-label={`Add ${panel.title}`} onClick={() => onAdd(panel)}>
              {present.has(panel.id) ? 'Add again' : 'Add'}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
