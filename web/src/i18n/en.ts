/** Every English word of the console, in one file for the browser. */

export default import.meta.glob<Record<string, unknown>>('./en/*.json', { eager: true, import: 'default' });
