/** The table in a price file, or what is wrong with the file in words. */
export function readTable(text: string): { readonly ok: true; readonly table: object } | { readonly ok: false; readonly problem: string } {
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  if (typeof table !== 'object' || table === null)
    return {
      ok: false,
      problem:
        'It is JSON, but not a table of models. LiteLLM’s model_prices_and_context_window.json is one object with a key per model, genai-prices’ data.json a list of providers.',
    };
  return { ok: true, table };
}
