import { expect, it } from 'vitest';
import { guessField, isSupplier } from './guess-columns.ts';

it.each([
  ['Lagerbestand', 'onHand'],
  ['Bestand (Stk)', 'onHand'],
  ['Stock on hand', 'onHand'],
  ['库存', 'onHand'],
  ['Offene Bestellung', 'onOrder'],
  ['on_order', 'onOrder'],
  ['在途数量', 'onOrder'],
  ['VE', 'packSize'],
  ['Packungsgröße', 'packSize'],
  ['Pack size', 'packSize'],
  ['Mindestbestellmenge', 'minimumOrder'],
  ['MOQ', 'minimumOrder'],
  ['Lieferzeit (Tage)', 'leadTime'],
  ['lead_time_days', 'leadTime'],
  ['EK-Preis', 'cost'],
  ['unit cost', 'cost'],
  ['进价', 'cost'],
  ['VK-Preis', 'price'],
  ['售价', 'price'],
  ['Haltbarkeit', 'shelfLife'],
  ['Lieferant', null],
  ['Menge', null],
  ['Warengruppe', null],
])('reads %s', (name, field) => {
  expect(guessField(name)).toBe(field);
});

it('knows who supplies', () => {
  for (const name of ['Lieferant', 'supplier_id', '供应商']) expect(isSupplier(name)).toBe(true);
  expect(isSupplier('Lieferzeit')).toBe(false);
});
