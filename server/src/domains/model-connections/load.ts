export { budgetSpent, spenderOf, spentToday, type Spending } from './load/budget.ts';
export { callsOf, type LedgerCall } from './load/calls.ts';
export { chooseModel, type Chosen } from './load/choice.ts';
export { connectedModels, modelSettingsOf, type ModelSettings } from './load/connections.ts';
export { useModels } from './load/environment.ts';
export { bookOf, nanoUsdOf, typicalTurn } from './load/price.ts';
export { streamChat, type ChatContext } from './load/stream.ts';
