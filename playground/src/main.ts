import "slickgrid/dist/styles/css/slick.grid.css";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/query.css";
import "./styles/result.css";
import "./styles/hidden.css";
import { Playground } from "./playground.js";

await Playground.start("playground.db");
