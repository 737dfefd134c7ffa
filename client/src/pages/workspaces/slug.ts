/** The name in addresses that a name gives, as the server makes it: "Team Ä" is "team-a". */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 46)
    .replaceAll(/^-+|-+$/g, '');
