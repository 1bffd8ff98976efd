/** Where something was learnt, in words: `import:7` is import no. 7. */

import { useTranslation } from '../../i18n';

export function useReference(): (reference: string) => string {
  const { t } = useTranslation();
  return (reference) => {
    const [kind = '', number = ''] = reference.split(':');
    return kind === 'import' || kind === 'inbox'
      ? t(`duplicates.from.${kind}`, { number })
      : t('duplicates.from.other');
  };
}
