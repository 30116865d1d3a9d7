/** The analyses there are, in the order in which they are offered. Each is the folder of that name. */
export const analysisIds = ['forecast', 'all-series', 'stock', 'price', 'why', 'data'] as const;
export type AnalysisId = (typeof analysisIds)[number];
