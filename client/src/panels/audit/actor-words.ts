import type { AuditActorKind } from '../../graphql/generated/graphql.ts';

/** Who acted, as a reader would name it. */
export function actorWords({ kind, name }: { readonly kind: AuditActorKind; readonly name: string | null }): string {
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
