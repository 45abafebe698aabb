// Starts the real binary on a free port with the example minutes, on SQLite or, where
// KLYNGE_TEST_POSTGRES names a server, on a fresh PostgreSQL database; stops and removes both.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.KLYNGE_BINARY ?? path.join(root, "build/dev/bin/klynge");

function psql(url, sql) {
  execFileSync("psql", [url, "-v", "ON_ERROR_STOP=1", "-qc", sql], { stdio: ["ignore", "ignore", "inherit"] });
}

function freshPostgres() {
  const server = process.env.KLYNGE_TEST_POSTGRES;
  if (!server) return null;
  const name = `browser_${process.pid}_${Date.now()}`;
  psql(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
  // A server on a socket has no host in its address (postgresql://user@/database?host=/folder), which URL refuses.
  const url = server.replace(/^(postgresql:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
  return { url, drop: () => psql(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

export const exampleFolder = path.join(root, "examples");
export const exampleStructure = path.join(root, "reference/examples/bredsund.json");

export async function startServer({ examples = exampleFolder, port = 0, more = [] } = {}) {
  const data = mkdtempSync(path.join(tmpdir(), "klynge-browser-"));
  const postgres = freshPostgres();
  const args = ["serve", "--port", String(port), "--data", data, ...more];
  if (examples) args.push("--examples", examples);
  if (postgres) args.push("--database", postgres.url);
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let log = "";
  child.stderr.on("data", (chunk) => (log = (log + chunk).slice(-20000)));
  const ready = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not come up:\n${output}\n${log}`)), 180000);
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${output}\n${log}`)));
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const address = output.match(/http:\/\/127\.0\.0\.1:\d+/);
      const accounts = Object.fromEntries([...output.matchAll(/Sign in as (\S+) with the password (\S+)/g)].map((found) => found.slice(1)));
      const [first] = Object.entries(accounts);
      if (address && first && output.includes("Ready")) {
        clearTimeout(timer);
        resolve({ address: address[0], login: first[0], password: first[1], accounts });
      }
    });
  });
  return {
    ...ready,
    data,
    binary,
    databaseArguments: postgres ? ["--data", data, "--database", postgres.url] : ["--data", data],
    log: () => log,
    stop: async () => {
      const ended = new Promise((resolve) => child.on("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
      postgres?.drop();
    },
  };
}
