import type { AuditActorKind } from '../../graphql/generated/graphql.ts';

/** How the trail names what the assistant did after a confirmation: the person, key or machine that confirmed stands behind it. */
const throughAssistant = /^assistant for /;

/** Who acted, as a reader would name it. */
export function actorWords({ kind, name }: { readonly kind: AuditActorKind; readonly name: string | null }): string {
  if (name != null && throughAssistant.test(name)) return `Assistant for ${name.replace(throughAssistant, '')}`;
  switch (kind) {
    case 'PERSON':
      return name ?? 'A person who is gone';
    case 'KEY':
      return `Key ${name ?? '(gone)'}`;
    case 'LOCAL':
      return 'This machine';
    case 'SYSTEM':
      return 'The server';
    case 'UNKNOWN':
      return 'Not known';
  }
}
