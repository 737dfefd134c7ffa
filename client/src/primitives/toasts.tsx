import { Toast as Base } from '@base-ui/react/toast';
import { useEffect } from 'react';
import { IconButton } from './button.tsx';
import type { Note } from './toast.ts';
import styles from './toasts.module.css';

const manager = Base.createToastManager();

const waiting: Note[] = [];
let isShown = false;

/** Shows a note, as soon as there is a place for it; `notify` in `toast.ts` is the way to it. */
export function show(note: Note): void {
  if (isShown) add(note);
  else waiting.push(note);
}

function add({ title, says, tone = 'plain', action }: Note): void {
  const id = manager.add({
    title,
    description: says,
    type: tone,
    priority: tone === 'bad' ? 'high' : 'low',
    timeout: tone === 'bad' ? 0 : 6_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          action.onPress();
          manager.close(id);
        },
      },
    }),
  });
}

export default function Toasts() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className={styles.viewport}>
          <Notes />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Notes() {
  const { toasts } = Base.useToastManager();
  useEffect(() => {
    isShown = true;
    for (const note of waiting.splice(0)) add(note);
    return () => {
      isShown = false;
    };
  }, []);
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={['right', 'down']}>
      <Base.Content className={styles.content}>
        <div className={styles.words}>
          <Base.Title className={styles.title} />
          <Base.Description className={styles.says} />
        </div>
        <Base.Action className={styles.action} />
        <Base.Close render={<IconButton icon="close" label="Dismiss" />} />
      </Base.Content>
    </Base.Root>
  ));
}
