/** The shaders that go over a whole sequence: forwards, and back. */
import type { SequenceSizes as Sizes } from '../../recurrent.ts';
import { activationFunctions, times } from '../form.ts';
import { groupsOf, type Shader } from '../program.ts';
import type { Cell } from './cell.ts';
import { each, type RecurrenceLayout } from './recurrence-layout.ts';
import { multiplySlopes, multiplyState } from './step-products.ts';

/** How a shader begins: what it enables, and its functions. */
function preamble({ subgroup }: RecurrenceLayout): string {
  return `${subgroup > 0 ? 'enable subgroups;\n' : ''}${activationFunctions}`;
}

function parameters({ subgroup }: RecurrenceLayout): string {
  return `
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groupCount: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
  ${subgroup > 0 ? '@builtin(subgroup_invocation_id) invocation: u32,' : ''}`;
}

function prologue(sizes: Sizes, layout: RecurrenceLayout): string {
  const { lanes, units, groups, rows } = layout;
  return `
  let lane = thread % ${lanes}u;
  let block = thread / ${lanes}u;
  let firstRow = block * ${rows}u;
  ${times(rows, (r) => `let row${r} = group.x * ${groups * rows}u + firstRow + ${r}u;\nlet isRow${r} = row${r} < ${sizes.batch}u;\nlet safeRow${r} = min(row${r}, ${sizes.batch - 1}u);`)}
  ${times(units, (u) => `let unit${u} = lane + ${u * lanes}u;\nlet isUnit${u} = unit${u} < ${sizes.hidden}u;`)}`;
}

export function writeForward(cell: Cell, sizes: Sizes, layout: RecurrenceLayout, isNarrow: boolean): Shader {
  const { time, batch, features, hidden } = sizes;
  const { gates, kept } = cell;
  const { lanes, units, groups, rows } = layout;
  const width = gates * hidden;
  const shared = groups * rows * hidden;
  const threads = lanes * groups;
  const product = multiplyState(cell, sizes, layout);
  const fromInput = (r: number, u: number, g: number) =>
    isNarrow
      ? `var x${g}_${r}_${u} = bias${u}_${g};`
      : `var x${g}_${r}_${u} = bias${u}_${g} + product[(t * ${batch}u + safeRow${r}) * ${width}u + ${g * hidden}u + unit${u}];`;
  const narrow = `
    for (var f = 0u; f < ${features}u; f++) {
      ${times(units, (u) => times(gates, (g) => `let w${u}_${g} = kernel[f * ${width}u + ${g * hidden}u + unit${u}];`))}
      ${times(rows, (r) => `let in${r} = x[(t * ${batch}u + safeRow${r}) * ${features}u + f];`)}
      ${each(layout, (r, u) => times(gates, (g) => `x${g}_${r}_${u} += in${r} * w${u}_${g};`))}
    }`;
  const body = `${preamble(layout)}
var<workgroup> states: array<f32, ${2 * shared}>;
${product.memory}
@compute @workgroup_size(${threads})
fn main(${parameters(layout)}) {
  for (var i = group.x * ${threads}u + thread; i < ${hidden * width}u; i += groupCount.x * ${threads}u) {
    transposed[i] = recurrent[i % ${hidden}u * ${width}u + i / ${hidden}u];
  }
  ${prologue(sizes, layout)}
  ${times(units, (u) => times(gates, (g) => `let bias${u}_${g} = bias[${g * hidden}u + unit${u}];`))}
  ${product.before}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;\nif (isUnit${u}) { states[(firstRow + ${r}u) * ${hidden}u + unit${u}] = 0.0; }`)}
  workgroupBarrier();
  for (var t = 0u; t < ${time}u; t++) {
    let now = (t & 1u) * ${shared}u;
    let next = ${shared}u - now;
    ${product.atStep}
    ${each(layout, (r, u) => times(gates, (g) => fromInput(r, u, g)))}
    ${isNarrow ? narrow : ''}
    ${each(
      layout,
      (r, u) => `if (isUnit${u}) {
      let own = (firstRow + ${r}u) * ${hidden}u + unit${u};
      let before = states[now + own];
      var carry = carry_${r}_${u};
      var state = 0.0;
      ${times(gates, (g) => `let x${g} = x${g}_${r}_${u};\nlet h${g} = h${g}_${r}_${u};`)}
      ${cell.forward}
      carry_${r}_${u} = carry;
      states[next + own] = state;
      if (isRow${r}) {
        let place = t * ${batch}u + row${r};
        y[place * ${hidden}u + unit${u}] = state;
        ${times(kept, (q) => `reserve[place * ${kept * hidden}u + ${q * hidden}u + unit${u}] = kept${q};`)}
      }
    }`,
    )}
    workgroupBarrier();
  }
}`;
  return { body, grid: [groupsOf(batch, groups * rows), 1, 1] };
}

export function writeBackward(cell: Cell, sizes: Sizes, layout: RecurrenceLayout): Shader {
  const { time, batch, hidden } = sizes;
  const { kept, slopes, stateSlopes } = cell;
  const { lanes, groups, rows } = layout;
  const width = stateSlopes.length * hidden;
  const product = multiplySlopes(cell, sizes, layout);
  const at = (r: number, u: number) => `let place = t * ${batch}u + safeRow${r};
      let isFirst = t == 0u;
      let earlier = select(place - ${batch}u, place, isFirst);
      var state = y[place * ${hidden}u + unit${u}];
      var before = select(y[earlier * ${hidden}u + unit${u}], 0.0, isFirst);
      ${times(kept, (q) => `let kept${q} = reserve[place * ${kept * hidden}u + ${q * hidden}u + unit${u}];`)}
      ${kept > 0 ? `let carryBefore = select(reserve[earlier * ${kept * hidden}u + ${(kept - 1) * hidden}u + unit${u}], 0.0, isFirst);` : ''}`;
  const body = `${preamble(layout)}
var<workgroup> later: array<f32, ${groups * rows * width}>;
${product.memory}
@compute @workgroup_size(${lanes * groups})
fn main(${parameters(layout)}) {
  ${prologue(sizes, layout)}
  ${product.before}
  ${each(layout, (r, u) => `var carry_${r}_${u} = 0.0;`)}
  for (var ahead = 0u; ahead < ${time}u; ahead++) {
    let t = ${time - 1}u - ahead;
    ${each(layout, (r, u) => `var dh_${r}_${u} = dy[(t * ${batch}u + safeRow${r}) * ${hidden}u + min(unit${u}, ${hidden - 1}u)];`)}
    if (ahead > 0u) {
      ${product.atStep}
    }
    workgroupBarrier();
    ${each(
      layout,
      (r, u) => `if (isUnit${u}) {
      ${at(r, u)}
      let dh = dh_${r}_${u};
      var carry = carry_${r}_${u};
      ${cell.backward}
      carry_${r}_${u} = carry;
      ${stateSlopes.map((slope, c) => `later[(firstRow + ${r}u) * ${width}u + ${c * hidden}u + unit${u}] = slope${slope};`).join('\n')}
      if (isRow${r}) {
        ${times(slopes, (q) => `dz[place * ${slopes * hidden}u + ${q * hidden}u + unit${u}] = slope${q};`)}
      }
    }`,
    )}
    workgroupBarrier();
  }
}`;
  return { body, grid: [groupsOf(batch, groups * rows), 1, 1] };
}
