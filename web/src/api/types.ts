/** The shapes the API speaks: from its OpenAPI description, narrowed where that says only "string" or "object". */

import type { components } from './schema.gen';

export type * from './reportTypes';
export type * from './sendingTypes';

export type Schemas = components['schemas'];
export type With<T, Narrowed> = Omit<T, keyof Narrowed> & Narrowed;

export type Text = { [language: string]: string };
export type Page<T> = { items: T[]; next?: string | null; total?: number | null };
export type Problem = { code: string; message: Text; where: string | null; mend: Text | null };

export type Permission =
  | 'overview.view'
  | 'members.view'
  | 'members.reveal'
  | 'members.link'
  | 'consents.edit'
  | 'privacy.view'
  | 'privacy.export'
  | 'privacy.erase'
  | 'stores.view'
  | 'orders.claim'
  | 'imports.view'
  | 'imports.run'
  | 'imports.pull'
  | 'events.view'
  | 'events.edit'
  | 'webhooks.view'
  | 'webhooks.edit'
  | 'surveys.view'
  | 'surveys.edit'
  | 'contact_codes.view'
  | 'contact_codes.edit'
  | 'codes.view'
  | 'codes.edit'
  | 'codes.claim'
  | 'codes.export'
  | 'segments.view'
  | 'segments.edit'
  | 'segments.export'
  | 'tags.view'
  | 'tags.edit'
  | 'features.view'
  | 'portraits.view'
  | 'value.view'
  | 'behaviour.view'
  | 'behaviour.edit'
  | 'stages.view'
  | 'channels.view'
  | 'channels.edit'
  | 'contacts.sync'
  | 'stages.edit'
  | 'templates.view'
  | 'templates.edit'
  | 'messages.view'
  | 'messages.send'
  | 'messages.edit'
  | 'policy.edit'
  | 'channels.view'
  | 'channels.edit'
  | 'users.manage'
  | 'keys.manage'
  | 'audit.view'
  | 'settings.view'
  | 'settings.edit';
export type Role = 'owner' | 'operator' | 'analyst';
/** A key may also only write events. */
export type KeyRole = Role | 'write';

export type Workspace = With<Schemas['WorkspaceOut'], { role: Role; permissions: Permission[] }>;
export type Session = { user: { email: string; name: string } | null; workspaces: Workspace[]; version: string };

export type Metric = Schemas['MetricValue'];
export type TrendPoint = Schemas['TrendDay'];
export type NextAction = Schemas['NextAction'];
export type Span = Schemas['Between'];
export type Overview = Schemas['Overview'];

export type Digitisation = With<Schemas['Digitisation'], { by: 'store' | 'staff' }>;
export type Target = Schemas['TargetOut'];

export type ImportField = Schemas['FieldOut'];
export type ImportKind = Schemas['KindOut'];
export type MappedColumn = { from: string } | { value: unknown };
export type Mapping = {
  kind: 'mapping';
  version: number;
  imports: string;
  zone?: string;
  currency?: string;
  time_format?: string;
  columns: Record<string, MappedColumn>;
  identifiers?: { kind: string; from: string }[];
};
export type Cell = string | number | null;
export type Proposal = With<Schemas['ProposalOut'], { mapping: Mapping }>;
export type TemplateFit = With<Schemas['TemplateFit'], { mapping: Mapping }>;
export type Upload = With<
  Schemas['UploadOut'],
  { rows_sampled: Cell[][]; proposals: Proposal[]; templates: TemplateFit[] }
>;
export type MappingTemplate = With<Schemas['TemplateOut'], { mapping: Mapping }>;
export type MappingTemplateDetail = With<Schemas['TemplateDetail'], { mapping: Mapping }>;
export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'stopped';
export type Import = With<Schemas['ImportOut'], { state: ImportState; error: Problem | null }>;
export type BatchOutcome = { upload: string; started: Import | null; error: Problem | null };
export type Batch = { id: number; items: BatchOutcome[] };
export type OneImport = Import & Pick<Schemas['OneImportOut'], 'mended'>;
export type QuarantinedRow = Schemas['QuarantinedOut'];

