import { useState } from 'react';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field } from '../../primitives/field.tsx';

export interface CommentDialogProps {
  readonly initial: string;
  readonly onSave: (comment: string) => void;
  readonly onClose: () => void;
}

/** A comment on one answer. Ctrl or ⌘ with Enter keeps it. */
export function CommentDialog({ initial, onSave, onClose }: CommentDialogProps) {
  const [text, setText] = useState(initial);
  const save = () => {
    if (text.trim() === '') return;
    onSave(text.trim());
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title="Comment on this answer" actions={<><Button onClick={onClose}>Cancel</Button><Button tone="primary" disabled={text.trim() === ''} onClick={save}>Keep comment</Button></>}>
      <Field label="What was right or wrong with it">
        {(ids) => (
          <textarea {...ids} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save(); }} />
        )}
      </Field>
    </Dialog>
  );
}
