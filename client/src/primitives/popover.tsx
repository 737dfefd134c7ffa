import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ClosedTrigger, deferred, useDeferred } from './deferred.tsx';

export interface PopoverProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly title: string;
  readonly children: ReactNode;
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
}

const body = deferred(() => import('./popover-body.tsx'));
const near = () => void body.ask().catch(() => {}); // the press says that it failed

/** A small surface that belongs to a button: an explanation, a short form. */
export function Popover(props: PopoverProps) {
  const [isWanted, setWanted] = useState(props.open === true);
  if (props.open === true && !isWanted) setWanted(true);
  const module = useDeferred(body, isWanted);
  return module === null ? (
    <ClosedTrigger trigger={props.trigger} opens="dialog" onNear={near} onOpen={() => setWanted(true)} />
  ) : (
    <module.PopoverBody {...props} />
  );
}