export type PullDocument = {
  kind: 'folder_pull';
  version: number;
  folder: string;
  pattern: string;
  mapping: Mapping;
  encoding?: string;
  sheet?: string;
  every_minutes: number;
  quiet_seconds: number;
  afterwards: 'leave' | 'move';
};
export type FolderLook = With<Schemas['LookOut'], { counts: Record<string, number>; error: Problem | null }>;
export type FolderPull = With<
  Schemas['PullOut'],
  { document: PullDocument; files: Record<string, number>; last: FolderLook | null }
>;
export type FolderPullDetail = FolderPull & { yaml: string; looks: FolderLook[] };
export type PulledFileState = 'waiting' | 'importing' | 'done' | 'failed' | 'gone';
export type PulledFile = With<Schemas['PulledFileOut'], { state: PulledFileState; error: Problem | null }>;
export type ImportFolders = Schemas['FoldersOut'];

export type EventType = Schemas['EventTypeOut'];
export type Agreed = Record<string, string>;
export type EventTypeDetail = With<
  Schemas['EventTypeDetail'],
  { schema: With<Schemas['PropertyOut'], { types: Record<string, number> }>[]; learnt: Agreed; agreed: Agreed | null }
>;
export type Departure = Schemas['DepartureOut'];
export type RecentEvent = With<Schemas['EventOut'], { properties: Record<string, unknown> }>;
export type RecentEvents = { items: RecentEvent[]; load: number };
export type Inbox = Schemas['InboxOut'];

export type ContactShift = { staff: string[]; days?: number[]; from: string; to: string };
export type ContactCodeDocument = {
  kind: 'contact_code';
  name: string;
  label?: { 'zh-CN'?: string; en?: string };
  channel: string;
  staff?: string[];
  backup?: string[];
  shifts?: ContactShift[];
  daily_cap?: number;
  asks_first?: boolean;
  groups?: { chats: string[]; makes_new?: boolean; base_name?: string; base_number?: number };
  tags?: string[];
  welcome?: string;
  source?: string;
  motive?: 'benefit' | 'service' | 'information' | 'process';
  store?: string;
};
export type ContactCodeRow = Schemas['ContactCodeRow'];
export type ContactCode = With<Schemas['ContactCodeOut'], { document: ContactCodeDocument }>;
export type Welcome = Schemas['WelcomeOut'];
export type WelcomeSummary = Schemas['WelcomeSummary'];
export type Callback = Schemas['CallbackOut'];
export type CallbackHandling = Schemas['HandlingOut'];
export type CallbackSummary = Schemas['CallbackSummary'];
export type Letter = Schemas['LetterOut'];
export type LetterReason = Schemas['LetterCode'];
export type LetterDetail = With<Schemas['LetterDetail'], { event: unknown }>;
export type LetterPage = Page<Letter> & { codes: LetterReason[] };

export type Channel = Schemas['ChannelOut'];
export type ChannelKind = Schemas['ChannelKindOut'];
export type SecretField = Schemas['SecretFieldOut'];
export type SettingField = Schemas['SettingFieldOut'];
export type PlatformCall = Schemas['PlatformCallOut'];
export type FindingState = 'good' | 'doubtful' | 'bad';
export type ChannelFinding = With<Schemas['ChannelFindingOut'], { state: FindingState }>;
export type ChannelCheck = With<Schemas['ChannelCheckOut'], { findings: ChannelFinding[] }>;
export type ChannelDetail = With<Schemas['ChannelDetail'], { check: ChannelCheck | null }>;

export type ContactSync = With<Schemas['ContactSyncOut'], { error: Problem | null }>;
export type ContactSummary = With<Schemas['ContactSummary'], { items: ContactSync[] }>;
export type MemberContacts = Schemas['ContactPanel'];
export type StaffMember = Schemas['StaffMemberOut'];

