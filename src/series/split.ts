/**
 * Where a series is cut: [0, trainEnd) trains, [trainEnd, validationEnd) chooses when to stop, [validationEnd, length)
 * tests. The parts follow time, so nothing learns from what came after it. The settings of a run say where:
 * `splitFor` in forecasters/backtest-settings.ts.
 */
export type Split = { length: number; trainEnd: number; validationEnd: number };
