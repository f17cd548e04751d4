// Charts, for the scripts behind this one, and for cells.

import { plainCharts } from "../charts/plain";

window.courseCharts = plainCharts;
