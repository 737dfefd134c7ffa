import { Toast as Base } from '@base-ui/react/toast';
import { IconButton } from './button.tsx';
import styles from './toast.module.css';

const manager = Base.createToastManager();

export interface Note {
  readonly title: string;
  readonly says?: string | undefined;
  /** `bad` is spoken at once and stays until it is closed. */
  readonly tone?: 'plain' | 'bad' | undefined;
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** Says, at the edge of the page, that something happened; one action at most. */
export function tell({ title, says, tone = 'plain', action }: Note): void {
  const id = manager.add({
    title,
    description: says,
    type: tone,
    priority: tone === 'bad' ? 'high' : 'low',
    timeout: tone === 'bad' ? 0 : 6_000,
    ...(action && { actionProps: { children: action.label, onClick: () => { action.onPress(); manager.close(id); } } }),
  });
}

export function Toasts() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className={styles.viewport}><Notes /></Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Notes() {
  const { toasts } = Base.useToastManager();
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
