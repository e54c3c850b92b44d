"""A private PostGIS cluster in a folder of its own: started on a socket, never on a port, as an unprivileged user, and
stopped again; the system's service is left alone. Tables are loaded by COPY straight from the GeoPackage's blobs."""

import glob
import os
import pwd
import shutil
import sqlite3
import struct
import subprocess
from pathlib import Path

SQL = Path(__file__).with_name("postgis")


def installed():
    found = sorted(glob.glob("/usr/lib/postgresql/*/lib/postgis-3.so"))
    return Path(found[-1]).parent.parent / "bin" if found else None


class Cluster:
    def __init__(self, folder):
        self.bin = installed()
        # A short path: a socket's name holds about 100 bytes.
        self.folder = Path(folder).resolve()
        self.user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name

    def command(self, *words):
        prefix = ["setpriv", f"--reuid={self.user}", "--clear-groups"] if os.getuid() == 0 else []
        return [*prefix, *map(str, words)]

    def start(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if os.getuid() == 0:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        data = self.folder / "data"
        subprocess.run(self.command(self.bin / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync"), **quiet)
        settings = {
            "listen_addresses": "''", "unix_socket_directories": f"'{self.folder}'", "shared_buffers": "1GB", "work_mem": "512MB",
            "maintenance_work_mem": "512MB", "max_wal_size": "8GB", "synchronous_commit": "off", "fsync": "off",
            "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0", "jit": "off",
            "max_parallel_workers_per_gather": "2", "parallel_setup_cost": "10", "parallel_tuple_cost": "0.001",
            "min_parallel_table_scan_size": "0", "random_page_cost": "1.1",
        }
        with open(data / "postgresql.conf", "a") as file:
            file.writelines(f"{key} = {value}\n" for key, value in settings.items())
        subprocess.run(self.command(self.bin / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "start"), **quiet)
        self.sql("CREATE EXTENSION postgis")

    def stop(self):
        if (self.folder / "data/postmaster.pid").exists():
            subprocess.run(self.command(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def postmaster(self):
        return int((self.folder / "data/postmaster.pid").read_text().split()[0])

    def psql(self, *words):
        return [str(self.bin / "psql"), "-h", str(self.folder), "-U", "bench", "-d", "postgres", "-q", "-X",
                "-v", "ON_ERROR_STOP=1", *words]

    def sql(self, text):
        subprocess.run(self.psql("-c", text), check=True, stdout=subprocess.DEVNULL)

    def load(self, path, name):
        """One GeoPackage layer into a table with an index."""
        columns = "id integer, code text, far double precision, declared double precision"
        self.sql(f"CREATE TABLE {name} ({columns}, geom geometry(Polygon, 4546))")
        copy = subprocess.Popen(self.psql("-c", f"COPY {name} FROM STDIN"), stdin=subprocess.PIPE)
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
            for *values, blob in file.execute(f"SELECT id, code, far, declared, geom FROM {name}"):
                # The GeoPackage header: 8 bytes and a box whose kind stands in the flags; then plain WKB, which becomes
                # EWKB by its SRID.
                body = 8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
                kind = struct.unpack_from("<I", blob, body + 1)[0] | 0x20000000
                wkb = b"\x01" + struct.pack("<II", kind, 4546) + blob[body + 5 :]
                copy.stdin.write(("\t".join(map(str, values)) + "\t" + wkb.hex() + "\n").encode())
        copy.stdin.close()
        if copy.wait():
            raise RuntimeError(f"loading {name} into PostGIS failed")
        self.sql(f"CREATE INDEX ON {name} USING gist (geom)")
        self.sql(f"ANALYZE {name}")
