/** What a webhook is called, what its rows become, and where the rows lie in a call. */

import type { ImportKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { PlainSelect } from '../../ui/PlainSelect';
import type { Drafted } from './Editor';
import { setEach } from './mapping';
import { listsIn } from './paths';

type Props = { draft: Drafted; kinds: ImportKind[]; sample: unknown; onChange: (draft: Drafted) => void };

export function Basics({ draft, kinds, sample, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const { document } = draft;
  const kind = kinds.find((each) => each.name === document.imports);
  return (
    <Panel>
      <div className="webhook-basics">
        <Field label={t('webhooks.name')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={100}
              placeholder={t('webhooks.nameHint')}
              value={draft.name}
              onChange={({ target }) => onChange({ ...draft, name: target.value })}
            />
          )}
        </Field>
        <Field label={t('webhooks.makes')} hint={text(kind?.about)}>
          {(wired) => (
            <PlainSelect
              {...wired}
              value={document.imports}
              options={kinds.map((each) => ({ value: each.name, label: text(each.label) }))}
              onChange={(imports) => onChange({ ...draft, document: { ...document, imports, columns: {} } })}
            />
          )}
        </Field>
        <Field label={t('webhooks.each')} hint={t('webhooks.eachHint')}>
          {(wired) => (
            <Input
              {...wired}
              className="mono"
              list="sample-lists"
              maxLength={200}
              placeholder="order.items"
              value={document.each ?? ''}
              onChange={({ target }) => onChange({ ...draft, document: setEach(document, target.value.trim()) })}
            />
          )}
        </Field>
        <Field label={t('webhooks.zone')} hint={t('webhooks.zoneHint')}>
          {(wired) => (
            <Input
              {...wired}
              maxLength={100}
              value={document.zone ?? workspace.zone}
              onChange={({ target }) => onChange({ ...draft, document: { ...document, zone: target.value } })}
            />
          )}
        </Field>
      </div>
      <datalist id="sample-lists">
        {listsIn(sample).map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </Panel>
  );
}
