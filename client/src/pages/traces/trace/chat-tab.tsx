import { format, useLocale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import type { SpanDetailFragment, SpanSaidFragment } from '../../../graphql/generated/graphql.ts';
import { CopyButton } from '../../../primitives/copy.tsx';
import { chatTurns, linksIn } from './chat-turns.ts';
import type { ChatCall, ChatTurn } from './chat-turns.ts';
import { FoldedText } from './folded-text.tsx';
import { JsonView } from './json-view.tsx';
import { wordsOf } from './text-diff.ts';
import styles from './trace.module.css';

/** What went in and came out, as a conversation where it is one. */
export function ChatTab({ span }: { readonly span: SpanDetailFragment }) {
  const { input, output } = span;
  if (input == null && output == null) {
    return (
      <EmptyState
        says="This span carries no text."
        how={span.kind === 'LLM' ? 'Prompts and answers are shown when the application sends them: many SDKs leave them out until content capture is switched on.' : 'Inputs and outputs are shown when the application sends them.'}
      />
    );
  }
  const inputChat = input?.messages ?? null;
  const outputChat = output?.messages ?? null;
  return (
    <div className={styles.chat}>
      {input != null && inputChat === null && <Plain title={span.kind === 'TOOL' ? 'called with' : 'input'} said={input} />}
      {chatTurns(inputChat ?? [], outputChat ?? []).map((turn, place) => <Turn key={place} turn={turn} />)}
      {output != null && outputChat === null && <Plain title={span.kind === 'TOOL' ? 'gave back' : 'output'} said={output} isAnswer />}
      {(input?.isCut === true || output?.isCut === true) && <p className={styles.note}>Part of the text is not kept: it was too large, or its time is over.</p>}
    </div>
  );
}

function Turn({ turn }: { readonly turn: ChatTurn }) {
  const locale = useLocale();
  const { said, calls, isAnswer } = turn;
  const links = linksIn(said.parts);
  const others = (said.seenInSpans ?? 1) - 1;
  const told = [
    said.role.toLowerCase(), said.name, said.content.length > 200 ? `${format(said.content.length, 'count', locale)} characters` : null,
    others > 0 ? `same in ${format(others, 'count', locale)} other ${others === 1 ? 'span' : 'spans'}` : null,
  ].filter((text) => text != null && text !== '');
  return (
    <article className={styles.turn} data-answer={isAnswer || undefined} data-role={said.role} aria-label={`${said.role.toLowerCase()} message`}>
      <header className={styles.turnHead}><span>{told.join(' · ')}</span><CopyButton text={wordsOf(said)} label="Copy" /></header>
      {said.reasoning != null && said.reasoning !== '' && <details className={styles.details}><summary>Reasoning</summary><FoldedText text={said.reasoning} /></details>}
      {said.content !== '' && <FoldedText text={said.content} isShort={said.role === 'SYSTEM' && said.content.length > 400} />}
      {said.content === '' && calls.length === 0 && said.reasoning == null && links.length === 0 && said.parts == null && <p className={styles.note}>(no text)</p>}
      {calls.map((call, place) => <Call key={place} call={call} />)}
      {links.map((link) => <a key={link} href={link} target="_blank" rel="noreferrer noopener" className={styles.partLink}>{link}</a>)}
      {said.parts != null && links.length === 0 && <details className={styles.details}><summary>What is no text</summary><JsonView value={said.parts} openLevels={3} /></details>}
    </article>
  );
}

function Call({ call }: { readonly call: ChatCall }) {
  const given = written(call.arguments);
  return (
    <details className={styles.call}>
      <summary><span className="mono">{call.name}</span> <span className={styles.gist}>{given.replaceAll(/\s+/g, ' ').slice(0, 120)}</span>{call.result === null && <span className={styles.noResult}>no result here</span>}</summary>
      <div className={styles.callPart}><span>called with</span><FoldedText text={given} isCode /></div>
      {call.result !== null && <div className={styles.callPart}><span>gave back</span><FoldedText text={call.result.content} isCode={/^\s*[{[]/.test(call.result.content)} /></div>}
    </details>
  );
}

function Plain({ title, said, isAnswer = false }: { readonly title: string; readonly said: SpanSaidFragment; readonly isAnswer?: boolean }) {
  const locale = useLocale();
  return (
    <article className={styles.turn} data-answer={isAnswer || undefined} aria-label={title}>
      <header className={styles.turnHead}><span>{title}{said.byteCount > 400 && ` · ${format(said.byteCount, 'bytes', locale)}`}</span>{said.text != null && <CopyButton text={said.text} label="Copy" />}</header>
      {said.json != null && typeof said.json === 'object' ? <JsonView value={said.json} /> : said.text != null ? <FoldedText text={said.text} /> : <p className={styles.note}>The text is not kept any more.</p>}
    </article>
  );
}

function written(value: unknown): string {
  return value == null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
