import { useEffect, useRef, useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { Button } from '../../../../primitives/button.tsx';
import { saveBlob, wholeLog } from './save-log.ts';
import { readLines } from './use-log.ts';
import type { LogPlace } from './use-log.ts';

export interface SaveLogProps {
  readonly place: LogPlace;
  /** Of the job. */
  readonly name: string;
  readonly lastLine: number;
}

/** Puts a whole log into a file, as it was written; a second press gives it up. */
export function SaveLog({ place, name, lastLine }: SaveLogProps) {
  const client = useClient();
  const locale = useLocale();
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = async () => {
    const control = new AbortController();
    running.current = control;
    setShare(0);
    setFailure(null);
    const read = (after: number, count: number) => readLines(client, place, { after, count });
    const whole = await wholeLog(read, lastLine, setShare, control.signal);
    setShare(null);
    if (whole === null) return;
    if ('failure' in whole) setFailure(whole.failure);
    else saveBlob(`${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-attempt-${place.attempt}.log`, whole);
  };
  return (
    <Button
      title={failure === null ? 'As it was written, colour codes included' : `It could not be read: ${failure}`}
      onClick={() => (share === null ? void save() : running.current?.abort())}
    >
      {failure !== null && share === null
        ? 'Download again'
        : share === null
          ? 'Download'
          : `${format(Math.floor(share * 100) / 100, 'share', locale)}, cancel`}
    </Button>
  );
}
