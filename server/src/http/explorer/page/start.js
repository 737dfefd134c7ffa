// Starts the explorer that the page's own server sends along: nothing comes from elsewhere.
const base = document.currentScript.src.replace(/start\.js$/, '');
const workers = { editorWorkerService: 'editor.worker.bundle.js', json: 'json.worker.bundle.js', graphql: 'graphql.worker..bundle.js' };

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `${base}monacoeditorwork/${workers[label] ?? workers.editorWorkerService}`,
};

const tabs = JSON.parse(document.getElementById('examples').textContent).map(({ query, variables }) => ({
  query,
  variables: variables === undefined ? '' : JSON.stringify(variables, null, 2),
}));
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  title: 'Fine Tune Lab',
  logo: '<span></span>',
  endpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs,
  // Given here, these would replace what somebody left in the tab; not given, the page would put its own welcome there.
  initialQuery: isFirstVisit ? tabs[0].query : undefined,
  initialVariables: isFirstVisit ? tabs[0].variables : undefined,
  shouldPersistHeaders: false,
  onEditQuery: () => {}, // keeps the text out of the address
});
