// The script of pages about what the reader's browser keeps: the data itself, the certificate, and its check.

import { mount as mountCertificate } from "../certificate";
import { mount as mountDevice } from "../device";
import { mountParts } from "../mount";
import { mount as mountVerify } from "../verify";
import { mount as mountYourData } from "../your-data";

mountParts([
  ['[data-part="your-data"]', mountYourData],
  ['[data-part="certificate"]', mountCertificate],
  ['[data-part="device"]', mountDevice],
  ['[data-part="verify"]', mountVerify],
]);
