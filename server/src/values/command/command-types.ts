/** Command lines, environment, input and output, credentials. */

import type { ValueType } from '../value-type.ts';
import { checkCommandLine } from './command-check.ts';
import { completeCommandLine, describeCommandLine } from './command-help.ts';
import { credential, credentialGlob, credentialSource, descriptorName, openFile } from './credential-types.ts';
import { environment, variableNames, variableNamesOrAssignments } from './environment-types.ts';
import { environmentFile, inputData, inputText, journalFields, logNamespace, logPattern } from './log-types.ts';
import { standardInput, standardOutput } from './standard-io.ts';

/**
 * Longer values (in characters) are left alone, so that nobody waits for what nobody writes.
 */
const LONGEST = 50_000;

/** systemd's parser → value type. */
export const COMMAND_TYPES: Readonly<Record<string, ValueType>> = {
  environ: bounded(environment),
  exec: bounded({ check: checkCommandLine, complete: completeCommandLine, describe: describeCommandLine }),
  exec_input: bounded(standardInput),
  // Data may be long, and is cheap to look at.
  exec_input_data: inputData,
  exec_input_text: bounded(inputText),
  exec_output: bounded(standardOutput),
  fdname: bounded(descriptorName),
  import_credential: bounded(credentialGlob),
  load_credential: bounded(credentialSource),
  log_extra_fields: bounded(journalFields),
  log_filter_patterns: bounded(logPattern),
  log_namespace: bounded(logNamespace),
  open_file: bounded(openFile),
  pass_environ: bounded(variableNames),
  set_credential: credential,
  unit_env_file: bounded(environmentFile),
  unset_environ: bounded(variableNamesOrAssignments),
};

function bounded({ check, complete, describe }: ValueType): ValueType {
  return {
    check: (value, context) => (value.length > LONGEST ? [] : check(value, context)),
    ...(complete && {
      complete: (value, offset, context) => (value.length > LONGEST ? [] : complete(value, offset, context)),
    }),
    ...(describe && {
      describe: (value, offset, context) => (value.length > LONGEST ? undefined : describe(value, offset, context)),
    }),
  };
}
