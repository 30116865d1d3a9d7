/** The products with the recurrent weights at each time step, in WGSL: of the state, and of its slopes on the way back. */
import type { SequenceSizes as Sizes } from '../../recurrent.ts';
import { times } from '../form.ts';
import type { Cell } from './cell.ts';
import { each, type RecurrenceLayout } from './recurrence-layout.ts';

type Walk = {
  depth: number;
  rows: number;
  subgroup: number;
  /** The value of a row at k. */
  read: (row: number, k: string) => string;
  /** What is done at each k with s0, s1, …, those values. */
  body: (k: string) => string;
};

/** Goes over the states, or their slopes, of all units. */
function walk({ depth, rows, subgroup, read, body }: Walk): string {
  if (subgroup === 0) {
    return `for (var k = 0u; k < ${depth}u; k++) {
      ${times(rows, (r) => `let s${r} = ${read(r, 'k')};`)}
      ${body('k')}
    }`;
  }
  return `for (var k0 = 0u; k0 < ${depth}u; k0 += ${subgroup}u) {
      ${times(rows, (r) => `let own${r} = ${read(r, 'k0 + invocation')};`)}
      ${times(subgroup, (i) => `{ let k = k0 + ${i}u; ${times(rows, (r) => `let s${r} = subgroupBroadcast(own${r}, ${i}u);`)} ${body('k')} }`)}
    }`;
}

/** The same written out, for a body that names what a thread keeps at each k. */
function walkWrittenOut({ depth, rows, subgroup, read, body }: Walk): string {
  return times(depth, (k) => {
    const within = subgroup === 0 ? 0 : k % subgroup;
    const isNewBlock = subgroup > 0 && within === 0;
    const load = isNewBlock
      ? times(rows, (r) => `${k > 0 ? '' : 'var '}own${r} = ${read(r, `${k}u + invocation`)};`)
      : '';
    const get = (r: number) => (subgroup === 0 ? read(r, `${k}u`) : `subgroupBroadcast(own${r}, ${within}u)`);
    return `${load} { ${times(rows, (r) => `let s${r} = ${get(r)};`)} ${body(String(k))} }`;
  });
}

/** The state's product in WGSL: before the first step, and at each. */
type Product = { memory: string; before: string; atStep: string };

/** Declares h0_<row>_<unit>, h1_…: the state times the recurrent weights, with its bias. */
export function multiplyState(cell: Cell, { hidden }: Sizes, layout: RecurrenceLayout): Product {
  const { gates, hasStateBias } = cell;
  const { units, groups, rows, weights, subgroup } = layout;
  const width = gates * hidden;
  const bias = (column: string) => (hasStateBias ? `bias[${width}u + ${column}]` : '0.0');
  if (weights === 'streamed') {
    return {
      memory: '',
      before: times(units, (u) =>
        times(gates, (g) => `let stateBias${u}_${g} = ${bias(`${g * hidden}u + unit${u}`)};`),
      ),
      atStep: `${each(layout, (r, u) => times(gates, (g) => `var h${g}_${r}_${u} = stateBias${u}_${g};`))}
    ${walk({
      depth: hidden,
      rows,
      subgroup,
      read: (r, k) => `states[now + (firstRow + ${r}u) * ${hidden}u + ${k}]`,
      body: (k) => `
      ${times(units, (u) => times(gates, (g) => `let u${u}_${g} = recurrent[${k} * ${width}u + ${g * hidden}u + unit${u}];`))}
      ${each(layout, (r, u) => times(gates, (g) => `h${g}_${r}_${u} += s${r} * u${u}_${g};`))}`,
    })}`,
    };
  }
  const allRows = groups * rows;
  return {
    memory: `var<workgroup> sums: array<f32, ${allRows * width}>;`,
    before: `let column = block * ${hidden}u + lane;
  let stateBias = ${bias('column')};
  ${times(hidden, (k) => `let kept_${k} = recurrent[${k * width}u + column];`)}`,
    atStep: `${times(allRows, (r) => `var sum${r} = stateBias;`)}
    ${walkWrittenOut({
      depth: hidden,
      rows: allRows,
      subgroup,
      read: (r, k) => `states[now + ${r * hidden}u + ${k}]`,
      body: (k) => times(allRows, (r) => `sum${r} += s${r} * kept_${k};`),
    })}
    ${times(allRows, (r) => `sums[${r * width}u + column] = sum${r};`)}
    workgroupBarrier();
    ${each(layout, (r, u) => times(gates, (g) => `let h${g}_${r}_${u} = sums[(firstRow + ${r}u) * ${width}u + ${g * hidden}u + unit${u}];`))}`,
  };
}

/** Adds to dh_<row>_<unit> the slopes of the step after, times the recurrent weights, block by block. */
export function multiplySlopes(cell: Cell, { hidden }: Sizes, layout: RecurrenceLayout): Product {
  const { groups, rows, units, weights, subgroup } = layout;
  const blocks = cell.stateSlopes.length;
  const width = blocks * hidden;
  if (weights === 'streamed') {
    return {
      memory: '',
      before: '',
      atStep: `for (var c = 0u; c < ${blocks}u; c++) {
      ${each(layout, (r, u) => `var part_${r}_${u} = 0.0;`)}
      ${walk({
        depth: hidden,
        rows,
        subgroup,
        read: (r, k) => `later[(firstRow + ${r}u) * ${width}u + c * ${hidden}u + ${k}]`,
        body: (k) => `
        ${times(units, (u) => `let w${u} = transposed[(c * ${hidden}u + ${k}) * ${hidden}u + unit${u}];`)}
        ${each(layout, (r, u) => `part_${r}_${u} += s${r} * w${u};`)}`,
      })}
      ${each(layout, (r, u) => `dh_${r}_${u} += part_${r}_${u};`)}
    }`,
    };
  }
  const allRows = groups * rows;
  return {
    memory: `var<workgroup> parts: array<f32, ${allRows * width}>;`,
    before: times(hidden, (k) => `let kept_${k} = transposed[(block * ${hidden}u + ${k}u) * ${hidden}u + lane];`),
    atStep: `${times(allRows, (r) => `var sum${r} = 0.0;`)}
    ${walkWrittenOut({
      depth: hidden,
      rows: allRows,
      subgroup,
      read: (r, k) => `later[${r * width}u + block * ${hidden}u + ${k}]`,
      body: (k) => times(allRows, (r) => `sum${r} += s${r} * kept_${k};`),
    })}
    ${times(allRows, (r) => `parts[${r * width}u + block * ${hidden}u + lane] = sum${r};`)}
    workgroupBarrier();
    ${each(layout, (r, u) => times(blocks, (c) => `dh_${r}_${u} += parts[(firstRow + ${r}u) * ${width}u + ${c * hidden}u + unit${u}];`))}`,
  };
}
