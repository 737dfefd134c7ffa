// Starts the explorer. Everything comes from this server: nothing is loaded from elsewhere.
const base = document.currentScript.src.replace(/start\.js$/, '');
const workers = { editorWorkerService: 'editor.worker.bundle.js', json: 'json.worker.bundle.js', graphql: 'graphql.worker..bundle.js' };

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `${base}monacoeditorwork/${workers[label] ?? workers.editorWorkerService}`,
};

/** The operations of a document, with their kinds and names, without parsing what is inside. */
function operationsOf(query) {
  const code = query.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#.*/g, '');
  const operations = [];
  let depth = 0;
  for (const [token, kind, name] of code.matchAll(/[{}()]|\b(query|mutation|subscription)\b(?:\s+(\w+))?/g)) {
    if (token === '{' || token === '(') depth += 1;
    else if (token === '}' || token === ')') depth -= 1;
    else if (depth === 0) operations.push({ kind, name });
  }
  return operations;
}

const client = (headers) =>
  graphqlWs.createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: headers,
    lazy: true,
    retryAttempts: 3,
  });

/** Queries and mutations by HTTP, subscriptions by WebSocket; the headers of the editor go along with both. */
function fetcher({ query, variables, operationName }, { headers = {} } = {}) {
  const operations = operationsOf(query);
  // Right after a change of tabs the editor still knows the last tab's operation.
  const operation = operations.find(({ name }) => name === operationName) ?? operations[0];
  const params = { query, variables, operationName: operation?.name };
  if (operation?.kind === 'subscription') return client(headers).iterate(params);
  return fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(params),
  }).then((response) => response.json());
}

const tabs = JSON.parse(document.getElementById('examples').textContent).map(({ query, variables }) => ({
  query,
  variables: variables === undefined ? '' : JSON.stringify(variables, null, 2),
}));
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;
/** An operation that a page of the dashboard shows here: it stands behind "#", and so is in no log. It gets a tab of its own. */
const shown = new URLSearchParams(location.hash.slice(1));
const given = shown.get('query') === null ? null : { query: shown.get('query'), variables: shown.get('variables') ?? '' };
const first = given ?? (isFirstVisit ? tabs[0] : undefined);

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  title: 'Fine Tune Lab',
  logo: '<span></span>',
  fetcher,
  defaultTabs: tabs,
  // Given here, these would replace what the user left in the tab; not given, the page would put its own welcome there.
  initialQuery: first?.query,
  initialVariables: first?.variables,
  initialHeaders: shown.get('headers') ?? undefined,
  shouldPersistHeaders: false,
  onEditQuery: () => {}, // keeps the text out of the address
});
