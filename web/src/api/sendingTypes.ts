/** The shapes of what is sent and by what it is reached: templates, codes, connections, messages, channels. */

import type { Problem, Schemas, With, Words } from './types';

export type TemplateChannel = 'wecom' | 'official_account' | 'sms' | 'email' | 'webhook';
export type ImagePart = { type: 'image'; picture: string };
export type LinkPart = { type: 'link'; title: string; url: string; description: string; picture: string };
export type ProgramPart = { type: 'mini_program'; title: string; appid: string; page: string; picture: string };
export type CardPart = ImagePart | LinkPart | ProgramPart;
export type NamedText = { name: string; text: string };
export type NoticePart = { type: 'notice'; template_id: string; data: NamedText[]; url: string };
export type AccountMessage = { type: 'text'; text: string } | LinkPart | ProgramPart | NoticePart;
export type TemplateContents = {
  wecom?: { text: string; attachments: CardPart[] };
  official_account?: { message: AccountMessage };
  sms?: { text: string; code: string; parameters: NamedText[] };
  email?: { subject: string; text: string; html: string };
  webhook?: { body: Record<string, unknown> };
};
export type ContentOf<Channel extends TemplateChannel> = NonNullable<TemplateContents[Channel]>;
export type TemplateDocument = {
  kind: 'template';
  name: string;
  label: Words;
  class: 'transactional' | 'service' | 'marketing';
  language: 'zh-CN' | 'en';
  contents: TemplateContents;
  fallbacks: Record<string, string>;
};
export type MessageTemplateRow = With<
  Schemas['MessageTemplateRow'],
  { content_class: TemplateDocument['class']; channels: TemplateChannel[] }
>;
export type MessageTemplate = With<Schemas['MessageTemplateOut'], { document: TemplateDocument }>;
export type TemplateVocabulary = Schemas['TemplateVocabulary'];
export type TemplateField = Schemas['TemplateField'];
export type ContentMeasure = With<Schemas['ContentMeasure'], { unit: 'bytes' | 'signs' | 'parts' }>;
export type PreviewedChannel = With<
  Schemas['PreviewedChannel'],
  { channel: TemplateChannel; measures: ContentMeasure[]; problem: Problem | null }
>;
export type TemplatePreview = With<Schemas['TemplatePreview'], { channels: PreviewedChannel[] }>;
export type CodeType = Schemas['CodeTypeOut'];
export type CodeBatch = Schemas['CodeBatchOut'];
export type CodeScan = Schemas['CodeScanOut'];
export type CodeClaim = Schemas['CodeClaimOut'];
export type CodePrint = Schemas['CodePrintOut'];
export type CodeLook = Schemas['CodeOut'];

export type ConnectionReport = Schemas['ConnectionReport'];
export type PoolCrossing = Schemas['PoolCrossing'];
export type OutMessage = Schemas['MessageOut'];
export type MessageCount = Schemas['MessageCount'];
export type MessageBatch = Schemas['MessageBatchOut'];
export type MessageBatchDetail = Schemas['MessageBatchDetail'];
export type MessageForecast = Schemas['ForecastOut'];
export type MessageTransport = Schemas['TransportOut'];
export type Suppression = Schemas['SuppressionOut'];
export type QuietHours = { from: string; to: string };
export type FrequencyCap = { most: number; within: string };
export type PolicyDocument = {
  kind: 'policy';
  holdout: string;
  quiet_hours: QuietHours;
  frequency: FrequencyCap[];
  duplicate: string;
  deadline: string;
  banned_words: string[];
  consent: Record<string, { scope: string; needs: string }>;
  quotas: Record<string, { as_of: string; zone: string; each: { most: number | string; per: string }[] }>;
  grants: Record<string, Record<string, { messages?: number; within?: string }>>;
  grants_as_of: string;
};
export type Policy = With<Schemas['PolicyOut'], { document: PolicyDocument }>;
