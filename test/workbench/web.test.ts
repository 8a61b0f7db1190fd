import { testWorkbench } from './behaviours.ts';

testWorkbench('web');
