/** Where a panel's data stands. `refreshing` keeps the last picture on screen, dimmed, until the new one is there. */
export type Load<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'empty' }
  | { readonly state: 'ready'; readonly value: Value; readonly refreshing: boolean };
