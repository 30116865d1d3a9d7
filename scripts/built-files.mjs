/** Names of files that the build writes beside the page. */

/** The whole page in one file. */
export const oneFileName = 'dropcast.html';
/** The headers worth setting, as some hosts read them. */
export const headersFileName = '_headers';
