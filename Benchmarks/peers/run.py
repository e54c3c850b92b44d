"""landplan and every installed peer on the same files: time, ratios, processor time, peak memory, and whether they agree.

usage: run.py [--size N] [--tasks T1,T2] [--programs landplan,duckdb] [--limit SECONDS] [--rounds N]
       run.py --list          what is installed

Each run is a cold process from files on disk to a result table on disk. Within a round the programs take turns; the
fastest round counts. Ratios are what to read: seconds of different machines or hours cannot be compared. On a busy machine the ratio of processor seconds says more than that of wall-clock seconds. PostGIS is
asked in SQL; loading its tables is stated apart and not part of its seconds.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import postgis
from answers import compare

HERE = Path(__file__).resolve().parent
BENCHMARKS = HERE.parent
LANDPLAN = BENCHMARKS.parent / ".build/release/landplan"
FABRIC = BENCHMARKS / ".build/release/make-fabric"
PYTHON = BENCHMARKS / ".peers/venv/bin/python"

TASKS = {
    "T1": "parcels by approval stage, union of each, with rest",
    "T2": "parcels by zones of 5,000 to 50,000 vertices, with rest",
    "T3": "land-use matrix of two plans, nine parcels of ten identical",
    "T3r": "land-use matrix of two plans, redrawn: no parcel identical",
    "T4": "quality: invalid, repeated, overlaps, gaps",
    "T5": "plane and geodesic area of every parcel",
    "T6": "to GeoJSON in longitude and latitude (RFC 7946)",
}
# How many times faster than the fastest peer landplan is to be at 200,000 parcels.
TARGETS = {"T1": 8, "T2": 8, "T3": 2, "T3r": 30, "T4": 25, "T5": 5, "T6": 10}
T6_POSTGIS_TARGET = 3
OVERLAYS = {"T1": "stages", "T2": "zones", "T3": "adjusted", "T3r": "redrawn"}


def landplan(task, folder, out):
    """The commands of one task; more than one add up."""
    end = ["--overwrite", "--quiet", "--lang", "en"]
    csv = ["--format", "csv", "--out", out, *end]
    overlay = ["--overlap", "each", "--basis", "plane"]
    parcels = f"{folder}/parcels.gpkg"
    match task:
        case "T1" | "T2":
            return [[LANDPLAN, "account", parcels, "--id", "id", "--with", f"{folder}/{OVERLAYS[task]}.gpkg@code", *overlay, *csv]]
        case "T3" | "T3r":
            return [[LANDPLAN, "account", parcels, "--sum-by", "code", "--with", f"{folder}/{OVERLAYS[task]}.gpkg@code", *overlay, *csv]]
        case "T4":
            return [[LANDPLAN, "quality", f"{folder}/flawed.gpkg", "--id", "id", *csv]]
        case "T5":
            return [[LANDPLAN, "areas", parcels, "--each", "--unit", "m2", "--basis", "plane", "--also", "geodesic", *csv]]
        case "T6":
            return [[LANDPLAN, "export", parcels, "--to", "geojson", "--out", out, *end]]


def commands(program, task, folder, out, cluster):
    match program:
        case "landplan":
            return landplan(task, folder, out)
        case "geopandas" | "duckdb":
            return [[PYTHON, HERE / f"{program}_tasks.py", task, folder, out]]
        case "ogr2ogr":
            return [["ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7", out, f"{folder}/parcels.gpkg"]]
        case "postgis":
            name = {"T1": "account", "T2": "account", "T3": "matrix", "T3r": "matrix"}.get(task, task)
            overlay = OVERLAYS.get(task, "-")
            return [cluster.psql("-v", f"out={out}", "-v", f"overlay={overlay}", "-v", f"other={overlay}", "-f", str(HERE / f"postgis/{name}.sql"))]


def installed():
    found = {"landplan": LANDPLAN.exists()}
    for name, module in (("geopandas", "geopandas"), ("duckdb", "duckdb_extension_spatial")):
        found[name] = PYTHON.exists() and subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode == 0
    found["postgis"] = postgis.installed() is not None
    found["ogr2ogr"] = subprocess.run(["sh", "-c", "command -v ogr2ogr"], capture_output=True).returncode == 0
    return found


def run(words, limit, log):
    """Wall seconds, processor seconds, peak kilobytes of one process and what it started; nil seconds past the limit."""
    start = time.monotonic()
    process = subprocess.Popen([str(w) for w in words], stdout=log, stderr=log, start_new_session=True)
    isOver = threading.Event()

    def end():
        isOver.set()
        os.killpg(process.pid, signal.SIGTERM)
        time.sleep(2)
        if process.returncode is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    timer = threading.Timer(limit, end)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss, "code": process.returncode,
            "over": isOver.is_set()}


class ServerWatch(threading.Thread):
    """The server's side of a query: processor time of backends that ended, peak of their memory together."""

    def __init__(self, postmaster):
        super().__init__(daemon=True)
        self.postmaster, self.peak, self.isDone = postmaster, 0, threading.Event()
        self.before = self.children_time()

    def children_time(self):
        words = Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[13]) + int(words[14])) / os.sysconf("SC_CLK_TCK")

    def run(self):
        while not self.isDone.wait(0.05):
            own, shared = 0, 0
            for child in Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text().split():
                try:
                    lines = dict(line.split(":", 1) for line in Path(f"/proc/{child}/status").read_text().splitlines() if ":" in line)
                    own += int(lines["RssAnon"].split()[0])
                    shared = max(shared, int(lines["RssShmem"].split()[0]))
                except (OSError, KeyError):
                    pass
            self.peak = max(self.peak, own + shared)

    def finish(self):
        time.sleep(0.3)
        self.isDone.set()
        self.join()
        return self.children_time() - self.before


