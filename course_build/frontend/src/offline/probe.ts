// The page that another page asks whether it sees its records.
import { answer } from "./sharing";

answer();
