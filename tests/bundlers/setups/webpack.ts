import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import webpack from "webpack";
import { APPLICATION } from "../support/application.js";
import { createProject } from "../support/project.js";
import { recipe } from "../support/recipes.js";
import { ISOLATION, type Site, serve } from "../support/serve.js";

/** The application as webpack builds it. @throws Error with its warnings and errors */
export async function webpackBuild(): Promise<Site> {
  const folder = createProject({ ...APPLICATION, "webpack.config.js": recipe("webpack.config.js") });
  const { default: config } = await import(pathToFileURL(join(folder, "webpack.config.js")).href);
  const stats = await run({
    ...config,
    context: folder,
    output: { path: join(folder, "dist"), ...config.output },
    // The package is minified already: for its warnings about sizes and its minifier's time the test has no use.
    performance: { hints: false },
    optimization: { minimize: false },
  });
  const complaints = stats.toString({ all: false, errors: true, warnings: true });
  if (complaints !== "") throw new Error(complaints);
  copyFileSync(join(folder, "index.html"), join(folder, "dist/index.html"));
  return serve(join(folder, "dist"), ISOLATION);
}

function run(config: webpack.Configuration): Promise<webpack.Stats> {
  return new Promise((resolve, reject) => {
    const compiler = webpack(config);
    compiler.run((error, stats) => {
      compiler.close(() => (stats === undefined ? reject(error) : resolve(stats)));
    });
  });
}
