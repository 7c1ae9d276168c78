/** Requests that convert definitions from and to the formats of other tools, and that write policies. */
import type { DefinitionParams } from './definitions';
import { request } from './message';

/** Why a text couldn't be converted. */
export interface ConversionRefusal {
  readonly refused: string;
}

export interface ExportDefinitionParams extends DefinitionParams {
  /** `aws-cli`, `boto3`, `terraform`, `cloudformation-yaml`, `cloudformation-json`, or `cdk`. */
  readonly form: string;
  readonly region?: string;
}

export interface ExportedText {
  readonly text: string;
  /** What the format can't express, each a sentence. */
  readonly lost: readonly string[];
}

/**
 * A definition in a format of another tool: `aws-cli`, `boto3`, `terraform`, `cloudformation-yaml`, `cloudformation-json`,
 * or `cdk`.
 */
export const exportDefinition = request<ExportDefinitionParams, ExportedText | ConversionRefusal | null>(
  'exportDefinition',
);

export interface ImportDefinitionParams {
  readonly text: string;
}

export interface ImportedText extends ExportedText {
  /** What was left out without any loss. */
  readonly remarks: readonly string[];
}

/** The definition in a text of another tool. */
export const importDefinition = request<ImportDefinitionParams, ImportedText | ConversionRefusal>('importDefinition');

export interface GeneratePolicyParams extends DefinitionParams {
  /** `permissions` or `trust` of the execution role, or the permissions of the `caller`. */
  readonly policy: string;
}

export interface GeneratedPolicy {
  readonly text: string;
  /** What the policy can't know, each a sentence. */
  readonly notes: readonly string[];
}

/** A policy that a definition needs: `permissions` or `trust` of its execution role, or the permissions of its `caller`. */
export const generatePolicy = request<GeneratePolicyParams, GeneratedPolicy | null>('generatePolicy');
