/** Parts of the dashboard, in their order. */
export const sections = [
  { id: 'models', title: 'Models and training', note: 'which model does best, and whether training helped' },
  { id: 'quality', title: 'Quality', note: 'how messages were rated and judged, and why they failed' },
  { id: 'performance', title: 'Performance and SLA', note: 'how long answers take' },
  { id: 'cost', title: 'Cost and resources', note: 'tokens and money' },
  { id: 'operations', title: 'Operations', note: 'tools, errors, providers, jobs' },
  { id: 'activity', title: 'Activity', note: 'who changed what in the workspace' },
] as const;

/** Where a panel stands. Those of the overview stand on boards; the dashboard begins with their numbers. */
export type SectionId = (typeof sections)[number]['id'] | 'overview';

/** The section's title, for a list of panels. */
export const sectionTitle = (id: SectionId): string => sections.find((section) => section.id === id)?.title ?? 'Overview';
