const missingWords = new Set(
  (
    'na n/a #n/a n.a. n.a nan null (null) none nil missing undefined unknown - -- --- – — . .. : ? *' +
    ' #value! #div/0! #ref! #name? #num! #null! \\n k.a. n.d. n.d n.v. n.b. s/d s.d. н/д н.д. 无 空 缺失 暂无 未知 不详'
  ).split(' '),
);

/** Whether a cell of a number or date column says that there is no value: empty, or a word such as `NA`, `-` or `#N/A`. */
export function isMissing(text: string): boolean {
  if (text.length > 12) return text.trim() === '';
  const word = text.trim().toLowerCase();
  return word === '' || missingWords.has(word);
}
