/** Every Chinese word of the console, in one file for the browser. */

export default import.meta.glob<Record<string, unknown>>('./zh-CN/*.json', { eager: true, import: 'default' });
