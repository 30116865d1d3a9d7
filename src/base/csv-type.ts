/** What a CSV file says that it is. */
export const csvType = 'text/csv;charset=utf-8';
