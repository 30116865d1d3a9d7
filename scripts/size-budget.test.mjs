import { expect, test } from 'vitest';
import { measureFirstLoad, scriptsOfPage, staticImports } from './size-budget.mjs';

test('the page names its scripts and modulepreloads, not its styles', () => {
  const html = `<script type="module" crossorigin src="./assets/a.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/b.js">
    <link rel="stylesheet" href="./assets/c.css"><script>inline()</script>`;
  expect(scriptsOfPage(html)).toEqual(['./assets/a.js', './assets/b.js']);
});

test('static imports and re-exports count, dynamic imports do not', () => {
  const source = `import{a as b}from"./b.js";import"./c.js";export*from'../d.js';const e=()=>import("./e.js");`;
  expect(staticImports(source)).toEqual(['./b.js', './c.js', '../d.js']);
});

/** @type {Record<string, string>} */
const site = {
  'index.html': '<script src="./first.js"></script><script type="module" src="./assets/a.js"></script>',
  'first.js': 'document.title="";',
  'assets/a.js': 'import"./b.js";import("./late.js");',
  'assets/a.js.map': '{"sources":["../../src/main.tsx"]}',
  'assets/b.js': 'import"./a.js";export{};',
  'assets/b.js.map': '{"sources":["../../node_modules/@tensorflow/tfjs-core/dist/index.js"]}',
};

test('the first load is what the page reaches statically, and names what has no place in it', async () => {
  const { files, forbiddenSources } = await measureFirstLoad(async (path) => {
    const text = site[path];
    if (text === undefined) throw new Error(`${path} was read`);
    return text;
  });
  expect(files.map(({ path }) => path)).toEqual(['first.js', 'assets/a.js', 'assets/b.js']);
  expect(forbiddenSources).toEqual(['../../node_modules/@tensorflow/tfjs-core/dist/index.js']);
});
