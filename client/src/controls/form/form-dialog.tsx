import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Sent } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { FormBody } from './form.tsx';
import type { Form, Warning } from './use-form.ts';
import styles from './form.module.css';

/** Asks before the page is left with something that is not saved; the browser asks when its window is closed. */
export function LeaveGuard({
  isChanged,
  title = 'Leave without saving?',
  says = 'What you changed on this page is not saved, and is lost when you leave.',
}: Pick<Form<unknown>, 'isChanged'> & { readonly title?: string; readonly says?: string }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      open
      onClose={reset}
      title={title}
      says={says}
      actions={
        <>
          <Button onClick={reset}>Stay</Button>
          <Button tone="bad" onClick={proceed}>
            Leave
          </Button>
        </>
      }
    />
  );
}

export interface FormDialogProps<Draft> {
  readonly form: Form<Draft>;
  readonly title: string;
  /** One or two sentences: what this does and to what. */
  readonly says?: ReactNode;
  /** What the button that saves says: `Save price`. */
  readonly save: string;
  readonly canSave?: boolean | undefined;
  /** `bad`: saving takes something away. */
  readonly tone?: 'primary' | 'bad' | undefined;
  readonly wide?: boolean | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What saving would do, over the form: yes, back to the form, or what is stored now in place of what was typed. */
function AskFirst({ warning: { title, words, says, yes, no, reload }, save }: { readonly warning: Warning; readonly save: string }) {
  return (
    <Dialog
      open
      onClose={no}
      title={title ?? `${save}?`}
      says={words}
      actions={
        <>
          <Button onClick={no}>Keep editing</Button>
          {reload !== null && <Button onClick={reload}>Reload</Button>}
          <Button tone="primary" onClick={yes}>
            {says ?? save}
          </Button>
        </>
      }
    />
  );
}

/** A form over the page. What its saving asks first is shown over it. Escape and a press outside ask before something typed is lost; Cancel does not. */
export function FormDialog<Draft>({
  form,
  title,
  says,
  save,
  canSave = true,
  tone = 'primary',
  wide,
  onClose,
  children,
}: FormDialogProps<Draft>) {
  // The draft that was about to be left: typing on is keeping it.
  const [left, setLeft] = useState<Draft | null>(null);
  const isLeaving = left !== null && left === form.draft;
  const close = () => (form.isChanged && !isLeaving ? setLeft(form.draft) : onClose());
  return (
    <Dialog
      open
      onClose={close}
      title={title}
      says={says}
      wide={wide}
      actions={
        isLeaving ? (
          <>
            <span className={styles.leaving} role="alert">
              What you typed is not saved.
            </span>
            <Button onClick={() => setLeft(null)}>Keep editing</Button>
            <Button tone="bad" onClick={onClose}>
              Discard
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button tone={tone} type="submit" form={form.id} disabled={form.isSaving || !canSave}>
              {form.isSaving ? 'Saving' : save}
            </Button>
          </>
        )
      }
    >
      <FormBody form={form}>{children}</FormBody>
      {form.warning !== null && <AskFirst warning={form.warning} save={save} />}
      <LeaveGuard isChanged={form.isChanged} />
    </Dialog>
  );
}

export interface ConfirmDialogProps<Data> {
  readonly title: string;
  /** What is lost, and what stays. */
  readonly says: string;
  /** What the button that does it says: `Delete price`. */
  readonly action: string;
  /** What the button that does nothing says; `Keep` where it is absent. */
  readonly keep?: string;
  readonly run: () => Promise<Sent<Data>>;
  readonly onDone: (data: Data) => void;
  readonly onClose: () => void;
  /** What is to be known or chosen before. */
  readonly children?: ReactNode;
}

/** Asks before something is taken away; a refusal is shown here. */
export function ConfirmDialog<Data>({ title, says, action, keep = 'Keep', run, onDone, onClose, children }: ConfirmDialogProps<Data>) {
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setRunning(true);
    setRefusal(null);
    const sent = await run();
    setRunning(false);
    if (!sent.ok) return setRefusal(sent.refusal.message);
    onDone(sent.data);
    return onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      says={says}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button tone="bad" disabled={isRunning} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
    </Dialog>
  );
}
