/** What can be done with who was found: keep it as a segment, go on in the builder, export it, take the rule along. */

import { AppstoreAddOutlined, CopyOutlined, DownloadOutlined, EditOutlined } from '@ant-design/icons-svg';
import { lazy, Suspense, useState } from 'react';
import type { FindAnswer, Rule, SegmentDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { toast } from '../../ui/toasts';
import { BLANK } from '../segments/blank';
import { type Asked, linkOf } from './asked';

const SaveDialog = lazy(() => import('./SaveDialog'));

type Props = { asked: Asked; answer: FindAnswer; stale: boolean };

/** While another answer is on its way nothing is done with this one. */
export function Acts({ asked, answer, stale }: Props) {
  const { t } = useTranslation();
  const { api, page, can } = useAccess();
  const [saving, setSaving] = useState(false);
  const document = useDocument(asked, answer);
  return (
    <div className="row find-acts" inert={stale}>
      {can('segments.edit') && (
        <>
          <Button kind="primary" icon={AppstoreAddOutlined} onClick={() => setSaving(true)}>
            {t('find.save')}
          </Button>
          <ButtonLink icon={EditOutlined} to={page('/segments/new')} state={{ document }}>
            {t('find.build')}
          </ButtonLink>
        </>
      )}
      {can('segments.export') && (
        <ButtonLink icon={DownloadOutlined} href={`/api/v1${api('/finds/members.csv')}?${linkOf(asked)}`}>
          {t('find.export')}
        </ButtonLink>
      )}
      {navigator.clipboard && (
        <Button
          icon={CopyOutlined}
          onClick={() => void navigator.clipboard.writeText(answer.yaml).then(() => toast(t('parts.copied')))}
        >
          {t('find.copy')}
        </Button>
      )}
      {saving && (
        <Suspense fallback={null}>
          <SaveDialog document={document} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** A segment of the rule, named after what was asked. */
function useDocument(asked: Asked, answer: FindAnswer): SegmentDocument {
  const { t } = useTranslation();
  const text = useText();
  const what = answer.what.map((each) => text(each.label) || each.value).slice(0, 3);
  const label = t('find.label', {
    what: what.join(t('find.comma')) || t('find.anything'),
    within: asked.within ? t('find.days', { days: asked.within }) : t('find.ever'),
  });
  const first = [...asked.product, ...asked.brand, ...asked.category][0] ?? 'any';
  const name = ['found', first, asked.within ? `${asked.within}d` : 'ever', asked.reachable].filter(Boolean).join('-');
  return {
    ...BLANK,
    name: name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 64),
    label: { 'zh-CN': label.slice(0, 100), en: label.slice(0, 100) },
    rule: answer.rule as Rule,
  };
}
