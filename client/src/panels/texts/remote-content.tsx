import { useState } from 'react';
import { Button } from '../../primitives/button.tsx';
import { webAddress } from './message-parts.ts';
import type { MediaKind } from './message-parts.ts';
import styles from './texts.module.css';

export interface RemoteContentProps {
  readonly kind: MediaKind;
  readonly url: string;
  readonly name: string | null;
}

const words: Readonly<Record<MediaKind, string>> = { image: 'picture', audio: 'recording', video: 'video', file: 'file' };

/** Content that stands elsewhere. Its host learns of the reader only when the reader asks for it. */
export function RemoteContent({ kind, url, name }: RemoteContentProps) {
  const [state, setState] = useState<'asked' | 'failed' | null>(null);
  const host = hostOf(url);
  // An address of a cloud's own scheme can't be opened by a browser.
  if (host === null)
    return (
      <span className={styles.remote}>
        {name ?? words[kind]} at <span className="mono">{url}</span>
      </span>
    );
  const link = (
    <a href={url} title={url} target="_blank" rel="noreferrer noopener" className={styles.address}>
      {url}
    </a>
  );
  const failed = () => setState('failed');
  return (
    <span className={styles.remote}>
      {state === 'asked' && kind === 'image' && (
        <img src={url} alt={name ?? 'Picture of this message'} className={styles.picture} referrerPolicy="no-referrer" onError={failed} />
      )}
      {state === 'asked' && kind === 'audio' && (
        <audio controls src={url} onError={failed} aria-label={name ?? 'Recording of this message'} />
      )}
      {state === 'asked' && kind === 'video' && (
        <video controls src={url} className={styles.picture} onError={failed} aria-label={name ?? 'Video of this message'} />
      )}
      {state === null && kind !== 'file' && (
        <Button onClick={() => setState('asked')} title={`Loads it from ${host}, which then sees your address`}>
          Show {words[kind]} from {host}
        </Button>
      )}
      {state === 'failed' && (
        <span role="status">
          The {words[kind]} could not be loaded from {host}.
        </span>
      )}
      {link}
    </span>
  );
}

function hostOf(url: string): string | null {
  try {
    return webAddress(url) === null ? null : new URL(url).host;
  } catch {
    return null;
  }
}
