// Starts the page.
import { startAccounts } from './accounts_panel.js';
import { startApps } from './apps.js';
import { startCheck } from './check_panel.js';
import { startClock } from './clock_panel.js';
import { loadCodes } from './codes.js';
import { startConnection } from './connection.js';
import { startFaults } from './faults_panel.js';
import { startJournal } from './journal_panel.js';
import { startLanguage } from './language.js';
import { startOnline } from './online_panel.js';
import { refresh, startRefresh } from './refresh.js';
import { startRefused } from './refused_panel.js';
import { startResults } from './results.js';
import { startTicket } from './ticket_panel.js';

startLanguage();
startApps();
startResults(refresh);
startRefused();
startOnline();
startAccounts();
startJournal();
startTicket();
startCheck();
startClock();
startFaults();
startRefresh();
// The reasons need the words of the codes. If they cannot be read now, they are read with the panels.
await loadCodes().catch(() => {});
startConnection(refresh);
