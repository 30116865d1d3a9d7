import type { Messages } from '../../../i18n/messages.ts';

export const en = {
  'files.project': 'Project file',
  'files.project-why': 'Settings, roles and results of what is open in one file, to go on with it elsewhere or later.',
  'files.with-data': 'With the data of {name} ({bytes})',
  'files.save-project': 'Save the project',
  'files.not-saved': 'The project could not be written.',
  'files.share': 'Link',
  'files.share-why':
    'It carries settings, models, horizon, the roles of the columns and the language: whoever opens it chooses the file.',
  'files.share-result':
    'With the forecast of {name}: {count} numbers, its name, model and error, to be looked at without the file',
  'files.share-past': {
    one: 'And with data: the last value that it goes on from',
    other: 'And with data: the last {count} values that it goes on from',
  },
  'files.share-by': 'From (if you like)',
  'files.share-disk': 'This page was opened from disk: the link opens only where its file lies in the same place.',
  'files.share-copy': 'Copy a link',
  'files.share-copied': 'Copied.',
  'files.share-not-copied': 'Copy it from here.',
  'files.share-carries.none': 'It carries no data.',
  'files.share-carries.result': 'It carries the forecast and no data.',
  'files.share-carries.past': 'It carries the forecast and the last values of the data: whoever has the link has them.',
  'files.share-page': 'Or the whole answer as a page in one file, which opens anywhere and loads nothing:',
  'files.kept': 'Kept in this browser',
  'files.why':
    'So that a reload, a crash or a closed tab loses nothing: the files you open, their settings and results. They stay in this browser, on this machine. At most 12 files and 1 GB; the oldest go first.',
  'files.from-disk':
    'This page was opened from disk. In some browsers all pages opened from disk share what they keep, so another one could read it. Save projects instead where that matters.',
  'files.none': 'Nothing is kept.',
  'files.open': 'Open',
  'files.open-file': 'Open {name}',
  'files.open-here': 'open',
  'files.open-elsewhere': 'open in another tab',
  'files.delete': 'Delete',
  'files.delete-file': 'Delete what is kept of {name}',
  'files.sum': '{bytes} in all',
  'files.delete-all': 'Delete all',
  'files.keep-nothing': 'Keep nothing',
} as const satisfies Messages<'en'>;
