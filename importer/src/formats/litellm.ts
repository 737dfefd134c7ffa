/** LiteLLM's price table: no records, one call of importPrices with the whole object. */
export const litellmPrices = {
  id: 'LiteLLM prices',
  description: "LiteLLM's price table (.json: an object with an entry for each model)",
  recognises: (head: string): boolean =>
    /^\s*\{/.test(head) &&
    /"(litellm_provider|input_cost_per_token)"\s*:/.test(head) &&
    !/"(externalId|messageExternalId)"\s*:/.test(head.split('\n', 1)[0] ?? ''),
};
