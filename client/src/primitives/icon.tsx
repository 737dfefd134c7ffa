const shapes = {
  check: 'm3 8.5 3.2 3L13 4.5',
  chat: 'M2.5 3.5h11v7.5H8l-3 2.5V11H2.5z',
  expand: 'M9.5 3.5h3v3m0-3-4 4m-2 5h-3v-3m0 3 4-4',
  close: 'm4 4 8 8m0-8-8 8',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  right: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  left: 'M9.5 4.5 6 8l3.5 3.5',
  plus: 'M8 3.5v9M3.5 8h9',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  search: 'm10.5 10.5 3 3M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9',
  pause: 'M5.5 4v8m5-8v8',
  play: 'M5.5 3.8v8.4L12 8z',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.8v1.4m0 9.6v1.4M1.8 8h1.4m9.6 0h1.4M3.6 3.6l1 1m6.8 6.8 1 1m0-8.8-1 1m-6.8 6.8-1 1',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6',
  screen: 'M2.5 3.5h11v7.5h-11zM6 13.5h4',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  link: 'M6.8 9.2l2.4-2.4M7.2 4.9 8.6 3.5a2.8 2.8 0 0 1 4 4l-1.5 1.4M8.8 11.1l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.5-1.4',
  trash: 'M3.5 4.5h9M6.5 4.5v-1h3v1M4.8 4.5l.5 8h5.4l.5-8',
  edit: 'M3.5 12.5V10l6.8-6.8 2.5 2.5L6 12.5z',
  up: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  upload: 'M8 10.5v-7m-3 3 3-3 3 3M3.5 10.5v2h9v-2',
  download: 'M8 3.5v7m-3-3 3 3 3-3M3.5 10.5v2h9v-2',
  star: 'm8 2.6 1.6 3.5 3.8.4-2.8 2.6.8 3.8L8 11l-3.4 1.9.8-3.8-2.8-2.6 3.8-.4z',
} as const;

export type IconName = keyof typeof shapes;

/** A 16 px line drawing in the colour of the text around it; it says nothing to a screen reader. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
