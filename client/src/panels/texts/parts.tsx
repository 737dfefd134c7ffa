import { format, useLocale } from 'ui-kit/format';
import { Badge } from 'ui-kit/badge';
import { JsonView } from './json-view.tsx';
import { messageParts } from './message-parts.ts';
import type { Citation, MediaPart, MessagePart } from './message-parts.ts';
import { RemoteContent } from './remote-content.tsx';
import styles from './texts.module.css';

/** What a message holds beside its text, each part as what it is. A part of unknown form is shown as it came. */
export function Parts({ sent }: { readonly sent: unknown }) {
  const parts = messageParts(sent);
  if (parts.length === 0) return null;
  return (
    <div className={styles.parts}>
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: MessagePart }) {
  const locale = useLocale();
  switch (part.kind) {
    case 'hidden reasoning':
      return (
        <p className={styles.hidden} title="The provider gives the model’s reasoning only encrypted, to be sent back with the next request">
          hidden reasoning
          {part.characterCount > 0 && ` · ${format(part.characterCount, 'count', locale)} encrypted characters`}
        </p>
      );
    case 'refusal':
      return (
        <p className={styles.refusal}>
          <Badge tone="warn">refusal</Badge>{' '}
          {part.text !== '' ? part.text : part.reason === null ? 'The model declined to answer' : `Ended by the provider: ${part.reason}`}
        </p>
      );
    case 'citations':
      return <Citations citations={part.citations} />;
    case 'other':
      return (
        <details className={styles.other}>
          <summary>{part.type === null ? 'Part of unknown form' : `Part: ${part.type}`}</summary>
          <JsonView value={part.value} openLevels={3} />
        </details>
      );
    default:
      return <Media part={part} />;
  }
}

const words: Readonly<Record<MediaPart['kind'], string>> = { image: 'Picture', audio: 'Recording', video: 'Video', file: 'File' };

function Media({ part }: { readonly part: MediaPart }) {
  const locale = useLocale();
  const { kind, mediaType, name, source } = part;
  const label = name ?? `${words[kind]} of this message`;
  if (source.at === 'address') return <RemoteContent kind={kind} url={source.url} name={name} />;
  if (source.at === 'provider')
    return (
      <p className={styles.caption}>
        {words[kind]} that the provider holds: <span className="mono">{source.id}</span>
      </p>
    );
  if (source.at === 'nowhere')
    return (
      <p className={styles.caption}>
        {words[kind]} that is not kept: it was too large
        {source.characterCount !== null && ` (${format(source.characterCount, 'count', locale)} characters as sent)`}.
      </p>
    );
  return (
    <figure className={styles.media}>
      {kind === 'image' && <img src={source.dataUrl} alt={label} className={styles.picture} />}
      {kind === 'audio' && mediaType !== 'audio/pcm' && <audio controls src={source.dataUrl} aria-label={label} />}
      {kind === 'video' && <video controls src={source.dataUrl} className={styles.picture} aria-label={label} />}
      <figcaption className={styles.caption}>
        {[name ?? words[kind], mediaType, format(source.byteCount, 'bytes', locale)].filter((text) => text !== '').join(' · ')}{' '}
        <a href={source.dataUrl} download={name ?? `${kind}${endingOf(mediaType)}`}>
          Save
        </a>
      </figcaption>
    </figure>
  );
}

const endingOf = (mediaType: string): string => (/^\w+\/[a-z0-9]{2,5}$/.test(mediaType) ? `.${mediaType.split('/')[1] as string}` : '');

function Citations({ citations }: { readonly citations: readonly Citation[] }) {
  return (
    <section aria-label="Citations" className={styles.citations}>
      <h4>{citations.length === 1 ? '1 citation' : `${citations.length} citations`}</h4>
      <ol>
        {citations.map(({ title, url, text, sent }, index) => (
          <li key={index}>
            {url !== null ? (
              <a href={url} title={url} target="_blank" rel="noreferrer noopener">
                {title ?? url}
              </a>
            ) : (
              title !== null && <span>{title}</span>
            )}
            {text !== null && <q>{text}</q>}
            {title === null && url === null && text === null && <span className="mono">{JSON.stringify(sent)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
