import { keepClearOfBar } from './clear-of-bar.ts';
import { startQuickExit } from './leave.ts';

keepClearOfBar();
startQuickExit();
