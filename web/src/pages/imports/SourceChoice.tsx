/** By what a file is mapped: a kept template that fits, or the columns as they are recognised. */

import type { Upload } from '../../api/types';
import { useTranslation } from '../../i18n';
import { formatRate } from '../../ui/format';
import { PlainSelect } from '../../ui/PlainSelect';
import { AUTOMATIC } from './choosing';
import { useKindName } from './useKinds';

type Props = { upload: Upload; value: string; onChange: (source: string) => void; small?: boolean; label?: string };

export function SourceChoice({ upload, value, onChange, small, label }: Props) {
  const { t } = useTranslation();
  const kindName = useKindName();
  const options = upload.templates.map((template) => ({
    value: String(template.id),
    label: t('imports.templateFits', {
      name: template.name,
      kind: kindName(template.kind),
      rate: formatRate(template.score, 0),
    }),
  }));
  return (
    <PlainSelect
      label={label ?? t('imports.mappedBy')}
      className="source-choice"
      small={small}
      value={value}
      options={[...options, { value: AUTOMATIC, label: t('imports.recognised') }]}
      onChange={onChange}
    />
  );
}
