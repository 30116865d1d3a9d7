/** Losses after each epoch, mean squared error on normalised windows; `validation` is empty where nothing was held out. */
export type LossCurve = { train: number[]; validation: number[] };
