import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ClosedTrigger, deferred, useDeferred } from './deferred.tsx';
import type { IconName } from './icon.tsx';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end' | undefined;
}

// What draws open menus is a sixth of a page's first load, and most visits open none.
const body = deferred(() => import('./menu-body.tsx'));
const near = () => void body.ask().catch(() => {}); // the press says that it failed

/** A list of actions under a button. */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false);
  const module = useDeferred(body, isWanted);
  return module === null ? (
    <ClosedTrigger trigger={props.trigger} opens="menu" onNear={near} onOpen={() => setWanted(true)} />
  ) : (
    <module.MenuBody {...props} />
  );
}

export interface MenuItemProps {
  readonly onChoose: () => void;
  readonly icon?: IconName | undefined;
  readonly tone?: 'plain' | 'bad' | undefined;
  readonly disabled?: boolean | undefined;
  readonly children: ReactNode;
}

export function MenuItem(props: MenuItemProps) {
  const parts = body.get();
  return parts === null ? null : <parts.MenuItem {...props} />;
}

export interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: IconName }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, inside a menu; the menu stays open. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const parts = body.get();
  return parts === null ? null : <parts.MenuChoice {...props} />;
}

export interface MenuSwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

/** Something that is on or off, inside a menu; the menu stays open. */
export function MenuSwitch(props: MenuSwitchProps) {
  const parts = body.get();
  return parts === null ? null : <parts.MenuSwitch {...props} />;
}

export function MenuSeparator() {
  const parts = body.get();
  return parts === null ? null : <parts.MenuSeparator />;
}
