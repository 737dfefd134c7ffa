const argument = (name: string, description: string, required = true) => ({ name, description, required });

/** Prompts that clients offer to people. */
export const prompts = [
  {
    name: 'weekly_review',
    title: 'Weekly review',
    description: 'What changed in production over the last week.',
    arguments: [],
  },
  {
    name: 'training_review',
    title: 'Review of a training job',
    description: 'How a training job went, and whether its model is better.',
    arguments: [argument('job', 'Training job: id, external id or name')],
  },
  {
    name: 'experiment_readout',
    title: 'Readout of an experiment',
    description: 'What an experiment shows so far, and whether it may end.',
    arguments: [argument('experiment', 'Key or name of the experiment')],
  },
] as const;

const rules = 'State n and the interval of each number. Where data is thin or missing, say so. Use numbers of tool results only.';

const texts: Readonly<Record<string, (args: Readonly<Record<string, string>>) => string>> = {
  weekly_review: () =>
    `Review the last week: production_metrics and evaluation_metrics period_comparison with from and to of the last week (datetime range), then failure_tags. ${rules}`,
  training_review: ({ job }) =>
    `Review the training job ${JSON.stringify(job)}: training_metrics get_job_details and get_job_metrics, training_predictions list_available_epochs, then production_metrics by model. ${rules}`,
  experiment_readout: ({ experiment }) =>
    `Read out the experiment ${JSON.stringify(experiment)}: experiments results. Name the verdict, the sample ratio and what is still missing. ${rules}`,
};

/** The text of a prompt; null: there is none of this name, or an argument is missing. */
export function promptText(name: string, args: Readonly<Record<string, string>>): string | null {
  const prompt = prompts.find((one) => one.name === name);
  if (prompt === undefined || prompt.arguments.some((one) => typeof args[one.name] !== 'string')) return null;
  return (texts[name] as (of: Readonly<Record<string, string>>) => string)(args);
}
