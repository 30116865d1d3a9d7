/** Names of columns that say whose row it is. */
import { nameWords } from './name-words.ts';

const idWords = new Set(
  (
    'id uid uuid unique key code store shop item product sku article series group category region country city state' +
    ' station sensor device meter branch warehouse location site channel brand department dept name symbol ticker' +
    ' line plant machine family segment artikel filiale markt produkt standort land tienda producto magasin produit' +
    ' part material outlet teil werk ean upc gtin plu asin konto account kunde customer client matnr werks kostenstelle' +
    ' lager sucursal artículo articulo negozio prodotto filiaal winkel mağaza ürün sklep produkt магазин товар артикул'
  ).split(' '),
);
/** `part_no` is a name, `no_of_orders` is an amount. */
const numberingWords = new Set(['no', 'nr', 'num', 'nbr', 'nummer', 'number', 'numero', 'número', 'num']);
/** `Artikelnr.`, `Filialnummer`, `barcode`, `storeid`. */
const idEndings =
  /(?:.{3}nr|nummer|.{2}code|kennung|schlüssel|(?:store|user|item|product|customer|shop|device|site)id)$/;
const easternId = /编号|門店|门店|店铺|商品|产品|地区|城市|省份|站点|设备|品类|类别|名称|店舗|매장|상품/;

/** Whether a column's name says that it tells series apart: `store`, `part_no`, `Artikelnr.`, `门店`. */
export function soundsLikeId(name: string): boolean {
  const words = nameWords(name);
  const last = words[words.length - 1] ?? '';
  return (
    numberingWords.has(last) || idEndings.test(last) || words.some((word) => idWords.has(word)) || easternId.test(name)
  );
}
