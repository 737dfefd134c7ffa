import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import type { SpanDetailFragment, SpanTextFragment } from '../../../graphql/generated/graphql.ts';
import { CopyButton } from '../../../primitives/copy.tsx';
import { JsonView } from '../../../panels/texts/json-view.tsx';
import { Parts } from '../../../panels/texts/parts.tsx';
import { TextFormSwitch } from '../../../panels/texts/text-form-switch.tsx';
import { chatTurns } from './chat-turns.ts';
import type { ChatCall, ChatTurn } from './chat-turns.ts';
import { FoldedText } from './folded-text.tsx';
import { cutWords } from './cut.ts';
import { wordsOf } from './text-diff.ts';
import { OfferedTools } from './offered-tools.tsx';
import styles from './trace.module.css';

/** What went in and came out, as a conversation where it is one. */
export function ChatTab({ span }: { readonly span: SpanDetailFragment }) {
  const locale = useLocale();
  const { input, output } = span;
  if (input == null && output == null) {
    const empty = (
      <EmptyState
        says="This span carries no text."
        how={
          span.kind === 'LLM'
            ? 'Prompts and answers are shown when the application sends them: many SDKs leave them out until content capture is switched on.'
            : 'Inputs and outputs are shown when the application sends them.'
        }
      />
    );
    return span.tools == null ? (
      empty
    ) : (
      <div className={styles.chat}>
        <OfferedTools sent={span.tools} />
        {empty}
      </div>
    );
  }
  const inputChat = input?.messages ?? null;
  const outputChat = output?.messages ?? null;
  return (
    <div className={styles.chat}>
      <div className={styles.chatHead}>
        <TextFormSwitch />
      </div>
      <OfferedTools sent={span.tools} />
      {input != null && inputChat === null && <Plain title={span.kind === 'TOOL' ? 'called with' : 'input'} content={input} />}
      {chatTurns(inputChat ?? [], outputChat ?? []).map((turn, index) => (
        <Turn key={index} turn={turn} />
      ))}
      {output != null && outputChat === null && <Plain title={span.kind === 'TOOL' ? 'gave back' : 'output'} content={output} isAnswer />}
      {(input?.isCut === true || output?.isCut === true) && <p className={styles.note}>{cutWords([input, output], locale)}</p>}
    </div>
  );
}

function Turn({ turn }: { readonly turn: ChatTurn }) {
  const locale = useLocale();
  const { message, calls, isAnswer } = turn;
  const others = (message.seenInSpans ?? 1) - 1;
  const facts = [
    message.role.toLowerCase(),
    message.name,
    message.content.length > 200 ? `${format(message.content.length, 'count', locale)} characters` : null,
    others > 0 ? `same in ${format(others, 'count', locale)} other ${others === 1 ? 'span' : 'spans'}` : null,
  ].filter((text) => text != null && text !== '');
  return (
    <article
      className={styles.turn}
      data-answer={isAnswer || undefined}
      data-role={message.role}
      aria-label={`${message.role.toLowerCase()} message`}
    >
      <header className={styles.turnHead}>
        <span>{facts.join(' · ')}</span>
        <CopyButton text={wordsOf(message)} label="Copy" />
      </header>
      {message.reasoning != null && message.reasoning !== '' && (
        <details className={styles.details}>
          <summary>Reasoning</summary>
          <FoldedText text={message.reasoning} />
        </details>
      )}
      {message.content !== '' && <FoldedText text={message.content} isShort={message.role === 'SYSTEM' && message.content.length > 400} />}
      {message.content === '' && calls.length === 0 && message.reasoning == null && message.parts == null && (
        <p className={styles.note}>(no text)</p>
      )}
      {calls.map((call, index) => (
        <Call key={index} call={call} />
      ))}
      <Parts sent={message.parts} />
    </article>
  );
}

function Call({ call }: { readonly call: ChatCall }) {
  const given = written(call.arguments);
  return (
    <details className={styles.call}>
      <summary>
        <span className="mono">{call.name}</span> <span className={styles.gist}>{given.replaceAll(/\s+/g, ' ').slice(0, 120)}</span>
        {call.result === null && <span className={styles.noResult}>no result here</span>}
      </summary>
      <div className={styles.callPart}>
        <span>called with</span>
        <FoldedText text={given} isCode />
      </div>
      {call.result !== null && (
        <div className={styles.callPart}>
          <span>gave back</span>
          {(call.result.content !== '' || call.result.parts == null) && (
            <FoldedText text={call.result.content} isCode={/^\s*[{[]/.test(call.result.content)} />
          )}
          <Parts sent={call.result.parts} />
        </div>
      )}
    </details>
  );
}

function Plain({
  title,
  content,
  isAnswer = false,
}: {
  readonly title: string;
  readonly content: SpanTextFragment;
  readonly isAnswer?: boolean;
}) {
  const locale = useLocale();
  return (
    <article className={styles.turn} data-answer={isAnswer || undefined} aria-label={title}>
      <header className={styles.turnHead}>
        <span>
          {title}
          {content.byteCount > 400 && ` · ${format(content.byteCount, 'bytes', locale)}`}
        </span>
        {content.text != null && <CopyButton text={content.text} label="Copy" />}
      </header>
      {content.json != null && typeof content.json === 'object' ? (
        <JsonView value={content.json} />
      ) : content.text != null ? (
        <FoldedText text={content.text} />
      ) : (
        <p className={styles.note}>The text is not kept any more.</p>
      )}
    </article>
  );
}

function written(value: unknown): string {
  return value == null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
