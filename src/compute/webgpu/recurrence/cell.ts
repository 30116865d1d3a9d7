/** A recurrent cell in WGSL. */
export type Cell = {
  op: string;
  /** Blocks of columns in the weights. */
  gates: number;
  /** Values kept a unit and step for the way back. */
  kept: number;
  /** Values of gradient a unit and step: the first `gates` belong to the input's product. */
  slopes: number;
  /** Which of them belong to the state's product. */
  stateSlopes: readonly number[];
  /** Whether the state's product has a bias of its own: the second row of bias. */
  hasStateBias: boolean;
  /**
   * From x0, x1, … (input) and h0, h1, … (state), `before` and `carry`, both 0 at the start: sets `state`, may set `carry`,
   * and declares kept0, kept1, ….
   */
  forward: string;
  /**
   * From `dh`, kept0, …, `state`, `before`, `carryBefore` (the last value kept one step earlier) and `carry` (0 at the end):
   * declares slope0, … and sets `carry`.
   */
  backward: string;
};
