import { startCourse } from './course.ts';
import { servedWay } from './served-way.ts';

startCourse(servedWay);
