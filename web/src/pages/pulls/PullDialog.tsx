/** Makes or changes a folder pull: which files, by which template, how often, and what then. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post } from '../../api/client';
import type { FolderPullDetail, ImportFolders, MappingTemplate, Page, PullDocument } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Radios } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { FormDialog } from '../../ui/FormDialog';
import { Input } from '../../ui/Input';
import { Loaded } from '../../ui/Loaded';
import { Note } from '../../ui/Note';
import { NumberInput } from '../../ui/NumberInput';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';
import { KEPT, TemplateField } from './TemplateField';

type Props = {
  pull?: FolderPullDetail;
  onClose: () => void;
  onSaved: (saved: FolderPullDetail) => void;
};
type Known = { folders: ImportFolders; templates: MappingTemplate[] };
type Typed = Pick<PullDocument, 'folder' | 'pattern' | 'every_minutes' | 'quiet_seconds' | 'afterwards'> & {
  name: string;
  template: string;
};

export default function PullDialog(props: Props) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const query = useQuery({
    queryKey: [api('/import-folders'), 'beside', api('/mapping-templates')],
    queryFn: async ({ signal }): Promise<Known> => ({
      folders: await get<ImportFolders>(api('/import-folders'), undefined, signal),
      templates: (await get<Page<MappingTemplate>>(api('/mapping-templates'), { limit: 200 }, signal)).items,
    }),
  });
  if (query.data) return <Form {...props} known={query.data} />;
  return (
    <Dialog title={t(props.pull ? 'pulls.change' : 'pulls.new')} onClose={props.onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Dialog>
  );
}

function Form({ pull, known, onClose, onSaved }: Props & { known: Known }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Typed>(
    firstTyped(pull, known),
    ({ name, folder, pattern, template }) => ({
      name: !name.trim() && t('pulls.needName'),
      folder: !folder.trim() && t('pulls.needFolder'),
      pattern: !pattern.trim() && t('pulls.needPattern'),
      template: !template && t('pulls.needTemplate'),
    }),
    async ({ name, template, ...settings }) => {
      const found = known.templates.find((each) => String(each.id) === template)?.mapping ?? pull?.document.mapping;
      const document = { kind: 'folder_pull', version: 1, ...pull?.document, ...settings, mapping: found };
      const body = { name: name.trim(), document };
      const saved = pull
        ? await patch<FolderPullDetail>(api(`/folder-pulls/${pull.id}`), body)
        : await post<FolderPullDetail>(api('/folder-pulls'), body);
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [api('/folder-pulls')] });
      onSaved(saved);
    },
  );
  const { typed, errors, set } = form;
  return (
    <FormDialog title={t(pull ? 'pulls.change' : 'pulls.new')} act={t('parts.save')} form={form} onClose={onClose}>
      {known.folders.allowed.length === 0 && (
        <Note tone="info" title={t('pulls.notAllowed')}>
          {t('pulls.notAllowedAbout')}
        </Note>
      )}
      <Field label={t('pulls.name')} error={errors.name}>
        {(wired) => (
          <Input {...wired} maxLength={100} value={typed.name} onChange={({ target }) => set({ name: target.value })} />
        )}
      </Field>
      <Field label={t('pulls.folder')} error={errors.folder} hint={<Allowed folders={known.folders} />}>
        {(wired) => (
          <>
            <Input
              {...wired}
              className="mono"
              list="pull-folders"
              value={typed.folder}
              onChange={({ target }) => set({ folder: target.value })}
            />
            <datalist id="pull-folders">
              {known.folders.there.map((folder) => (
                <option key={folder} value={folder} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={t('pulls.pattern')} error={errors.pattern} hint={t('pulls.patternAbout')}>
        {(wired) => (
          <Input
            {...wired}
            className="mono"
            value={typed.pattern}
            onChange={({ target }) => set({ pattern: target.value })}
          />
        )}
      </Field>
      <TemplateField
        document={pull?.document}
        templates={known.templates}
        value={typed.template}
        error={errors.template}
        onChange={(template) => set({ template })}
      />
      <div className="row pull-times">
        <Field label={t('pulls.every')}>
          {() => (
            <NumberInput
              whole
              label={t('pulls.every')}
              min={1}
              unit={t('pulls.minute')}
              value={typed.every_minutes}
              onChange={(every_minutes) => set({ every_minutes })}
            />
          )}
        </Field>
        <Field label={t('pulls.quiet')}>
          {() => (
            <NumberInput
              whole
              label={t('pulls.quiet')}
              min={0}
              unit={t('pulls.second')}
              value={typed.quiet_seconds}
              onChange={(quiet_seconds) => set({ quiet_seconds })}
            />
          )}
        </Field>
      </div>
      <p className="field-hint">{t('pulls.quietAbout')}</p>
      <Radios
        label={t('pulls.afterwards')}
        value={typed.afterwards}
        options={(['leave', 'move'] as const).map((value) => ({ value, label: t(`pulls.then.${value}`) }))}
        onChange={(afterwards) => set({ afterwards })}
      />
    </FormDialog>
  );
}

function Allowed({ folders }: { folders: ImportFolders }) {
  const { t } = useTranslation();
  return folders.allowed.length ? t('pulls.allowed', { folders: folders.allowed.join(t('imports.comma')) }) : null;
}

function firstTyped(pull: FolderPullDetail | undefined, known: Known): Typed {
  const { folder, pattern, every_minutes, quiet_seconds, afterwards } = pull?.document ?? {
    folder: known.folders.allowed[0] ?? '',
    pattern: '*.csv',
    every_minutes: 15,
    quiet_seconds: 60,
    afterwards: 'leave' as const,
  };
  const template = pull ? KEPT : '';
  return { name: pull?.name ?? '', template, folder, pattern, every_minutes, quiet_seconds, afterwards };
}