def measure(program, task, folder, out, cluster, limit, log):
    """One run of one program; its failures in words."""
    total = {"wall": 0.0, "cpu": 0.0, "peak": 0, "fault": None}
    for words in commands(program, task, folder, out, cluster):
        watch = None
        if program == "postgis":
            watch = ServerWatch(cluster.postmaster)
            watch.start()
        result = run(words, limit, log)
        if watch:
            result["cpu"] += watch.finish()
            result["peak"] = max(result["peak"], watch.peak)
        total["wall"] += result["wall"]
        total["cpu"] += result["cpu"]
        total["peak"] = max(total["peak"], result["peak"])
        if result["over"]:
            total["fault"] = f"cut off after {limit:.0f} s"
        elif result["code"] not in ((0, 1) if program == "landplan" and task == "T4" else (0,)):
            total["fault"] = f"failed with exit code {result['code']}"
        if total["fault"]:
            break
    return total


def digest(task, program, out):
    """The answer in a few figures, worked out in another process so that this one stays small."""
    words = [sys.executable, str(HERE / "answers.py"), task, program, str(out)]
    result = subprocess.run(words, capture_output=True, text=True)
    if result.returncode:
        return {"unreadable": result.stderr.strip().splitlines()[-1:] or "?"}
    return json.loads(result.stdout)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = int(next(line for line in open("/proc/meminfo") if line.startswith("MemTotal")).split()[1]) / 2**20
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GB; load before: {os.getloadavg()[0]:.1f}"


def versions(found):
    words = []
    if found["geopandas"] or found["duckdb"]:
        code = ("import importlib.metadata as m\nfor n in ('geopandas','shapely','pyogrio','duckdb'):\n"
                " try: print(n, m.version(n), end='; ')\n except Exception: pass\n"
                "try:\n import shapely; print('GEOS', shapely.geos_version_string, end='')\nexcept Exception: pass")
        words.append(subprocess.run([PYTHON, "-c", code], capture_output=True, text=True).stdout)
    if found["postgis"]:
        words.append(subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}", "postgresql-15-postgis-3"], capture_output=True, text=True).stdout)
    if found["ogr2ogr"]:
        words.append(subprocess.run(["ogr2ogr", "--version"], capture_output=True, text=True).stdout.split(",")[0])
    return "; ".join(w.strip() for w in words if w.strip())


def remark(task, program, entry, rows):
    """What a peer's line says about the target."""
    peers = [r["wall"] for p, r in rows.items() if p != "landplan" and not r["fault"] and not (task == "T6" and p == "postgis")]
    if program == "landplan" or entry["fault"] or rows["landplan"]["fault"]:
        return ""
    ratio = entry["wall"] / rows["landplan"]["wall"]
    if task == "T6" and program == "postgis":
        target = T6_POSTGIS_TARGET
    elif peers and entry["wall"] == min(peers):
        target = TARGETS[task]
    else:
        return ""
    return f"target {target}: {'met' if ratio >= target else 'missed'}"


