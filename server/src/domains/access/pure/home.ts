/** The workspace whose pages have plain addresses; those of others begin with `/w/` and their slug (client/src/graphql/workspace.ts). */
const plain = 'default';

/** What addresses of the pages of a workspace begin with: `https://lab.example.com/w/support`. `origin`: without a path. */
export const homeAt = (origin: string, slug: string): string => (slug === plain ? origin : `${origin}/w/${encodeURIComponent(slug)}`);
