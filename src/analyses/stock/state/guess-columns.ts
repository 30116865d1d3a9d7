/** Which column says what of an item, by its name. */
import { fold } from '../../../base/fold.ts';
import { isPrice } from '../../../table/columns/level-words.ts';
import { nameWords } from '../../../table/columns/name-words.ts';
import type { ItemField } from '../inputs.ts';

/** A word that the name has, or ends with; Chinese anywhere in it. The first field that knows a name has it. */
const patterns: readonly [Exclude<ItemField, 'price'>, RegExp, RegExp][] = [
  [
    'onOrder',
    /^(?:bestellt|bestellbestand|zulauf|unterwegs|ordered|transit|incoming|inbound|commande|pedido|onorder|offene?)$/,
    /在途|已订|在訂|订货中|采购中/,
  ],
  [
    'minimumOrder',
    /^(?:moq|mindestmenge|mindestbestellmenge|mindestbestellung|minimum|min|minorder)$/,
    /起订|最小订|最低订/,
  ],
  [
    'packSize',
    /^(?:ve|vpe|gebinde|verpackungseinheit|packungsgrosse|pack|packsize|case|carton|karton|multiple|losgrosse|colis)$/,
    /包装|装箱|箱规|每箱/,
  ],
  [
    'leadTime',
    /^(?:lieferzeit|wiederbeschaffungszeit|wbz|beschaffungszeit|lead|leadtime|delai|levertijd)$/,
    /提前期|交期|交货期|供货周期/,
  ],
  ['review', /^(?:bestellrhythmus|bestellzyklus|review|ordercycle)$/, /订货周期|盘点周期/],
  ['shelfLife', /^(?:mhd|haltbarkeit|restlaufzeit|shelf|shelflife|expiry)$/, /保质期|有效期/],
  [
    'cost',
    /^(?:ek|einkaufspreis|einstandspreis|ekpreis|einstand|cost|costs|kosten|unitcost|purchase|costo|coste|cout)$/,
    /成本|进价|進價|采购价/,
  ],
  [
    'onHand',
    /^(?:bestand|lagerbestand|istbestand|lager|stock|onhand|inventory|hand|available|verfugbar|voorraad|existencias|giacenza)$/,
    /库存|庫存|现有|在库|结存/,
  ],
];

const supplierWords = /^(?:lieferant|lieferanten|supplier|vendor|fournisseur|proveedor|fornitore|leverancier)$/;

export function isSupplier(name: string): boolean {
  return /供应商|供應商|供货商/.test(name) || nameWords(fold(name)).some((one) => supplierWords.test(one));
}

/** @returns null where the name says nothing of these */
export function guessField(name: string): ItemField | null {
  // What is compared has lost its accents, and ß is two letters.
  const words = nameWords(fold(name).replace(/ß/g, 'ss'));
  const whole = words.join('');
  for (const [field, word, eastern] of patterns) {
    if (eastern.test(name) || word.test(whole) || words.some((one) => word.test(one))) return field;
  }
  return isPrice(name) ? 'price' : null;
}
