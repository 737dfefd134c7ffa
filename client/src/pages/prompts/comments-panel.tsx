import { useState } from 'react';
import { useClient } from 'urql';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { CommentPromptDocument, DeletePromptCommentDocument } from '../../graphql/generated/graphql.ts';
import type { WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Field, FormProblem } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import styles from './prompts.module.css';

export interface CommentsPanelProps {
  readonly prompt: WholePromptFragment;
  /** The version that a new comment is about. */
  readonly version: number;
  readonly onChanged: () => void;
}

/** What people wrote about the prompt and its versions. */
export function CommentsPanel({ prompt, version, onChanged }: CommentsPanelProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_PROMPTS');
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const write = async () => {
    const sent = await send(client, CommentPromptDocument, { input: { id: prompt.id, version, text } });
    setRefusal(sent.ok ? null : sent.refusal.message);
    if (!sent.ok) return;
    setText('');
    onChanged();
  };
  const remove = async (id: string) => {
    const sent = await send(client, DeletePromptCommentDocument, { id });
    setRefusal(sent.ok ? null : sent.refusal.message);
    if (sent.ok) onChanged();
  };
  return (
    <Panel title="Comments">
      <div className={styles.body}>
        {prompt.comments.length === 0 && <p className="quiet">No comment yet.</p>}
        <ul className={styles.comments} aria-label="Comments">
          {prompt.comments.map((comment) => (
            <li key={comment.id}>
              <span className="quiet">
                {comment.author == null ? 'without an account' : visible(comment.author)}, <Moment at={comment.createdAt} />
                {comment.version != null && `, on v${comment.version}`}
              </span>
              {mayEdit && <IconButton icon="trash" label="Delete this comment" onClick={() => void remove(comment.id)} />}
              <p>{visible(comment.text)}</p>
            </li>
          ))}
        </ul>
        {mayEdit && (
          <>
            <Field label={`Comment on v${version}`}>
              {(ids) => <textarea {...ids} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
            </Field>
            {refusal !== null && <FormProblem>{refusal}</FormProblem>}
            <div>
              <Button disabled={text.trim() === ''} onClick={() => void write()}>
                Comment
              </Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
