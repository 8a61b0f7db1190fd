/** Good values, by systemd's parser: what the judge starts from. Each group of value types has a file of its own. */
import { COMMAND_SAMPLES } from './samples/command.ts';
import { CONDITION_SAMPLES } from './samples/condition.ts';
import { NAME_SAMPLES } from './samples/name.ts';
import { NUMBER_SAMPLES } from './samples/number.ts';
import { PATH_SAMPLES } from './samples/path.ts';
import { SECURITY_SAMPLES } from './samples/security.ts';
import { SOCKET_SAMPLES } from './samples/socket.ts';
import { TIME_SAMPLES } from './samples/time.ts';

export const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  ...COMMAND_SAMPLES,
  ...CONDITION_SAMPLES,
  ...NAME_SAMPLES,
  ...NUMBER_SAMPLES,
  ...PATH_SAMPLES,
  ...SECURITY_SAMPLES,
  ...SOCKET_SAMPLES,
  ...TIME_SAMPLES,
};
