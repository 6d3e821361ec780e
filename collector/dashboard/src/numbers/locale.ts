/**
 * The reader's English: the page is written in English, and a German month or decimal comma in an English sentence
 * reads as a mistake. Without an English among the browser's languages it is the international one.
 */
export const locale: string = navigator.languages.find((language) => /^en\b/i.test(language)) ?? 'en-GB';
