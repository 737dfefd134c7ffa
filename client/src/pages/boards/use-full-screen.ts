import { useEffect, useState } from 'react';

/** The board alone on the screen: the sidebar and the filters step aside, and the browser's own frame where it permits that. */
export function useFullScreen(): readonly [isFull: boolean, toggle: () => void] {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    if (!isFull) return undefined;
    document.documentElement.dataset['full'] = 'true';
    const onChange = (): void => {
      if (document.fullscreenElement === null) setFull(false);
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      delete document.documentElement.dataset['full'];
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement !== null) void document.exitFullscreen();
    };
  }, [isFull]);
  const toggle = (): void => {
    // Refused: the page's own frame still steps aside.
    if (!isFull) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    setFull(!isFull);
  };
  return [isFull, toggle];
}