export type WebhookDocument = {
  kind: 'webhook';
  version: number;
  imports: string;
  zone?: string;
  currency?: string;
  time_format?: string;
  each?: string;
  when?: Record<string, unknown>;
  columns: Record<string, MappedColumn>;
  identifiers?: { kind: string; from: string }[];
};
export type WebhookRow = With<Schemas['WebhookOut'], { document: WebhookDocument }>;
export type Webhook = With<Schemas['WebhookDetail'], { document: WebhookDocument }>;
export type NewWebhook = With<Schemas['NewWebhookOut'], { document: WebhookDocument }>;
export type Trial = Schemas['TrialOut'];

export type Words = { 'zh-CN'?: string; en?: string };
export type QuestionType = 'text' | 'single' | 'multiple' | 'number' | 'date' | 'rating' | 'phone';
export type Choice = { value: string; label?: Words };
export type Question = {
  name: string;
  type: QuestionType;
  label: Words;
  hint?: Words;
  required?: boolean;
  choices?: Choice[];
  long?: boolean;
  least?: number;
  most?: number;
  attribute?: string;
};
export type SurveyDocument = {
  kind: 'survey';
  version: number;
  title: Words;
  about?: Words;
  thanks?: Words;
  consent: { text: Words; version?: string };
  questions: Question[];
};
export type SurveyRow = Schemas['SurveyRow'];
export type Survey = With<Schemas['SurveyOut'], { document: SurveyDocument }>;
export type Answer = With<Schemas['AnswerOut'], { values: Record<string, unknown> }>;
export type QuestionCounts = Schemas['QuestionCounts'];

export type Identifier = { kind: string; value: string; masked?: boolean; made_at?: string };
export type MemberRow = Schemas['MemberRow'];
export type MemberBeside = Schemas['MemberBeside'];
export type Conflict = Schemas['ConflictSeen'];
export type Decision = Schemas['DecisionSeen'];
export type Duplicate = Schemas['DuplicateOut'];
export type Agreement = Schemas['AgreementOut'];
export type DuplicateSearch = With<Schemas['DuplicateSearchOut'], { error: Problem | null }>;
export type DuplicateSearches = { items: DuplicateSearch[]; missing: Problem | null };
export type Merge = Schemas['MergeSeen'];
export type FeatureValue = Schemas['FeatureValue'];
export type UnclaimedOrder = Schemas['UnclaimedOrder'];
export type OrderClaim = Schemas['ClaimOut'];
export type Member = With<Schemas['Profile'], { consents: Consents }>;
export type Consent = With<Schemas['ConsentRow'], { how: 'given' | 'withdrawn' }>;
export type Consents = { standing: Consent[]; history: Consent[] };
export type HintRule = Schemas['HintRule'];
export type PurposeTexts = Schemas['PurposeTexts'];
export type PrivacyStore = Schemas['PersonalStore'];
export type PersonalData = Schemas['WhatGoes'];
export type PrivacyRequest = With<
  Schemas['PrivacyRequestOut'],
  { receipt: With<Schemas['PrivacyReceipt'], { stores: PrivacyStore[]; ids: number }>; error: Problem | null }
>;
export type StoreRow = Schemas['StoreRow'];
export type GuideRow = Schemas['StaffRow'];
export type Benefits = Schemas['BenefitPanel'];
export type OrderRow = Schemas['OrderRow'];
export type Order = Schemas['Order'];
export type OrderLine = Schemas['OrderLine'];
export type TimelineKind = 'order' | 'event' | 'touch' | 'refund';
export type TimelineEntry = With<Schemas['TimelineEntry'], { kind: TimelineKind }>;

export type Feature = Schemas['FeatureOut'];
export type FeatureCoverage = Schemas['CoverageOut'];
export type FeatureDetail = Schemas['FeatureDetail'];

