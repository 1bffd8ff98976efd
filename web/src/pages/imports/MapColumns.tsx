/** Second and third step: what the file is, which column is which field, a trial without loading, and the load. */

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../../api/client';
import type { Import, ImportKind, Mapping, Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { choiceOf, firstChoice } from './choosing';
import { FieldTable } from './FieldTable';
import { FileFacts } from './FileFacts';
import { IdentifierRows } from './IdentifierRows';
import { KindChoice } from './KindChoice';
import { missingFields } from './mapping';
import { Preview } from './Preview';
import { SourceChoice } from './SourceChoice';
import { TrialResult } from './TrialResult';
import { useKinds } from './useKinds';

type MapColumnsProps = { upload: Upload; onSheet: (upload: Upload) => void; onOther: () => void };

export function MapColumns(props: MapColumnsProps) {
  return <Loaded query={useKinds()}>{(known) => <Mapper {...props} kinds={known} />}</Loaded>;
}

function Mapper({ upload, kinds, onSheet, onOther }: MapColumnsProps & { kinds: ImportKind[] }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const [{ source, mapping }, setChoice] = useState(() => firstChoice(upload, workspace));
  const kind = kinds.find((each) => each.name === mapping?.imports);
  const setMapping = (changed: Mapping) => setChoice({ source, mapping: changed });
  return (
    <>
      <FileFacts upload={upload} onSheet={onSheet} onOther={onOther} />
      <Panel title={t('imports.whatIsIt')}>
        <div className="stack">
          <KindChoice
            kinds={kinds}
            proposals={upload.proposals}
            value={mapping?.imports}
            onChange={(name) => setChoice(firstChoice(upload, workspace, name))}
          />
          {upload.templates.length > 0 && (
            <div className="row">
              <span>{t('imports.mappedBy')}</span>
              <SourceChoice
                upload={upload}
                value={source}
                onChange={(chosen) => setChoice(choiceOf(upload, workspace, chosen, mapping?.imports))}
              />
              <span className="muted">{t('imports.templateAbout')}</span>
            </div>
          )}
        </div>
      </Panel>
      {mapping && kind && (
        <>
          <Panel flush title={t('imports.columns')}>
            <FieldTable upload={upload} kind={kind} mapping={mapping} onChange={setMapping} />
            {kind.identified !== 'never' && <IdentifierRows upload={upload} mapping={mapping} onChange={setMapping} />}
          </Panel>
          <Preview upload={upload} kind={kind} mapping={mapping} />
          <Run upload={upload} kind={kind} mapping={mapping} />
        </>
      )}
    </>
  );
}

function Run({ upload, kind, mapping }: { upload: Upload; kind: ImportKind; mapping: Mapping }) {
  const { t } = useTranslation();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const missing = missingFields(kind, mapping);
  const start = useMutation({
    mutationFn: (dry_run: boolean) =>
      post<Import>(api('/imports'), { upload: upload.id, kind: kind.name, mapping, dry_run }),
    onSuccess: (made) => {
      if (!made.dry_run) navigate(page(`/imports/${made.id}`));
    },
  });
  return (
    <Panel title={t('imports.step.run')}>
      <div className="stack">
        <p className="muted">{t('imports.runAbout')}</p>
        {missing.length > 0 && <MissingFields fields={missing} />}
        {start.error && <ProblemView error={start.error} />}
        {start.data?.dry_run && <TrialResult id={start.data.id} />}
        <div className="row">
          <Button
            disabled={missing.length > 0}
            busy={start.isPending && start.variables}
            onClick={() => start.mutate(true)}
          >
            {t('imports.tryIt')}
          </Button>
          <Button
            kind="primary"
            disabled={missing.length > 0}
            busy={start.isPending && !start.variables}
            onClick={() => start.mutate(false)}
          >
            {t('imports.loadIt')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function MissingFields({ fields }: { fields: ImportKind['fields'] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const names = fields.map((field) => field.label[language]).join(language === 'en' ? ', ' : '、');
  return (
    <p role="status" className="needed">
      {t('imports.missing', { names })}
    </p>
  );
}