def table(results, size):
    lines = ["task  program      seconds    ratio      CPU s    ratio   peak MB  answer        " + ("target at 200,000" if size >= 200_000 else "")]
    lines.append("─" * 105)
    for task, rows in results.items():
        lines.append(f"{task}: {TASKS[task]}")
        base = rows.get("landplan")
        for program, entry in rows.items():
            if entry["fault"]:
                lines.append(f"      {program:<10} {entry['fault']}")
                continue
            isKnown = base and not base["fault"]
            ratio = f"{entry['wall'] / base['wall']:8.1f}" if isKnown else "       –"
            effort = f"{entry['cpu'] / base['cpu']:8.1f}" if isKnown else "       –"
            note = remark(task, program, entry, rows) if size >= 200_000 and base else ""
            lines.append(f"      {program:<10} {entry['wall']:9.2f} {ratio} {entry['cpu']:10.2f} {effort} {entry['peak'] / 1024:9.0f}  {entry['answer']:<13} {note}".rstrip())
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--tasks", default=",".join(TASKS))
    parser.add_argument("--programs", default="landplan,geopandas,duckdb,postgis,ogr2ogr")
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a program is cut off")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--landplan", type=Path, help="another build of the program than .build/release/landplan")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    # Ended from outside, it still stops the server and clears up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    global LANDPLAN
    LANDPLAN = options.landplan or LANDPLAN
    found = installed()
    if options.list:
        print("\n".join(f"{name:<10} {'installed' if there else 'not installed'}" for name, there in found.items()))
        return 0
    programs = [p for p in options.programs.split(",") if found.get(p)]
    for missing in (p for p in options.programs.split(",") if not found.get(p)):
        print(f"not installed, left out: {missing} (make bench-peers)")
    folder = BENCHMARKS / ".fabric" / str(options.size)
    if not (folder / "planted.csv").exists():
        subprocess.run([FABRIC, str(options.size), str(folder)], check=True)
    outputs = BENCHMARKS / ".results" / str(options.size)
    outputs.mkdir(parents=True, exist_ok=True)
    outputs.chmod(0o777)
    cluster, loading = None, ""
    print(f"{options.size:,} parcels; {machine()}\n{versions(found)}", flush=True)
    isWrong = False
    results = {}
    with open(outputs / "log.txt", "w") as log:
        try:
            if "postgis" in programs:
                # A short path (a socket's name is limited) that the unprivileged user can reach.
                cluster = postgis.Cluster(f"/tmp/landplan-bench-{os.getpid()}")
                cluster.start()
                start = time.monotonic()
                for name in ("parcels", "adjusted", "redrawn", "flawed", "stages", "zones"):
                    cluster.load(folder / f"{name}.gpkg", name)
                loading = f"PostGIS: loading and indexing the six layers took {time.monotonic() - start:.1f} s, not counted below"
            for task in options.tasks.split(","):
                rows = results[task] = {}
                taking = [p for p in programs if p != "ogr2ogr" or task == "T6"]
                for turn in range(options.rounds):
                    for program in taking:
                        known = rows.get(program)
                        if known and (known["fault"] or known["wall"] > 20):
                            continue
                        out = outputs / f"{task}.{program}.{'geojson' if task == 'T6' else 'csv'}"
                        out.unlink(missing_ok=True)
                        entry = measure(program, task, folder, out, cluster, options.limit, log)
                        if not known or entry["fault"] or entry["wall"] < known["wall"]:
                            rows[program] = entry
                        print(f"\r{task} {program} {entry['wall']:.2f} s {entry['fault'] or ''}", file=sys.stderr, flush=True)
                reference = None
                for program, entry in rows.items():
                    if entry["fault"]:
                        continue
                    out = outputs / f"{task}.{program}.{'geojson' if task == 'T6' else 'csv'}"
                    answer = digest(task, program, out)
                    if reference is None:
                        reference, entry["answer"] = answer, "reference"
                        continue
                    differences = compare(reference, answer)
                    entry["answer"] = "agrees" if not differences else "DIFFERS"
                    for line in differences[:5]:
                        isWrong = True
                        print(f"{task} {program}: {line}")
        finally:
            if cluster:
                cluster.stop()
    text = (f"{loading}\n" if loading else "") + table(results, options.size)
    (outputs / "table.txt").write_text(text + "\n")
    print(text)
    return 1 if isWrong else 0


if __name__ == "__main__":
    sys.exit(main())
