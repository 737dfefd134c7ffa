export { spenderOf } from './load/budget.ts';
export { callsOf } from './load/calls.ts';
export { chooseModel } from './load/choice.ts';
export { useModels } from './load/environment.ts';
export { estimatesOf, type Estimate } from './load/estimates.ts';
export { streamChat } from './load/stream.ts';
export { openChat, type ChatSession } from './load/session.ts';
export { wholeAnswer, type Purse, type WholeAnswer, type WholeFailure } from './load/whole.ts';
export { modelProblem } from './load/known-model.ts';
