// The process that VS Code starts on the desktop and on remote hosts: nothing but the language server.
import { startNodeServer } from './node-host.ts';

startNodeServer();
