import {
  isHeldInArchive,
  keyScopes,
  permissionNames,
  permissions,
  roles,
  type KeyScope,
  type Permission,
  type Role,
} from '../../server/src/platform/permissions.ts';

/** A type of graphql's, of which this reads the fields alone. */
interface RootType {
  getFields(): Readonly<Record<string, { readonly name: string; readonly extensions: Readonly<Record<string, unknown>> }>>;
}

const mark = (isThere: boolean): string => (isThere ? '✓' : '');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];

/** The page of permissions, as Markdown: who may do what, and which fields of the schema take which permission. */
export async function permissionsPage(): Promise<string> {
  const { schema } = await import('../../server/src/schema.ts');
  const fields = fieldsByPermission([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  return [
    '# Permissions',
    '',
    'Who may do what. One table in `server/src/platform/permissions.ts` decides on every field of the schema, every page and every protocol; this page',
    'is written from it by `codegen`. A refusal (`FORBIDDEN`) names the permission and the role that has it; `viewerMay` and `permissionOf` say why.',
    '',
    '## Roles',
    '',
    ...table(
      ['permission', 'may', ...roles, 'archived'],
      permissionNames.map((name) => {
        const { what, roles: those } = permissions[name];
        const has = (role: Role): string => mark((those as readonly Role[]).includes(role));
        return [`\`${name}\``, what, ...roles.map(has), mark(isHeldInArchive(name))];
      }),
    ),
    '',
    '*archived*: also while the workspace is archived; everything else is refused there with `WORKSPACE_ARCHIVED`.',
    '`createWorkspace` takes more than its permission: a person who is an admin or owner of a workspace.',
    '',
    '## Keys',
    '',
    'A key may do what its role may do, as far as its scope goes. A personal key has the role of its person.',
    '',
    ...table(
      ['permission', ...keyScopes],
      permissionNames.map((name) => {
        const has = (scope: KeyScope): string => mark((permissions[name].keys as readonly KeyScope[]).includes(scope));
        return [`\`${name}\``, ...keyScopes.map(has)];
      }),
    ),
    '',
    '## Fields of the schema',
    '',
    ...table(
      ['permission', 'fields'],
      permissionNames.map((name) => [`\`${name}\``, (fields.get(name) ?? []).map((field) => `\`${field}\``).join(', ')]),
    ),
    '',
  ].join('\n');
}

function fieldsByPermission(types: readonly (RootType | null | undefined)[]): Map<Permission, string[]> {
  const fields = new Map<Permission, string[]>();
  for (const type of types)
    for (const { name, extensions } of Object.values(type?.getFields() ?? {})) {
      const { authScopes } = extensions['pothosOptions'] as { authScopes: { may: Permission } };
      fields.set(authScopes.may, [...(fields.get(authScopes.may) ?? []), name].sort());
    }
  return fields;
}
