/** What divides a model: a form beside the same document as YAML, changed by those who may. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Rule, StageModel, StageSettings } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Dialog } from '../../ui/Dialog';
import { SettingsEditor } from '../../ui/document/SettingsEditor';
import { YamlPane } from '../../ui/document/YamlPane';
import { Loaded } from '../../ui/Loaded';
import { LifecycleForm, type Terms } from './LifecycleForm';
import { type Rules, RulesForm } from './RulesForm';

type Document = StageSettings['document'];
type Props = { model: StageModel; onClose: () => void };

const ABOUT: Record<StageModel, string> = {
  lifecycle: 'stages.settingsLifecycleForm',
  aipl: 'stages.settingsRules',
  ladder: 'stages.settingsRules',
  b2b: 'stages.settingsB2b',
};

export default function SettingsDialog({ model, onClose }: Props) {
  const { t } = useTranslation();
  const path = useAccess().api(`/stages/${model}/settings`);
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<StageSettings>(path, undefined, signal) });
  return (
    <Dialog full stays title={t('stages.settingsOf', { model: t(`stages.${model}`) })} onClose={onClose}>
      <Loaded query={query} rows={8}>
        {(found) => <Editor key={found.version} model={model} path={path} found={found} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function Editor({ model, path, found, onClose }: Props & { path: string; found: StageSettings }) {
  const { t } = useTranslation();
  const [applied, setApplied] = useState(0);
  return (
    <SettingsEditor<Document>
      path={path}
      found={found}
      about={t(ABOUT[model])}
      permission="stages.edit"
      onClose={onClose}
    >
      {({ draft, setDraft, mayEdit, refusal }) => (
        <div className="editor">
          <Form
            key={applied}
            model={model}
            draft={draft}
            where={refusal == null ? '' : (asProblem(refusal).problem.where ?? '')}
            disabled={!mayEdit}
            onChange={setDraft}
          />
          <YamlPane
            label={t('stages.yaml')}
            document={draft}
            readOnly={!mayEdit}
            like={found.document}
            onApply={(typed) => {
              setDraft(typed);
              setApplied(applied + 1);
            }}
          />
        </div>
      )}
    </SettingsEditor>
  );
}

type FormProps = {
  model: StageModel;
  draft: Document;
  where: string;
  disabled: boolean;
  onChange: (draft: Document) => void;
};

function Form({ model, draft, onChange, ...rest }: FormProps) {
  if (model === 'lifecycle') return <LifecycleForm {...rest} terms={draft as Terms} onChange={onChange} />;
  return (
    <RulesForm
      {...rest}
      model={model}
      rules={(draft.stages ?? {}) as Rules}
      who={draft.who as Rule | undefined}
      onChange={(stages) => onChange({ ...draft, stages })}
      onWho={(who) => onChange({ ...draft, who })}
    />
  );
}
