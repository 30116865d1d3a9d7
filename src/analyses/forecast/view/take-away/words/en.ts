import type { Messages } from '../../../../../i18n/messages.ts';

export const en = {
  'away.open': 'Take it away',
  'away.model': 'The trained network',
  'away.model-why':
    'With it the same forecast is made again, here or elsewhere, without training. None of your rows is in it, though what it has learnt can tell something of them.',
  'away.which': 'Network',
  'away.save-model': 'Save the model',
  'away.model-use':
    'Opens on this page like a file, on new data of the same kind. With a page that says what it is good for.',
  'away.save-onnx': 'Save as ONNX',
  'away.onnx-use': 'For other programs: the last {count} values in, the forecast out, in the unit of the data.',
  'away.no-onnx':
    'There is no ONNX file of this network: an LSTM, GRU, RNN, Transformer, PatchTST and NLinear have one.',
  'away.none': 'No network was trained in this run.',
  'away.beside':
    'The networks of this run read other columns beside the values, or were told the time of year. How those are scaled and what of them is known ahead belongs to this file, and is not in the formats offered here: forecast without them to take a network away.',
  'away.earlier': 'The networks of this run were trained before this page kept what they learn. Run it again.',
  'away.pretrained': 'The pre-trained network',
  'away.pretrained-use':
    'For other programs, with all that it reads of a history inside: raw values in, the forecast and its quantiles out. This file is for a season of {season} and {horizon} steps ahead, which it says itself; for others save another.',
  'away.pretrained-about':
    'The network of Dropcast that was trained ahead on synthetic series. Input `values`, double [N, history], raw and the oldest first; outputs `forecast`, double [N, {horizon}], and `quantiles`. Season {season}.',
  'away.two-ways':
    'Of hours and shorter steps over three weeks and more the network reads days and weeks and weighs the two by trials, which an ONNX file cannot do.',
  'away.failed': 'It could not be written.',

  'away.shops': 'Train together with other shops',
  'away.shops-hint': 'one network, no rows exchanged',

  'shrink.title': 'Smaller weights',
  'shrink.hint': 'for experts: fewer bits, or fewer weights',
  'shrink.why':
    'The network is trained again from three seeds, up to where the test begins, and tested with smaller weights. What costs more than another seed would is refused. Here all weights are unpacked before use, so that less room is not more speed.',
  'shrink.start': 'Try it',
  'shrink.running': 'Training and testing: {share}',
  'shrink.stop': 'Stop',
  'shrink.failed': 'It came to nothing: the test had nothing to judge by.',
  'shrink.noise': 'Another seed changes the error by {noise} (standard deviation of three).',
  'shrink.way': 'Weights',
  'shrink.size': 'Size',
  'shrink.packed': 'In a zip',
  'shrink.time': 'One test',
  'shrink.error': 'Error',
  'shrink.change': 'Change',
  'shrink.way.f32': '32 bits, as trained',
  'shrink.way.f16': '16 bits',
  'shrink.way.int8': '8 bits',
  'shrink.way.pruned-50': 'half of them zero',
  'shrink.way.pruned-80': 'four fifths zero',
  'shrink.save': 'Save',
  'shrink.save-way': 'Save the model: {way}',
  'shrink.refused': 'refused: worse than another seed',

  'away.python': 'The run in Python',
  'away.python-why':
    'A script that reads the same file and repeats the run with statsforecast and its sister libraries: on one machine, or on Spark, Ray or Dask where the data has outgrown a browser. It says itself whether it read the file as this page did.',
  'away.save-python': 'Save the script',
  'away.left-out': 'Without a counterpart there, and left out: {models}.',
  'away.repaired':
    'The file has a form that Python reads otherwise: give the script the repaired data, which is saved at the top of the page.',

  'deployed.note':
    'Forecast by the {model} that was saved on {day}, which learnt from {data}. This run trained nothing.',
  'deployed.column': 'There it learnt {learnt}; here it is {found}.',
  'deployed.seen':
    'It has seen part of this test when it learnt, so that the test flatters it: what it is worth shows on what comes after {last}.',
  'deployed.scaled': 'The values are of another size than those it learnt from, and were scaled anew.',

  'card.title': '{model}: {target}',
  'card.what': 'What it is',
  'card.what-text':
    'A trained network, {model}, of {weights}. It reads the last {lookBack} values of a series and gives the next {horizon}, all at once.',
  'card.members': 'It is {count} networks of different seeds, whose forecasts are averaged.',
  'card.learnt': 'What it learnt from',
  'card.learnt-text': 'File {data}, column {target}: {points}, {rhythm}, from {first} to {last}.',
  'card.series': 'Series {series}, of the columns {ids}.',
  'card.error': 'How far it is off',
  'card.error-text':
    'In a test on what it had not seen it was off by {mae} on average, {ratio} times the error of the seasonal naive, which repeats the last season.',
  'card.better': 'That is better than the naive on that data.',
  'card.worse': 'That is no better than the naive: repeating the last season would have done as well.',
  'card.error-none': 'What was saved has no test beside the seasonal naive with it. Test it before you trust it.',
  'card.error-after':
    'That is the error of the test. The weights saved are those of the forecast: unless the run was stopped they have mostly learnt more since, and were not tested themselves. Made smaller, they may be further off.',
  'card.error-shops':
    'Tested was the end of {data}, which its shop kept from the learning: the weights saved are those that were tested. How far they are off on the data of the other shops was not tested here. Made smaller, they may be further off.',
  'card.not': 'What it is not for',
  'card.not-rhythm': 'Data of another rhythm than {rhythm}, or of another kind than what it learnt from.',
  'card.not-shorter': 'Series shorter than {lookBack} values.',
  'card.not-new': 'Times unlike those it has seen: new prices, a shop that closes, an epidemic.',
  'card.not-cause': 'Telling why something happens, or what would happen if something were changed.',
  'card.not-alone': 'Deciding alone: keep the seasonal naive beside it, and train it again when its error grows.',
  'card.use': 'How it is used',
  'card.use-page': 'Open the zip on the page it came from, then a file of the same kind.',
  'card.use-weights':
    'model.safetensors has the weights; config in its metadata has settings, scaling (centre and spread), columns and this description.',
  'card.use-onnx':
    'ONNX: input `values`, double [N, {lookBack}], raw and the oldest first; output `forecast`, double [N, {horizon}].',
  'card.use-quantiles': 'Output `quantiles`, double [N, {horizon}, {levels}]: {list}.',
  'card.privacy':
    'It holds no rows of the data. It does hold the names of file, series and columns, and weights can tell something of what they were learnt from.',
} as const satisfies Messages<'en'>;
