import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { compact } from './compact-queries.ts';

const generated = /\/graphql\/generated\/graphql\.ts$/;
const importOfDocuments = /import \{([^}]*)\} from '([^']*\/generated\/graphql\.ts)';/g;

/** Each import of documents as one of each document: `import { ADocument, BDocument } from '…/graphql.ts'` names two modules. */
export const splitImports = (code: string): string =>
  code.replaceAll(importOfDocuments, (_, names: string, file: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `import { ${name} } from '${file}?document=${name}';`)
      .join(' '),
  );

/** The module of one document of the generated file, or of the class that all are of. Throws where there is none by that name. */
export function documentModule(file: string, name: string): string {
  if (name === 'TypedDocumentString') {
    const start = file.indexOf('export class TypedDocumentString');
    const end = file.indexOf('\n}\n', start);
    if (start === -1 || end === -1) throw new Error('The generated documents have no class TypedDocumentString.');
    return `import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';\n${file.slice(start, end + 3)}`;
  }
  const [, text] = new RegExp(String.raw`export const ${name} = [^\n]*?new TypedDocumentString\(\x60([^\x60]*)\x60`).exec(file) ?? [];
  if (text === undefined) throw new Error(`The generated documents have none by the name ${name}.`);
  return `import { TypedDocumentString } from './graphql.ts?document=TypedDocumentString';
export const ${name} = /*#__PURE__*/ new TypedDocumentString(\`${compact(text)}\`);`;
}

/**
 * Each query in the chunk of the page that sends it, in place of all queries in the first load; as it is sent, without the indentation of its
 * file, which no server and no reader of the built page needs.
 */
export function splitDocuments(): Plugin {
  return {
    name: 'split-documents',
    enforce: 'pre',
    apply: 'build',
    load: {
      filter: { id: /\/graphql\/generated\/graphql\.ts\?document=/ },
      handler: async (id) => {
        const [path = '', name = ''] = id.split('?document=');
        return { code: documentModule(await readFile(path, 'utf8'), name), moduleType: 'ts' };
      },
    },
    transform: {
      filter: { id: { include: /\/client\/src\/.*\.tsx?$/, exclude: generated }, code: 'generated/graphql.ts' },
      handler: (code) => ({ code: splitImports(code), map: null }),
    },
  };
}
