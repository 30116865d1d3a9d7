import { openAsBlob } from 'node:fs';
import { readTable } from '../src/table/read-table.ts';
export async function dbg(f: string) { const t = await readTable(await openAsBlob(f), f.split('/').pop()!, {}); if(!t.ok){console.log(t);return;} const v=t.value; console.log(f, JSON.stringify(v.dialect), JSON.stringify(v.notes).slice(0,600)); for (const c of v.columns) console.log('  ', c.kind, c.name, c.kind==='text'? c.labels.slice(0,5): [...c.values.slice(0,5)], c.kind==='date'?c.format:''); }
