/** Rows of a table that codes name, summed up; a negative code names none. */

/** y [batch, width] from `table` [rows, width] and `codes` [batch, names] */
export function embedForward(batch: i32, names: i32, width: i32, table: usize, codes: usize, y: usize): void {
  const bytes = (width as usize) * 4;
  memory.fill(y, 0, (batch as usize) * bytes);
  for (let row: i32 = 0; row < batch; row++) {
    for (let name: i32 = 0; name < names; name++) {
      const code = load<f32>(codes) as i32;
      codes += 4;
      if (code < 0) continue;
      addRow(width, table + (code as usize) * bytes, y);
    }
    y += bytes;
  }
}

/** slope [rows, width] of the table, from `dy` [batch, width] */
export function embedBackward(
  batch: i32,
  names: i32,
  rows: i32,
  width: i32,
  dy: usize,
  codes: usize,
  slope: usize,
): void {
  const bytes = (width as usize) * 4;
  memory.fill(slope, 0, (rows as usize) * bytes);
  for (let row: i32 = 0; row < batch; row++) {
    for (let name: i32 = 0; name < names; name++) {
      const code = load<f32>(codes) as i32;
      codes += 4;
      if (code >= 0) addRow(width, dy, slope + (code as usize) * bytes);
    }
    dy += bytes;
  }
}

function addRow(width: i32, from: usize, to: usize): void {
  for (let at: i32 = 0; at < width; at++) {
    const offset = (at as usize) * 4;
    store<f32>(to + offset, load<f32>(to + offset) + load<f32>(from + offset));
  }
}
