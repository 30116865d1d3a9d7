/** The jobs of this analysis, in plain data, and what comes of them: a kind for each section that has some worked out. */

export type WhyJob = { kind: 'none' };
export type WhyPart = { kind: 'none' };
