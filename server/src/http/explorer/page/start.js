// Starts the explorer that the page's own server sends along: nothing comes from elsewhere.
const base = document.currentScript.src.replace(/start\.js$/, '');
const workers = { editorWorkerService: 'editor.worker.bundle.js', json: 'json.worker.bundle.js', graphql: 'graphql.worker..bundle.js' };

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `${base}monacoeditorwork/${workers[label] ?? workers.editorWorkerService}`,
};

const examples = JSON.parse(document.getElementById('examples').textContent);
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  title: 'Fine Tune Lab',
  logo: '<span></span>',
  endpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  defaultTabs: examples.map(({ query, variables }) => ({ query, variables: variables === undefined ? '' : JSON.stringify(variables, null, 2) })),
  shouldPersistHeaders: false,
  onEditQuery: () => {}, // keeps the text out of the address
});
