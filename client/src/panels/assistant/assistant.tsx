import { useEffect, useRef, useState } from 'react';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { useClient } from 'urql';
import { BranchAssistantConversationDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { notify } from '../../primitives/toast.ts';
import { CommandForm } from './command-form.tsx';
import type { Arguments } from './command-fields.ts';
import { callText, commandOf, matching } from './commands.ts';
import type { Command } from './commands.ts';
import { Composer } from './composer.tsx';
import type { ComposerHandle } from './composer.tsx';
import { ModelChoice } from './model-choice.tsx';
import { PlaceNote } from './place-note.tsx';
import { Starters } from './starters.tsx';
import { TurnView } from './turn-view.tsx';
import { spokenState } from './turns.ts';
import type { ShownTurn } from './turns.ts';
import { useCommands } from './use-commands.ts';
import { useConversation } from './use-conversation.ts';
import type { Place } from './use-conversation.ts';
import { useModels } from './use-models.ts';
import styles from './assistant.module.css';

export interface AssistantProps {
  /** Null: a new conversation. */
  readonly conversationId: string | null;
  readonly onConversation: (id: string) => void;
  /** A turn has ended: lists of conversations are behind. */
  readonly onEnd?: (() => void) | undefined;
  /** What is looked at, which goes along with what is asked; null: nothing. */
  readonly place?: Place | null | undefined;
  /** Asked at once, where no model is connected by its command; a new object asks again. */
  readonly asked?: { readonly text: string; readonly command?: string | null } | null | undefined;
  /** The field has the keyboard from the beginning. */
  readonly hasFocus?: boolean | undefined;
}

/** A conversation with the assistant: what was asked and answered, and where one asks. */
export default function Assistant({ conversationId, onConversation, onEnd, place = null, asked = null, hasFocus = false }: AssistantProps) {
  const client = useClient();
  const { commands, failure, reload } = useCommands();
  const models = useModels();
  const conversation = useConversation(conversationId, onConversation, () => onEnd?.());
  const { row, turns, running, sending } = conversation;
  const [filled, setFilled] = useState<{ readonly command: Command; readonly start: Arguments } | null>(null);
  const [edited, setEdited] = useState<ShownTurn | null>(null);
  const [model, setModel] = useState<string | null>(null);
  const [hasPlace, setHasPlace] = useState(true);
  const composer = useRef<ComposerHandle>(null);
  const isOwn = row?.isOwn ?? true;
  const newest = turns.at(-1);

  useEffect(() => {
    // A long answer is read from its beginning.
    document.getElementById(newest === undefined ? 'assistant-sending' : `assistant-${newest.id}`)?.scrollIntoView({ block: 'start' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of the newest turn only its id moves the page
  }, [newest?.id, conversationId]);
  // The form stood in the place of the field: the keyboard goes back to where the next one is asked.
  const wasFilled = useRef(false);
  useEffect(() => {
    if (filled === null && wasFilled.current) composer.current?.focus();
    wasFilled.current = filled !== null;
  }, [filled]);

  // The button that stopped the answer is gone: the keyboard would be nowhere.
  const isRunning = running !== null;
  useEffect(() => {
    if (!isRunning && document.activeElement === document.body) composer.current?.focus();
  }, [isRunning]);

  const ask = async (text: string): Promise<void> => {
    const insteadOf = edited?.id;
    setFilled(null);
    setEdited(null);
    const isTaken = await conversation.ask({
      text,
      insteadOf,
      model: row === null ? (model ?? undefined) : undefined,
      place: hasPlace && place !== null ? place : undefined,
    });
    if (!isTaken) composer.current?.fill(text);
  };
  const answered = useRef<object | null>(null);
  useEffect(() => {
    if (asked === null || answered.current === asked) return;
    const command = asked.command ?? null;
    if (command !== null && !models.isKnown) return;
    answered.current = asked;
    void ask(command !== null && models.models.length === 0 ? command : asked.text);
  });
  const run = (tool: string, args: Arguments): void => void ask(callText(tool, args));
  const choose = (command: Command, start: Arguments = {}): void => {
    const takesNothing = Object.keys(command.parameters.properties ?? {}).length === 0;
    if (takesNothing) run(command.tool, command.operation === null ? {} : { operation: command.operation });
    else setFilled({ command, start });
  };
  const chooseByText = (text: string): void => {
    const [command] = matching(commands ?? [], text);
    if (command !== undefined) choose(command);
  };
  const edit = (turn: ShownTurn): void => {
    setEdited(turn);
    const tool = turn.kind === 'COMMAND' ? turn.parts.find((part) => part.__typename === 'AssistantToolUse') : undefined;
    const found = tool?.__typename === 'AssistantToolUse' ? commandOf(commands ?? [], tool.tool, tool.arguments as Arguments) : null;
    if (found === null) composer.current?.fill(turn.asked);
    else setFilled({ command: found.command, start: found.args });
  };
  const branch = async (turnId: string): Promise<void> => {
    const sent = await send(client, BranchAssistantConversationDocument, { input: { turnId } });
    if (!sent.ok) return notify({ title: 'It could not be branched.', says: sent.refusal.message, tone: 'bad' });
    onEnd?.();
    return onConversation(sent.data.branchAssistantConversation.id);
  };

  return (
    <div
      className={styles.assistant}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || running === null || !isOwn) return;
        event.preventDefault();
        conversation.stop(running.id);
      }}
    >
      <div className={styles.thread} tabIndex={0} role="region" aria-label="Answers">
        {failure !== null && commands === null && conversation.failure === null && <ErrorState message={failure} onRetry={reload} />}
        {conversation.failure !== null && <ErrorState message={conversation.failure} onRetry={conversation.reload} />}
        {conversation.isLoading && <Skeleton shape="rows" label="The conversation is loaded" />}
        {conversationId === null && sending === null && commands !== null && (
          <Starters commands={commands} models={models} place={place} onChoose={choose} onAsk={(text) => void ask(text)} />
        )}
        {turns.map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            conversation={conversation}
            mayAsk={isOwn && running === null && sending === null}
            onRun={run}
            onEdit={edit}
            onCommand={chooseByText}
            onBranch={(turnId) => void branch(turnId)}
          />
        ))}
        {sending !== null && (
          <article className={styles.entry} id="assistant-sending" aria-busy>
            <h2 className={styles.asked}>{sending}</h2>
            <p className={styles.waiting}>Sending</p>
          </article>
        )}
      </div>
      <p className="uk-hidden" role="status">
        {newest === undefined ? '' : spokenState(newest)}
      </p>
      <div className={styles.below}>
        {conversation.refusal !== null && <FormProblem>{conversation.refusal.message}</FormProblem>}
        {edited !== null && (
          <p className={styles.editing}>
            What you ask now stands in place of “{edited.asked.slice(0, 80)}”, which stays as another version.{' '}
            <Button
              tone="bare"
              onClick={() => {
                setEdited(null);
                setFilled(null);
                composer.current?.fill('');
              }}
            >
              Don’t edit
            </Button>
          </p>
        )}
        {!isOwn ? (
          <p className={styles.editing}>
            This conversation is {row?.ownerName ?? 'another person'}’s.{' '}
            {newest !== undefined && <Button onClick={() => void branch(newest.id)}>Go on in your own copy</Button>}
          </p>
        ) : filled === null ? (
          <Composer
            ref={composer}
            hasFocus={hasFocus}
            commands={commands ?? []}
            isBusy={commands === null || running !== null || sending !== null}
            placeholder={models.models.length === 0 ? 'Type / for a command, or say what you look for' : 'Ask, or type / for a command'}
            onAsk={(text) => void ask(text)}
            onChoose={choose}
          >
            <ModelChoice models={models} row={row} chosen={model} onChoose={setModel} />
            {place !== null && <PlaceNote place={place} isSent={hasPlace} onChange={setHasPlace} />}
          </Composer>
        ) : (
          <CommandForm
            key={filled.command.text}
            command={filled.command}
            start={filled.start}
            onRun={(args) => run(filled.command.tool, args)}
            onCancel={() => {
              setFilled(null);
              setEdited(null);
            }}
          />
        )}
      </div>
    </div>
  );
}
