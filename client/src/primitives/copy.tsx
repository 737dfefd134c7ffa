import { useState } from 'react';
import { Button } from './button.tsx';
import type { ButtonProps } from './button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly label?: string;
  readonly tone?: ButtonProps['tone'];
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label = 'Copy', tone }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = () => {
    void navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
    window.setTimeout(() => setState('ready'), 2_000);
  };
  return (
    <Button tone={tone} icon={state === 'copied' ? 'check' : 'copy'} onClick={copy}>
      <span aria-live="polite">{state === 'copied' ? 'Copied' : state === 'refused' ? 'Select and copy by hand' : label}</span>
    </Button>
  );
}
