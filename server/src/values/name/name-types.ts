import { anything, type ValueType } from '../value-type.ts';
import { delegate, disabledControllers } from './controllers.ts';
import {
  dependencies,
  obsoleteDependencies,
  serviceSockets,
  slice,
  socketService,
  triggeredUnit,
} from './dependency.ts';
import { documentation } from './documentation.ts';
import { aliases, alsoInstalled, defaultInstance, installTargets } from './install.ts';
import { busName, rebootArgument, refreshedOnReload, textWithSpecifiers, updateSessions } from './plain-text.ts';
import { groups, userOrGroup } from './user.ts';

/** systemd's parser → value type. */
export const NAME_TYPES: Readonly<Record<string, ValueType>> = {
  unit_deps: dependencies,
  obsolete_unit_deps: obsoleteDependencies,
  trigger_unit: triggeredUnit,
  socket_service: socketService,
  service_sockets: serviceSockets,
  unit_slice: slice,
  strv: installTargets,
  alias: aliases,
  also: alsoInstalled,
  default_instance: defaultInstance,
  documentation,
  unit_string_printf: textWithSpecifiers,
  // `src/shared/conf-parser.c: config_parse_string` without its checks; as used for TCPCongestion=.
  string: anything,
  bus_name: busName,
  user_group_compat: userOrGroup,
  user_group_strv_compat: groups,
  reboot_parameter: rebootArgument,
  luo_sessions: updateSessions,
  delegate,
  disable_controllers: disabledControllers,
  service_refresh_on_reload: refreshedOnReload,
  // Accepted with a notice, whatever it is: the rule of removed directives says it.
  warn_compat: anything,
};
