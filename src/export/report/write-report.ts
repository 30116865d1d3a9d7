/** A report as one HTML file that opens anywhere: no script, no address, nothing to load, to be read and printed on A4. */
import { escapeMarkup } from '../markup.ts';
import { drawMeetingChart } from '../meeting/meeting-chart.ts';
import type { Report, ReportBlock, ReportSection, ReportTable } from './report.ts';
import { reportStyle } from './report-style.ts';

/** Forbids everything but the style sheet below, should anything ever get in. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const text = escapeMarkup;

function writeTable({ caption, columns, rows, marked }: ReportTable): string {
  const kindOf = (at: number) => (columns[at]?.isNumber ? ' class="number"' : '');
  const head = columns.map(({ heading }, at) => `<th scope="col"${kindOf(at)}>${text(heading)}</th>`).join('');
  const body = rows.map((row, place) => {
    const cells = row.map((cell, at) =>
      at === 0 ? `<th scope="row"${kindOf(at)}>${text(cell)}</th>` : `<td${kindOf(at)}>${text(cell)}</td>`,
    );
    return `<tr${marked.includes(place) ? ' class="marked"' : ''}>${cells.join('')}</tr>`;
  });
  const title = caption === '' ? '' : `<caption>${text(caption)}</caption>`;
  return `<div class="table"><table>${title}<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function writeBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p${block.isFaint ? ' class="faint"' : ''}>${text(block.text)}</p>`;
    case 'list':
      return block.items.length === 0 ? '' : `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
    case 'facts': {
      const facts = block.facts.map(({ label, value }) => `<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`);
      return `<dl>${facts.join('')}</dl>`;
    }
    case 'table':
      return writeTable(block);
    case 'chart':
      return `<figure>${drawMeetingChart(block.chart, true)}</figure>`;
    case 'charts': {
      const charts = block.charts.map(
        ({ chart, words }) =>
          `<figure>${drawMeetingChart(chart, true)}<figcaption>${text(words)}</figcaption></figure>`,
      );
      return `<div class="charts">${charts.join('')}</div>`;
    }
  }
}

function writeSection({ title, blocks }: ReportSection): string {
  return `<section><h2>${text(title)}</h2>${blocks.map(writeBlock).join('\n')}</section>`;
}

/** @returns the whole file's text, UTF-8 */
export function writeReport({ language, dir, title, subtitle, answer, trust, sections, footer }: Report): string {
  const sentence = answer.map((part) => (part.isStrong ? `<strong>${text(part.text)}</strong>` : text(part.text)));
  return [
    '<!doctype html>',
    `<html lang="${text(language)}" dir="${dir}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light">',
    `<title>${text(title)}</title>`,
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${text(title)}</h1><p class="faint">${text(subtitle)}</p></header>`,
    '<main>',
    `<div class="answer"><p class="sentence">${sentence.join('')}</p>${trust ? `<p class="trust ${trust.grade}">${text(trust.text)}</p>` : ''}</div>`,
    ...sections.map(writeSection),
    '</main>',
    `<footer>${text(footer)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
