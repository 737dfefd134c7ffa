/**
 * Where one who has signed in is led: the path they came from. Anything that could lead to another origin is `/` (a link to sign-in may come
 * from anywhere).
 */
export function safeReturn(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/') || /^\/[/\\]|\p{Cc}/u.test(asked)) return '/';
  if (!URL.canParse(asked, origin)) return '/';
  const to = new URL(asked, origin);
  // Sign-in itself would lead in a circle; `/.//host` is cleaned to what names a host.
  return to.origin === origin && to.pathname !== '/sign-in' && !to.pathname.startsWith('//') ? to.pathname + to.search + to.hash : '/';
}
