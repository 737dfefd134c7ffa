import { useEffect, useRef, useState } from 'react';
import { EmptyState, ErrorState } from 'ui-kit/panel';
import { useClient } from 'urql';
import { FittingCommandsDocument } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { CommandForm } from './command-form.tsx';
import type { Arguments } from './command-fields.ts';
import { commandOf } from './commands.ts';
import type { Command } from './commands.ts';
import { Composer } from './composer.tsx';
import type { ComposerHandle } from './composer.tsx';
import { EntryView } from './entry.tsx';
import { Starters } from './starters.tsx';
import { runCommand, useEntries } from './session.ts';
import { useCommands } from './use-commands.ts';
import styles from './assistant.module.css';

interface Fitting {
  readonly text: string;
  readonly commands: readonly Command[];
}

/** What was asked and answered, and where one asks. */
export default function Assistant() {
  const client = useClient();
  const entries = useEntries();
  const { commands, failure, reload } = useCommands();
  const [filled, setFilled] = useState<{ readonly command: Command; readonly start: Arguments } | null>(null);
  const [fitting, setFitting] = useState<Fitting | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const end = useRef<HTMLDivElement>(null);
  const newest = entries.at(-1);
  useEffect(() => {
    // A long answer is read from its beginning.
    document.getElementById(`assistant-${newest?.id}`)?.scrollIntoView({ block: 'start' });
  }, [newest?.id, newest?.outcome.state]);
  useEffect(() => {
    if (fitting !== null) end.current?.scrollIntoView({ block: 'end' });
  }, [fitting]);
  // The form stood in the place of the field: the keyboard goes back to where the next one is asked.
  const wasFilled = useRef(false);
  useEffect(() => {
    if (filled === null && wasFilled.current) composer.current?.focus();
    wasFilled.current = filled !== null;
  }, [filled]);

  const run = (tool: string, title: string, args: Arguments): void => {
    setFilled(null);
    setFitting(null);
    void runCommand(client, tool, title, args);
  };
  const choose = (command: Command, start: Arguments = {}): void => {
    setFitting(null);
    const takesNothing = Object.keys(command.parameters.properties ?? {}).length === 0;
    if (takesNothing) run(command.tool, command.title, command.operation === null ? {} : { operation: command.operation });
    else setFilled({ command, start });
  };
  const ask = async (text: string): Promise<void> => {
    const { data } = await client.query(asDocument(FittingCommandsDocument), { text }).toPromise();
    const names = (data?.searchAssistantTools ?? []).map(({ name }) => name);
    setFitting({ text, commands: names.flatMap((name) => (commands ?? []).filter(({ tool }) => tool === name)).slice(0, 8) });
  };
  const open = (tool: string, args: Arguments): void => {
    const found = commandOf(commands ?? [], tool, args);
    if (found !== null) setFilled({ command: found.command, start: found.args });
  };

  return (
    <div className={styles.assistant}>
      <div className={styles.thread} tabIndex={0} role="region" aria-label="Answers">
        {failure !== null && commands === null && <ErrorState message={failure} onRetry={reload} />}
        {entries.length === 0 && commands !== null && <Starters commands={commands} onChoose={choose} />}
        {entries.map((entry) => (
          <EntryView key={entry.id} entry={entry} onRun={run} onEdit={open} />
        ))}
        {fitting !== null && <FittingCommands fitting={fitting} onChoose={choose} />}
        <div ref={end} />
      </div>
      <div className={styles.below}>
        {filled === null ? (
          <Composer
            ref={composer}
            commands={commands ?? []}
            isBusy={commands === null}
            placeholder="Type / for a command, or say what you look for"
            onAsk={(text) => void ask(text)}
            onChoose={choose}
          />
        ) : (
          <CommandForm
            key={filled.command.text}
            command={filled.command}
            start={filled.start}
            onRun={(args) => run(filled.command.tool, filled.command.title, args)}
            onCancel={() => setFilled(null)}
          />
        )}
      </div>
    </div>
  );
}

/** Commands that fit words, where no model reads them. */
function FittingCommands({
  fitting: { text, commands },
  onChoose,
}: {
  readonly fitting: Fitting;
  readonly onChoose: (command: Command) => void;
}) {
  if (commands.length === 0) return <EmptyState says={`No command fits “${text}”.`} how="Type / to see all that can be asked for." />;
  return (
    <section className={styles.fitting} aria-label="Commands that fit">
      <p>No language model is connected, so these words are not understood, only compared. Commands that fit “{text}”:</p>
      <ul>
        {commands.map((command) => (
          <li key={command.text}>
            <button type="button" className={styles.starter} onClick={() => onChoose(command)}>
              <span className="mono">/{command.text}</span>
              <span className="quiet">{command.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
