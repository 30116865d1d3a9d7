import type { Messages } from '../../../../../i18n/messages.ts';

export const en = {
  'together.why':
    'Each shop trains the same network on its own data and hands on a file of weights. One person averages the files and hands the next round back; three to five rounds are usual. There is no server: how the files travel is up to you.',

  'together.safe': 'What this protects, and what not',
  'together.safe.rows':
    'No row leaves this computer: the files hold weights, how many windows they learnt from, two errors, and your shop’s name as you write it.',
  'together.safe.scale':
    'How large your sales are stays here too: each shop scales its own values, and errors are told beside the seasonal naive.',
  'together.safe.weights': 'Weights can tell something of what they learnt from. They are not anonymous.',
  'together.safe.averager': 'Whoever averages sees the weights of every shop. Give that to somebody you trust.',
  'together.safe.two':
    'With two shops, each can work out the other’s weights from the average and its own. More shops hide each better.',
  'together.safe.spoil':
    'Nobody checks what a shop hands back: a careless or hostile one can spoil the network for all. Compare the errors from round to round.',

  'together.begin-why':
    'One shop begins: it draws first weights and saves the file of round 1, which is handed to all. Its run’s settings hold for all: how far back, how far ahead, and whether a shop learns from one series or from all of its file.',
  'together.network': 'Network',
  'together.rounds': 'Rounds',
  'together.epochs': 'Epochs in each',
  'together.begin-save': 'Save round 1',
  'together.open-why':
    'Or open what you were handed: the file of a round, or the files that shops hand back, all at once.',
  'together.open': 'Open files',
  'together.open-more': 'Open more files',
  'together.drop': 'They can also be dropped here.',
  'together.leave': 'Start over',

  'together.round': 'Round {round} of {rounds}',
  'together.over': { one: 'The only round is over', other: 'All {count} rounds are over' },
  'together.about': '{model}: the last {lookBack} values in, the next {horizon} out; {rhythm}.',
  'together.average-of': { one: 'The average of {count} shop:', other: 'The average of {count} shops:' },
  'together.shop': 'Shop',
  'together.windows': 'Windows',
  'together.before': 'Error before',
  'together.after': 'Error after',
  'together.errors-why':
    'Errors are each shop’s own, on its newest windows before its test part, as a share of the seasonal naive’s: below 1 is better than repeating the last season.',

  'together.label': 'Your shop’s name, as the others see it',
  'together.learn': 'Learn on this data',
  'together.learn-again': 'Learn again',
  'together.learning': 'Learning: {share}',
  'together.stop': 'Stop',
  'together.name-first': 'Give your shop a name first.',
  'together.learnt':
    'Learnt from {windows}. Error on your newest windows: {before} before, {after} after, as a share of the seasonal naive’s.',
  'together.learnt-unmeasured': 'Learnt from {windows}. The error could not be told beside the seasonal naive.',
  'together.test-kept': 'Your test part was not learnt from, so that it can judge what comes of this.',
  'together.norm': 'What was learnt has a norm of {norm}.',
  'together.noise-costs': 'It was kept to {clip}; the noise on it has a norm of about {noise}.',
  'together.save': 'Save for the others',
  'together.save-why': 'Hand this file to whoever averages.',

  'together.hide': 'Hide more by noise',
  'together.hide-hint': 'for experts, off at first',
  'together.hide-on': 'Cut what was learnt to a norm, and add noise',
  'together.hide-why':
    'What your shop learnt is kept to a norm, and Gaussian noise is added to every weight before the file is written. It is noise of this shop alone, so that you need trust nobody; that takes much of it. With few shops hardly anything may be left of what was learnt: look at the error after. What the errors are is then not told to the others; how many windows there were still is.',
  'together.clip': 'Norm',
  'together.multiplier': 'Noise, times the norm',
  'together.epsilon': {
    one: 'Over {count} such round: epsilon {epsilon} at delta {delta}. Below 1 is strong, above 10 says little.',
    other: 'Over {count} such rounds: epsilon {epsilon} at delta {delta}. Below 1 is strong, above 10 says little.',
  },
  'together.epsilon-none': 'Without noise there is no epsilon: the norm alone protects nothing.',

  'together.brought': 'Handed back in round {round} of {rounds}',
  'together.average': 'Average, and save round {round}',
  'together.average-last': 'Average, and save the result',
  'together.averaged': 'The file is saved: hand it to all, this shop goes on with it below.',
  'together.one': 'One file is no average: at least two shops have to take part.',
  'together.two': 'Two shops: each can work out the other’s weights from the average.',
  'together.hidden': 'hidden by noise',
  'together.left-out': 'Left out:',
  'together.file.damaged': '{name} is damaged, cut short or not what this page writes.',
  'together.file.newer': '{name} was saved by a newer version of this page.',
  'together.file.too-large': '{name} is larger than this page takes.',
  'together.file.no-round': '{name} is no file of a shared training.',
  'together.file.not-finite': '{name} holds weights that are no numbers: that training failed.',
  'together.file.second-round': '{name} is the file of a round, and another was opened. Open one alone.',
  'together.file.other-training': '{name} belongs to another training.',
  'together.file.other-round': '{name} is of round {found}, and the others are of round {wanted}.',
  'together.file.other-network': '{name} is of another network or other settings.',
  'together.file.other-weights': '{name} did not begin with the same weights as the others.',
  'together.file.twice': '{name} is of a shop that is there already ({label}, in {first}).',
  'together.file.too-many': '{name} is one more than this page averages.',

  'together.use': 'Forecast with it here',
  'together.use-why':
    'The last layers are fitted to this data and stay here: a head of your own, kept where it does better on your newest windows. Then the forecast and its test are made. “Save the model” keeps it.',
  'together.data': {
    one: '{data}, together with {count} other shop',
    other: '{data}, together with {count} other shops',
  },

  'together.failed.diverged':
    'The training fell apart: its error grew without bound. Begin anew with a smaller learning rate.',
  'together.failed.other-network': 'The weights are not those of this network. The file may have been changed.',
  'together.failed.cancelled': 'Stopped.',
  'together.failed.worker': 'It came to nothing: the worker stopped, perhaps for lack of memory. Try it again.',
} as const satisfies Messages<'en'>;
