import type { Messages } from '../../../../../i18n/messages.ts';

export const en = {
  'shops.why':
    'Each shop trains the same network on its own data and hands on a file of weights. One person averages the files and hands the next round back; three to five rounds are usual. There is no server: how the files travel is up to you.',

  'shops.safe': 'What this protects, and what not',
  'shops.safe.rows':
    'No row leaves this computer: the files hold weights, how many windows they learnt from, two errors, and your shop’s name as you write it.',
  'shops.safe.scale':
    'How large your sales are stays here too: each shop scales its own values, and errors are told beside the seasonal naive.',
  'shops.safe.weights': 'Weights can tell something of what they learnt from. They are not anonymous.',
  'shops.safe.averager': 'Whoever averages sees the weights of every shop. Give that to somebody you trust.',
  'shops.safe.two':
    'With two shops, each can work out the other’s weights from the average and its own. More shops hide each better.',
  'shops.safe.spoil':
    'Nobody checks what a shop hands back: a careless or hostile one can spoil the network for all. Compare the errors from round to round.',

  'shops.begin-why':
    'One shop begins: it draws first weights and saves the file of round 1, which is handed to all. Its run’s settings hold for all: how far back, how far ahead, and whether a shop learns from one series or from all of its file.',
  'shops.network': 'Network',
  'shops.rounds': 'Rounds',
  'shops.epochs': 'Epochs in each',
  'shops.begin-save': 'Save round 1',
  'shops.open-why':
    'Or open what you were handed: the file of a round, or the files that shops hand back, all at once.',
  'shops.open': 'Open files',
  'shops.open-more': 'Open more files',
  'shops.drop': 'They can also be dropped here.',
  'shops.leave': 'Start over',

  'shops.round': 'Round {round} of {rounds}',
  'shops.over': { one: 'The only round is over', other: 'All {count} rounds are over' },
  'shops.about': '{model}: the last {lookBack} values in, the next {horizon} out; {rhythm}.',
  'shops.average-of': { one: 'The average of {count} shop:', other: 'The average of {count} shops:' },
  'shops.shop': 'Shop',
  'shops.windows': 'Windows',
  'shops.before': 'Error before',
  'shops.after': 'Error after',
  'shops.errors-why':
    'Errors are each shop’s own, on its newest windows before its test part, as a share of the seasonal naive’s: below 1 is better than repeating the last season.',

  'shops.label': 'Your shop’s name, as the others see it',
  'shops.learn': 'Learn on this data',
  'shops.learn-again': 'Learn again',
  'shops.learning': 'Learning: {share}',
  'shops.stop': 'Stop',
  'shops.name-first': 'Give your shop a name first.',
  'shops.learnt':
    'Learnt from {windows}. Error on your newest windows: {before} before, {after} after, as a share of the seasonal naive’s.',
  'shops.learnt-unmeasured': 'Learnt from {windows}. The error could not be told beside the seasonal naive.',
  'shops.test-kept': 'Your test part was not learnt from, so that it can judge what comes of this.',
  'shops.norm': 'What was learnt has a norm of {norm}.',
  'shops.noise-costs': 'It was kept to {clip}; the noise on it has a norm of about {noise}.',
  'shops.save': 'Save for the others',
  'shops.save-why': 'Hand this file to whoever averages.',

  'shops.hide': 'Hide more by noise',
  'shops.hide-hint': 'for experts, off at first',
  'shops.hide-on': 'Cut what was learnt to a norm, and add noise',
  'shops.hide-why':
    'What your shop learnt is kept to a norm, and Gaussian noise is added to every weight before the file is written. It is noise of this shop alone, so that you need trust nobody; that takes much of it. With few shops hardly anything may be left of what was learnt: look at the error after. What the errors are is then not told to the others; how many windows there were still is.',
  'shops.clip': 'Norm',
  'shops.multiplier': 'Noise, times the norm',
  'shops.epsilon': {
    one: 'Over {count} such round: epsilon {epsilon} at delta {delta}. Below 1 is strong, above 10 says little.',
    other: 'Over {count} such rounds: epsilon {epsilon} at delta {delta}. Below 1 is strong, above 10 says little.',
  },
  'shops.epsilon-none': 'Without noise there is no epsilon: the norm alone protects nothing.',

  'shops.brought': 'Handed back in round {round} of {rounds}',
  'shops.average': 'Average, and save round {round}',
  'shops.average-last': 'Average, and save the result',
  'shops.averaged': 'The file is saved: hand it to all, this shop goes on with it below.',
  'shops.one': 'One file is no average: at least two shops have to take part.',
  'shops.two': 'Two shops: each can work out the other’s weights from the average.',
  'shops.hidden': 'hidden by noise',
  'shops.left-out': 'Left out:',
  'shops.file.damaged': '{name} is damaged, cut short or not what this page writes.',
  'shops.file.newer': '{name} was saved by a newer version of this page.',
  'shops.file.too-large': '{name} is larger than this page takes.',
  'shops.file.no-round': '{name} is no file of a shared training.',
  'shops.file.not-finite': '{name} holds weights that are no numbers: that training failed.',
  'shops.file.second-round': '{name} is the file of a round, and another was opened. Open one alone.',
  'shops.file.other-training': '{name} belongs to another training.',
  'shops.file.other-round': '{name} is of round {found}, and the others are of round {wanted}.',
  'shops.file.other-network': '{name} is of another network or other settings.',
  'shops.file.other-weights': '{name} did not begin with the same weights as the others.',
  'shops.file.twice': '{name} is of a shop that is there already ({label}, in {first}).',
  'shops.file.too-many': '{name} is one more than this page averages.',

  'shops.use': 'Forecast with it here',
  'shops.use-why':
    'The last layers are fitted to this data and stay here: a head of your own, kept where it does better on your newest windows. Then the forecast and its test are made. “Save the model” keeps it.',
  'shops.data': {
    one: '{data}, together with {count} other shop',
    other: '{data}, together with {count} other shops',
  },

  'shops.failed.diverged':
    'The training fell apart: its error grew without bound. Begin anew with a smaller learning rate.',
  'shops.failed.other-network': 'The weights are not those of this network. The file may have been changed.',
  'shops.failed.cancelled': 'Stopped.',
  'shops.failed.worker': 'It came to nothing: the worker stopped, perhaps for lack of memory. Try it again.',
} as const satisfies Messages<'en'>;
