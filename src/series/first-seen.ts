/**
 * Numbers values by their first appearance, without hashing those that come in rising order, as dates mostly do: once, or
 * series by series the same ones again.
 */
export class FirstSeen {
  /** Values that were above all before them, with their numbers: in order. */
  readonly #rising: number[] = [];
  readonly #numbersOfRising: number[] = [];
  /** The others. */
  readonly #numbers = new Map<number, number>();
  /** The place in `#rising` behind the value asked for last. */
  #next = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The values, each once, the smallest first; without NaN. */
  inOrder(): Float64Array {
    const rising = Float64Array.from(this.#rising);
    if (this.#numbers.size === 0) return rising;
    const others = [...this.#numbers.keys()].filter((value) => !Number.isNaN(value));
    return Float64Array.from([...rising, ...others]).sort();
  }

  /** 0 for the first value, 1 for the next that is another; NaN is a value like any. */
  numberOf(value: number): number {
    const rising = this.#rising;
    if (rising[this.#next] === value) return this.#numbersOfRising[this.#next++];
    if (rising.length === 0 ? !Number.isNaN(value) : value > rising[rising.length - 1]) {
      this.#numbersOfRising.push(this.#count);
      this.#next = rising.push(value);
      return this.#count++;
    }
    const place = this.#find(value);
    if (rising[place] === value) {
      this.#next = place + 1;
      return this.#numbersOfRising[place];
    }
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#count);
    return this.#count++;
  }

  /** The place of the last rising value that is not above `value`; 0 where there is none. */
  #find(value: number): number {
    let low = 0;
    let high = this.#rising.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#rising[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
