import { useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { visible } from 'ui-kit/visible';
import { Button, Key } from '../../primitives/button.tsx';
import { groupTitles, matching } from './commands.ts';
import { sentenceCase } from './words.ts';
import type { Command } from './commands.ts';
import styles from './assistant.module.css';

export interface ComposerHandle {
  readonly focus: () => void;
  readonly fill: (text: string) => void;
}

export interface ComposerProps {
  readonly commands: readonly Command[];
  /** Enter on a text that is no command. */
  readonly onAsk: (text: string) => void;
  readonly onChoose: (command: Command) => void;
  readonly placeholder: string;
  readonly isBusy: boolean;
  /** It has the keyboard from the beginning. */
  readonly hasFocus?: boolean | undefined;
  readonly ref?: Ref<ComposerHandle> | undefined;
  /** Below the field: the model, what goes along. */
  readonly children?: ReactNode;
}

/** Where one asks: a text, or "/" and a command from the list that it opens. */
export function Composer({ commands, onAsk, onChoose, placeholder, isBusy, hasFocus = false, ref, children }: ComposerProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    fill: (next) => {
      setText(next);
      setClosed(false);
      field.current?.focus();
    },
  }));
  const isCommand = text.startsWith('/') && !text.includes('\n');
  const found = useMemo(() => (isCommand ? matching(commands, text) : []), [commands, isCommand, text]);
  const isOpen = isCommand && !isClosed;
  const chosen = found[Math.min(active, found.length - 1)];
  const choose = (command: Command): void => {
    setText('');
    setActive(0);
    onChoose(command);
  };
  const submit = (): void => {
    if (isBusy || text.trim() === '') return;
    // A command with its arguments goes as it stands.
    if (isOpen && chosen !== undefined) return choose(chosen);
    onAsk(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      return submit();
    }
    if (!isOpen) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = event.key === 'ArrowDown' ? active + 1 : active - 1;
      return setActive((next + found.length) % Math.max(1, found.length));
    }
    if (event.key === 'Tab' && !event.shiftKey && chosen !== undefined) {
      event.preventDefault();
      return choose(chosen);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      return setClosed(true);
    }
  };
  return (
    <div className={styles.composer}>
      {isOpen && <CommandList id={listId} commands={found} chosen={chosen} isWhole={text === '/'} onChoose={choose} onPoint={setActive} />}
      <div className={styles.box}>
        <textarea
          ref={field}
          className={styles.ask}
          rows={1}
          aria-label="Ask the assistant"
          placeholder={placeholder}
          autoFocus={hasFocus}
          value={text}
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && chosen !== undefined ? optionId(listId, chosen) : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            setClosed(false);
          }}
          onKeyDown={onKeyDown}
        />
        <Button tone="primary" disabled={isBusy || text.trim() === ''} onClick={submit}>
          {isOpen && chosen !== undefined ? 'Choose' : 'Ask'}
        </Button>
      </div>
      <div className={styles.under}>
        {children}
        <p className={styles.keys}>
          <Key>/</Key> lists what can be asked for, <Key>Enter</Key> asks, <Key>Shift Enter</Key> begins a line
        </p>
      </div>
    </div>
  );
}

const optionId = (listId: string, { text }: Command): string => `${listId}-${text.replaceAll(' ', '-')}`;

interface CommandListProps {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly chosen: Command | undefined;
  /** Nothing narrows it: groups have headings. */
  readonly isWhole: boolean;
  readonly onChoose: (command: Command) => void;
  readonly onPoint: (place: number) => void;
}

function CommandList({ id, commands, chosen, isWhole, onChoose, onPoint }: CommandListProps) {
  return (
    <div className={styles.commands} id={id} role="listbox" aria-label="Commands">
      {commands.length === 0 && <p className="quiet">No command by that name. Enter sends the text as it stands.</p>}
      {commands.map((command, place) => {
        const isFirst = isWhole && commands[place - 1]?.group !== command.group;
        const isChosen = command === chosen;
        return (
          <div key={command.text} role="presentation">
            {isFirst && (
              <div className={styles.commandGroup} role="presentation">
                {groupTitles[command.group]}
              </div>
            )}
            <div
              id={optionId(id, command)}
              ref={isChosen ? intoView : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen}
              className={styles.command}
              onMouseMove={() => {
                if (!isChosen) onPoint(place);
              }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(command)}
            >
              <span className="mono">/{command.text}</span>
              <span>{visible(sentenceCase(command.about))}</span>
              {command.acts && <span className={styles.acts}>proposes a change</span>}
            </div>
          </div>
        );
      })}
    </div>
  );
}

const intoView = (element: HTMLElement | null): void => {
  element?.scrollIntoView({ block: 'nearest' });
};
