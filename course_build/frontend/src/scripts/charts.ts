// Charts, for the scripts behind this one.

import "../charts/bars";
import "../charts/chart";
import "../charts/histograms";
import "../charts/lines";