export type Rule = Record<string, unknown>;
export type ValueType = 'number' | 'money' | 'date' | 'text' | 'rate';
type Typed<T> = With<T, { type: ValueType }>;
export type Vocabulary = With<
  Schemas['Vocabulary'],
  {
    features: Typed<Schemas['FeatureTerm']>[];
    attributes: Typed<Schemas['AttributeTerm']>[];
    facts: With<Schemas['FactTerm'], { properties: Typed<Schemas['PropertyTerm']>[] }>[];
    operators: Record<string, string[]>;
  }
>;
export type PropertyValue = Schemas['PropertyValue'];
export type Preview = Schemas['Preview'];
export type Refresh = 'live' | 'nightly' | 'frozen';
export type SegmentDocument = {
  kind: 'segment';
  name: string;
  label: Text;
  rule: Rule;
  refresh: Refresh;
  /** Where the members of a frozen copy come from; it has no rule. */
  origin?: SegmentOrigin;
  [more: string]: unknown;
};
export type SegmentOrigin = {
  made: 'copy' | 'lookalike';
  at: string;
  by: string;
  segment?: string;
  version?: number;
  rule?: Rule;
  told?: Pick<LookalikeReport, 'seed' | 'others' | 'size' | 'quality'>;
};
export type LookalikeReport = Schemas['LookalikeReport'];
export type PortraitReport = Schemas['PortraitReport'];
export type SegmentRow = Schemas['SegmentRow'];
export type Segment = With<Schemas['SegmentOut'], { document: SegmentDocument }>;
export type SegmentMove = Schemas['MoveOut'];
export type SegmentExport = Schemas['SegmentExportOut'];
export type ExportRun = Schemas['ExportRunOut'];
export type Freshness = Schemas['Freshness'];
export type Overlap = Schemas['Overlaps'];

export type TagType = 'rule' | 'live' | 'raw' | 'manual' | 'model';
export type Score = Typed<Schemas['ScoreOut']>;
export type TagValueDocument = { value: string; label?: Text; rule?: Rule; is?: unknown; otherwise?: boolean };
export type TagOrigin = {
  attribute?: string;
  did?: string;
  property?: string;
  survey?: string;
  question?: string;
  choice?: string;
};
export type TagDocument = {
  kind: 'tag';
  name: string;
  label: Text;
  about?: Text;
  group: string;
  type: TagType;
  from?: TagOrigin;
  source?: string;
  rule?: Rule;
  score?: string;
  values?: TagValueDocument[];
  expires?: string;
  owner?: string;
};
export type TagRow = With<Schemas['TagRow'], { type: TagType }>;
export type Tag = With<Schemas['TagOut'], { document: TagDocument; type: TagType }>;
export type TagValue = Schemas['TagValueOut'];
export type TagPreview = Schemas['TagPreview'];
export type TagOfMember = Schemas['TagOfMember'];
export type TagChange = Schemas['TagChangeOut'];
export type MemberTags = Schemas['MemberTags'];
export type TagAct = Schemas['TagActOut'];
export type TagActCount = Schemas['TagActCount'];
export type TagTerm = Schemas['TagTerm'];
export type TagSource = {
  name: string;
  label: Text;
  did: string[];
  channels: string[];
  groups: string[];
};
export type SourceMatrix = With<Schemas['SourceMatrix'], { document: { kind: 'tag-sources'; sources: TagSource[] } }>;

export type FindAnswer = Schemas['FindAnswer'];
export type FoundProduct = Schemas['FoundProduct'];

export type UserRow = With<Schemas['UserOut'], { role: Role }>;
export type ApiKey = With<Schemas['KeyOut'], { role: KeyRole }>;
export type NewApiKey = With<Schemas['NewKeyOut'], { role: KeyRole }>;
export type AuditEntry = Schemas['AuditEntryOut'];
export type ClockKind = Schemas['ClockOut']['kind'];
export type Settings = Schemas['SettingsOut'];
