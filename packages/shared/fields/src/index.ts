export { partOfClass, type AddressPart, type PartLetter } from "./address/address-part.ts";
export { territory, territoryCodes, type Region, type Territory } from "./address/territory.ts";
export { brandNameOf } from "./face/brand-hint.ts";
export { activeFields, type ActiveField } from "./active-fields.ts";
export {
  addressTemplate,
  bankTemplate,
  builtInTemplates,
  cardTemplate,
  nationalIdTemplate,
} from "./built-in-templates.ts";
export { stillBytes, stillCopy } from "./bytes/still-bytes.ts";
export { canonicalValue, checkField, checkWhileTyping, type LiveVerdict } from "./check-field.ts";
export {
  checkSubmission,
  type FieldError,
  type SubmissionVerdict,
  type SubmittedValue,
} from "./check-submission.ts";
export { FieldsError, type FieldsErrorCode } from "./errors.ts";
export { fieldFace, type FieldFace } from "./face/field-face.ts";
export { formatField, type Edited } from "./face/format-field.ts";
export { fieldClasses, sensitiveClasses, type FieldClass } from "./field-class.ts";
export type { Verdict } from "./field-rule.ts";
export { idCountries, idNames } from "./national-id/national-id.ts";
export { permittedMetadata, type FieldMetadata, type MetadataKey } from "./metadata.ts";
export { problemCodes, type ProblemCode } from "./problem-code.ts";
export { templateProblems } from "./template-problems.ts";
export {
  defineTemplate,
  MAX_FIELDS,
  templateSchema,
  templateShape,
  type Template,
  type TemplateField,
} from "./template.ts";
