import { visible } from 'ui-kit/visible';
import type { PlaygroundRole } from '../../graphql/generated/graphql.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { messageOf } from './draft.ts';
import type { DraftMessage } from './draft.ts';
import type { EditorProps } from './editor-props.ts';
import styles from './playground.module.css';

const roles: readonly { readonly value: PlaygroundRole; readonly label: string }[] = [
  { value: 'SYSTEM', label: 'system' },
  { value: 'USER', label: 'user' },
  { value: 'ASSISTANT', label: 'assistant' },
  { value: 'TOOL', label: 'tool result' },
  { value: 'PLACEHOLDER', label: 'place for messages' },
];

/** The height of a longer text is not measured: that takes seconds for some megabytes. */
const LONG = 20_000;

/** The messages of the prompt, in their order. */
export function MessagesEditor({ draft: { messages }, change, problems }: EditorProps) {
  const put = (at: number, next: Partial<DraftMessage>): void =>
    change({ messages: messages.map((message, place) => (place === at ? { ...message, ...next } : message)) });
  const move = (at: number, by: -1 | 1): void => {
    const moved = [...messages];
    const [taken] = moved.splice(at, 1);
    if (taken !== undefined) moved.splice(at + by, 0, taken);
    change({ messages: moved });
  };
  return (
    <section className={styles.section} aria-label="Messages">
      <div className={styles.head}>
        <h2>Messages</h2>
        <span className="quiet">{'{{name}} is filled in from the values below'}</span>
      </div>
      {messages.map((message, at) => (
        <Message
          key={message.key}
          message={message}
          at={at}
          count={messages.length}
          problem={problemOf(problems, at)}
          put={(next) => put(at, next)}
          move={(by) => move(at, by)}
          remove={() => change({ messages: messages.filter((_message, place) => place !== at) })}
        />
      ))}
      {problems['messages'] !== undefined && (
        <p className={styles.problem} role="alert">
          {visible(problems['messages'])}
        </p>
      )}
      <div>
        <Button
          tone="bare"
          icon="plus"
          onClick={() => change({ messages: [...messages, messageOf(messages.at(-1)?.role === 'USER' ? 'ASSISTANT' : 'USER')] })}
        >
          Add a message
        </Button>
      </div>
    </section>
  );
}

const problemOf = (problems: EditorProps['problems'], at: number): string | undefined =>
  Object.entries(problems).find(([path]) => path === `messages.${at}` || path.startsWith(`messages.${at}.`))?.[1];

interface MessageProps {
  readonly message: DraftMessage;
  readonly at: number;
  readonly count: number;
  readonly problem: string | undefined;
  readonly put: (next: Partial<DraftMessage>) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
}

function Message({ message: { role, text, calls, toolCallId, name }, at, count, problem, put, move, remove }: MessageProps) {
  const words = `message ${at + 1}`;
  return (
    <div className={styles.message} data-role={role} data-invalid={problem !== undefined || undefined}>
      <div className={styles.messageHead}>
        <select aria-label={`Role of ${words}`} value={role} onChange={(event) => put({ role: event.target.value as PlaygroundRole })}>
          {roles.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        {role === 'TOOL' && (
          <input
            className="mono"
            aria-label={`Id of the call that ${words} answers`}
            placeholder="id of the call"
            value={toolCallId}
            onChange={(event) => put({ toolCallId: event.target.value })}
          />
        )}
        {(role === 'TOOL' || role === 'PLACEHOLDER') && (
          <input
            className="mono"
            aria-label={role === 'TOOL' ? `Name of the tool of ${words}` : `Name of the place of ${words}`}
            placeholder={role === 'TOOL' ? 'name of the tool' : 'history'}
            value={name}
            onChange={(event) => put({ name: event.target.value })}
          />
        )}
        <Menu trigger={<IconButton icon="more" label={`Actions for ${words}`} />}>
          <MenuItem icon="up" disabled={at === 0} onChoose={() => move(-1)}>
            Move up
          </MenuItem>
          <MenuItem icon="down" disabled={at === count - 1} onChoose={() => move(1)}>
            Move down
          </MenuItem>
          {role === 'ASSISTANT' && calls === '' && (
            <MenuItem icon="plus" onChoose={() => put({ calls: '[\n  { "id": "call_1", "name": "", "arguments": {} }\n]' })}>
              Add calls of tools
            </MenuItem>
          )}
          <MenuItem icon="trash" tone="bad" disabled={count === 1} onChoose={remove}>
            Remove
          </MenuItem>
        </Menu>
      </div>
      {role !== 'PLACEHOLDER' && (
        <textarea
          className={styles.text}
          data-long={text.length > LONG || undefined}
          aria-label={`Text of ${words}`}
          aria-invalid={problem !== undefined || undefined}
          placeholder={placeholders[role]}
          value={text}
          onChange={(event) => put({ text: event.target.value })}
        />
      )}
      {role === 'ASSISTANT' && calls !== '' && (
        <textarea
          className={`${styles.text} mono`}
          aria-label={`Calls of tools of ${words}, as JSON`}
          spellCheck={false}
          value={calls}
          onChange={(event) => put({ calls: event.target.value })}
        />
      )}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {visible(problem)}
        </p>
      )}
    </div>
  );
}

const placeholders: Readonly<Record<Exclude<PlaygroundRole, 'PLACEHOLDER'>, string>> = {
  SYSTEM: 'How the model is to answer. Nothing is sent of it while it is empty.',
  USER: 'What is asked, such as: Summarise {{text}} in one sentence.',
  ASSISTANT: 'What the model answered earlier',
  TOOL: 'What the tool gave back',
};
